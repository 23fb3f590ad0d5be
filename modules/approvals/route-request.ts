import type { ApprovalKind } from '../../domain/approvals/kind';
import type { Plan } from '../../domain/approvals/plan';
import { BUILT_IN_VERSION, policySchema, type Policy } from '../../domain/approvals/policy';
import { judgeSteps, planOf, unjudged } from '../../domain/approvals/policy-plan';
import type { RoutingFacts } from '../../domain/approvals/routing';
import type { DepartmentKind } from '../../domain/roles';
import type { Queryable } from '../../platform/database/database';
import { inForce } from './policy-store';

/** The signatures of a request, and the version of the policy they are by. */
export interface Routed {
  plan: Plan;
  policyVersion: number;
  /** Conditions that could not be judged and were therefore kept, as `step.condition`. */
  unjudged: string[];
}

/** What routing takes from the database, read before the request is complete. */
interface RoutingBasis {
  policy: Policy;
  policyVersion: number;
  departmentId: string | null;
  departmentKind: DepartmentKind | null;
  grade: string | null;
}

/** The policy in force now and what policies may ask of a requester, in one statement. */
export async function readRoutingBasis(
  db: Queryable,
  { kind, requester }: { kind: ApprovalKind; requester: { id: string } },
): Promise<RoutingBasis> {
  const [row] = await db.query<
    Omit<RoutingBasis, 'policy' | 'policyVersion'> & { version: number | null; body: unknown }
  >(
    `SELECT e.department_id AS "departmentId", d.kind AS "departmentKind", e.grade, p.version, p.body
     FROM employee e LEFT JOIN department d ON d.id = e.department_id
     LEFT JOIN LATERAL (${inForce('$2', 'NULL')}) p ON true
     WHERE e.id = $1`,
    [requester.id, kind.id],
  );
  const { version, body, ...person } = row ?? { ...NOBODY, version: null, body: null };
  return version === null
    ? { ...person, policy: kind.policy, policyVersion: BUILT_IN_VERSION }
    : { ...person, policy: policySchema.parse(body), policyVersion: version };
}

const NOBODY = { departmentId: null, departmentKind: null, grade: null };

/**
 * The plan of a request by the policy it was read with.
 * @throws DomainError no-approver when the policy names nobody
 */
export async function routeRequest(
  db: Queryable,
  basis: RoutingBasis,
  { kind, details }: { kind: ApprovalKind; details: unknown },
): Promise<Routed> {
  const facts = await completeFacts(db, basis, kind.routing(details));
  return {
    plan: planOf(basis.policy, facts),
    policyVersion: basis.policyVersion,
    unjudged: unjudged(judgeSteps(basis.policy, facts)),
  };
}

/** What conditions ask about: what the request says, and what is known of the requester where it says nothing. */
export async function completeFacts(
  db: Queryable,
  basis: RoutingBasis,
  said: RoutingFacts,
): Promise<RoutingFacts> {
  const departmentId = said.departmentId ?? basis.departmentId;
  const departmentKind =
    departmentId === basis.departmentId
      ? basis.departmentKind
      : await otherDepartmentKind(db, basis.policy, departmentId);
  return {
    ...said,
    ...(departmentId ? { departmentId } : {}),
    ...(departmentKind ? { departmentKind } : {}),
    ...(basis.grade ? { grade: basis.grade } : {}),
  };
}

/** Read only for a policy that asks: few do, and fewer requests are about another department than the requester's. */
async function otherDepartmentKind(
  db: Queryable,
  { steps }: Policy,
  departmentId: string | null,
): Promise<DepartmentKind | null> {
  const isAsked = steps.some(({ when }) => when.some(({ on }) => on === 'department-kind'));
  if (!isAsked) return null;
  const [row] = await db.query<{ kind: DepartmentKind }>(
    'SELECT kind FROM department WHERE id = $1',
    [departmentId],
  );
  return row?.kind ?? null;
}
