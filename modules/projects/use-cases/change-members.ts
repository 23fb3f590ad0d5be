import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { ProjectRole } from '../../../domain/timesheets/rates';
import type { ProjectMembersWire } from '../../../domain/wire/timesheets';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { mayEditPlan, projectOfPlan } from '../readiness-queries';
import { readMembers } from '../record-queries';

interface On {
  principal: Principal;
  projectId: string;
  employeeId: string;
}

/**
 * Puts somebody on a project, or gives them another role on it. Time that was approved keeps its price.
 * @throws DomainError not-found, forbidden (not the manager, the head or an admin), invalid-input (nobody active)
 */
export async function setMember(
  { db }: { db: Database },
  input: On & { role: ProjectRole },
): Promise<ProjectMembersWire> {
  return changeMembers(db, input, async (tx) => {
    const people = await tx.query('SELECT FROM employee WHERE id = $1 AND active', [
      input.employeeId,
    ]);
    if (people.length === 0)
      throw invalidInput([{ path: 'employeeId', message: 'There is no such person' }]);
    tx.send(
      `INSERT INTO project_member (project_id, employee_id, role) VALUES ($1, $2, $3)
       ON CONFLICT (project_id, employee_id) DO UPDATE SET role = excluded.role`,
      [input.projectId, input.employeeId, input.role],
    );
    return 'member-set';
  });
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
    return 'member-removed';
  });
}

async function changeMembers(
  db: Database,
  { principal, projectId, employeeId }: On,
  change: (tx: Transaction) => Promise<string>,
): Promise<ProjectMembersWire> {
  await db.transaction(async (tx) => {
    const project = await projectOfPlan(tx, principal, projectId);
    if (!mayEditPlan(principal, project))
      throw new DomainError('forbidden', 'This is for the project manager or the head');
    const action = await change(tx);
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: `project.${action}`, channel: 'app' },
        ...{ subjectType: 'project', subjectId: projectId, details: { employeeId } },
      },
    ]);
  });
  return readMembers(db, principal, projectId);
}
