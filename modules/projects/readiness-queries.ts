import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import { riskScore, type ReadinessSnapshot } from '../../domain/projects/readiness';
import type { PersonRef } from '../../domain/wire/common';
import type { ReadinessWire } from '../../domain/wire/readiness';
import type { Queryable } from '../../platform/database/database';
import { visibleProjects } from './policy';
import { judgePlan, readPlan, snapshotOf, type StoredPlan } from './readiness-store';

/** A project as its readiness needs it. */
export interface ProjectOfPlan {
  id: string;
  code: string;
  name: string;
  customer: string;
  status: string;
  managerId: string;
  headId: string | null;
  pendingApprovalId: string | null;
  /** Manager, members and the head of the department. */
  people: PersonRef[];
}

/**
 * The project if this person may see it.
 * @throws DomainError not-found
 */
export async function projectOfPlan(
  db: Queryable,
  principal: Principal,
  projectId: string,
): Promise<ProjectOfPlan> {
  const parameters: unknown[] = [projectId];
  const isVisible = visibleProjects(scope(principal, 'project'), parameters);
  const [row] = await db.query<ProjectOfPlan>(
    `SELECT p.id, p.code, p.name, p.customer, p.status, p.manager_id AS "managerId", d.head_id AS "headId",
       (SELECT a.id FROM go_live g JOIN approval_request a ON a.subject_id = g.id AND a.kind = 'project-go-live'
        WHERE g.project_id = p.id AND g.status = 'pending' AND a.status = 'pending' LIMIT 1) AS "pendingApprovalId",
       (SELECT coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) ORDER BY e.name), '[]') FROM employee e
        WHERE e.active AND (e.id IN (p.manager_id, d.head_id)
          OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = e.id))) AS people
     FROM project p JOIN department d ON d.id = p.department_id
     WHERE p.id = $1 AND ${isVisible}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found', 'There is no such project');
  return row;
}

/** Whether somebody may change the plan: the project manager, the head of the department and admins. */
export function mayEditPlan(
  principal: Pick<Principal, 'id' | 'roles'>,
  project: Pick<ProjectOfPlan, 'managerId' | 'headId'>,
): boolean {
  return (
    principal.id === project.managerId ||
    principal.id === project.headId ||
    principal.roles.includes('admin')
  );
}

/**
 * What a project has to see to before it goes live, and what it is ready for.
 * @throws DomainError not-found
 */
export async function readReadiness(
  db: Queryable,
  principal: Principal,
  projectId: string,
): Promise<ReadinessWire> {
  const [project, plan] = await Promise.all([
    projectOfPlan(db, principal, projectId),
    readPlan(db, projectId),
  ]);
  const { id, code, name, customer, pendingApprovalId, people } = project;
  return {
    project: { id, code, name, customer },
    ...toWire(plan),
    pendingApprovalId,
    mayEdit: mayEditPlan(principal, project) && isOpen(project),
    isOpen: isOpen(project),
    people,
  };
}

/** A project that is live or closed has nothing to get ready for. */
export const isOpen = ({ status }: Pick<ProjectOfPlan, 'status'>) =>
  status === 'planned' || status === 'active';

const NO_PLAN: StoredPlan = {
  ...{ revision: 0, changedAt: new Date(0), checks: [], risks: [], rollback: null, drills: [] },
};

function toWire(stored: StoredPlan | null) {
  const plan = stored ?? NO_PLAN;
  const { revision, checks, risks, rollback, drills } = plan;
  return {
    revision,
    changedAt: stored ? plan.changedAt.toISOString() : null,
    checks: checks.map(({ isMandatory, ...check }) => ({ ...check, mandatory: isMandatory })),
    risks: risks.map((risk) => ({ ...risk, score: riskScore(risk) })),
    rollback: rollback && withoutVersion(rollback),
    drills: drills.map(({ version, recordedAt, ...drill }) => ({
      ...drill,
      recordedAt: new Date(recordedAt).toISOString(),
      isCurrent: version === rollback?.version,
    })),
    ...judgePlan(plan),
  };
}

function withoutVersion({ trigger, steps, minutes, owner }: NonNullable<StoredPlan['rollback']>) {
  return { trigger, steps, minutes, owner };
}

/** The plan of a project as its go-live is signed with; null while it has none. */
export async function readinessToSign(
  db: Queryable,
  projectId: string,
): Promise<ReadinessSnapshot | null> {
  const plan = await readPlan(db, projectId);
  return plan && snapshotOf(plan);
}
