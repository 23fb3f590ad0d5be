import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { ProjectRole } from '../../../domain/timesheets/rates';
import type { ProjectMembersWire } from '../../../domain/wire/timesheets';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { mayEditPlan, projectOfPlan, type ProjectOfPlan } from '../readiness-queries';
import { readMembers } from '../record-queries';

interface On {
  principal: Principal;
  projectId: string;
  employeeId: string;
}

/**
 * Puts somebody on a project, or gives them another role on it. Time that was approved keeps its price.
 * @throws DomainError not-found, forbidden (not the manager, the head or an admin), invalid-input (nobody active, or somebody
 *   of sales for a project of consulting without a grant), conflict (the project is closed)
 */
export async function setMember(
  { db }: { db: Database },
  input: On & { role: ProjectRole },
): Promise<ProjectMembersWire> {
  return changeMembers(db, input, async (tx, project) => {
    if (project.status === 'closed')
      throw new DomainError('conflict', `${project.name} is closed: nobody works on it any more`);
    const grant = await grantOf(tx, input);
    tx.send(
      `INSERT INTO project_member (project_id, employee_id, role, grant_id, sees_until) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (project_id, employee_id) DO UPDATE SET role = excluded.role,
         grant_id = excluded.grant_id, sees_until = excluded.sees_until`,
      [input.projectId, input.employeeId, input.role, grant?.id ?? null, grant?.endsAt ?? null],
    );
    const lent = grant ? { grantId: grant.id, seesUntil: grant.endsAt.toISOString() } : {};
    return { action: 'member-set', details: { role: input.role, ...lent } };
  });
}

/**
 * What lets somebody of a sales department onto a project of a consulting one: a grant to look at the projects of that
 * department. The membership opens the project for as long as it runs.
 * @returns null for everybody else, who needs none
 * @throws DomainError invalid-input
 */
async function grantOf(
  tx: Transaction,
  { projectId, employeeId }: On,
): Promise<{ id: string; endsAt: Date } | null> {
  const [found] = await tx.query<{
    isApart: boolean;
    department: string;
    grantId: string | null;
    endsAt: Date;
  }>(
    `SELECT coalesce(own.kind = 'sales' AND d.kind = 'consulting', false) AS "isApart", d.name AS department,
       g.id AS "grantId", g.ends_at AS "endsAt"
     FROM project p JOIN department d ON d.id = p.department_id
     JOIN employee e ON e.id = $2 AND e.active LEFT JOIN department own ON own.id = e.department_id
     LEFT JOIN LATERAL (
       SELECT id, ends_at FROM access_grant WHERE grantee_id = e.id AND 'project' = ANY(resources)
         AND d.id IN (SELECT departments_within(department_id)) AND granted_at IS NOT NULL AND revoked_at IS NULL
         AND ends_at > clock_timestamp()
       ORDER BY ends_at DESC LIMIT 1 FOR SHARE) g ON true
     WHERE p.id = $1`,
    [projectId, employeeId],
  );
  const refuse = (message: string) => invalidInput([{ path: 'employeeId', message }]);
  if (!found) throw refuse('There is no such person');
  if (!found.isApart) return null;
  if (found.grantId !== null) return { id: found.grantId, endsAt: found.endsAt };
  throw refuse(
    `They are of a sales department: first, a grant has to let them look at the projects of ${found.department}. Its head gives one under Access, or they ask for it there.`,
  );
}

/**
 * Takes somebody off a project; what they worked on it stays.
 * @throws DomainError not-found (no such project, or nobody of it), forbidden, conflict (they have time that is not approved)
 */
export async function removeMember(
  { db }: { db: Database },
  input: On,
): Promise<ProjectMembersWire> {
  return changeMembers(db, input, async (tx) => {
    const open = await tx.query(
      'SELECT FROM timesheet_line WHERE project_id = $1 AND employee_id = $2 AND approved_at IS NULL LIMIT 1',
      [input.projectId, input.employeeId],
    );
    if (open.length > 0)
      throw new DomainError('conflict', 'They have time on this project that is not approved yet');
    const gone = await tx.query(
      'DELETE FROM project_member WHERE project_id = $1 AND employee_id = $2 RETURNING employee_id',
      [input.projectId, input.employeeId],
    );
    if (gone.length === 0) throw new DomainError('not-found', 'They are not on this project');
    return { action: 'member-removed', details: {} };
  });
}

async function changeMembers(
  db: Database,
  { principal, projectId, employeeId }: On,
  change: (
    tx: Transaction,
    project: ProjectOfPlan,
  ) => Promise<{ action: string; details: Record<string, unknown> }>,
): Promise<ProjectMembersWire> {
  await db.transaction(async (tx) => {
    const project = await projectOfPlan(tx, principal, projectId);
    if (!mayEditPlan(principal, project))
      throw new DomainError('forbidden', 'This is for the project manager or the head');
    const { action, details } = await change(tx, project);
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: `project.${action}`, channel: 'app' },
        ...{ subjectType: 'project', subjectId: projectId },
        details: { employeeId, ...details },
      },
    ]);
  });
  return readMembers(db, principal, projectId);
}
