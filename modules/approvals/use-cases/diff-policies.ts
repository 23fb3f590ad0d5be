import type { ApprovalKind } from '../../../domain/approvals/kind';
import { asksTheSame, diffPolicies } from '../../../domain/approvals/policy-diff';
import type { Plan } from '../../../domain/approvals/plan';
import type { Policy } from '../../../domain/approvals/policy';
import { planOf } from '../../../domain/approvals/policy-plan';
import type { RoutingFacts } from '../../../domain/approvals/routing';
import type { DepartmentKind } from '../../../domain/roles';
import type { PolicyDifference } from '../../../domain/wire/policies';
import type { Queryable } from '../../../platform/database/database';
import type { ApprovalDeps } from '../deps';
import { kindOf } from '../kinds';
import { namingFor } from '../policy-names';
import { choosePolicy, type PolicyChoice } from '../policy-store';

const DAYS = 90;
/** The newest so many are looked at. */
const MOST_REQUESTS = 5000;
const EXAMPLES = 5;

/**
 * What changes from one policy to another: step by step in words, and which of the last 90 days' requests would have
 * been routed otherwise. Departments and grades are those of today.
 * @throws DomainError not-found
 */
export async function diffPolicyVersions(
  deps: Pick<ApprovalDeps, 'db' | 'clock'>,
  input: { kindId: string; from: PolicyChoice; to: PolicyChoice },
): Promise<PolicyDifference> {
  const kind = kindOf(input.kindId);
  const at = deps.clock.now();
  const [from, to] = await Promise.all(
    [input.from, input.to].map((choice) => choosePolicy(deps.db, kind, { choice, at })),
  );
  const policies = { from: from!.policy, to: to!.policy };
  const naming = await namingFor(deps.db, Object.values(policies));
  const past = await pastRequests(deps.db, kind);
  const different = past.flatMap(({ id, title, facts }) => {
    const [was, would] = [planned(policies.from, facts), planned(policies.to, facts)];
    const isSame = was && would ? asksTheSame(was, would) : was === would;
    return isSame ? [] : [{ id, title, was: outline(was), would: outline(would) }];
  });
  return {
    changes: diffPolicies(policies.from, policies.to, naming),
    requests: {
      ...{ days: DAYS, looked: past.length, different: different.length },
      examples: different.slice(0, EXAMPLES),
    },
  };
}

interface PastRequest {
  id: string;
  title: string;
  facts: RoutingFacts;
}

async function pastRequests(db: Queryable, kind: ApprovalKind): Promise<PastRequest[]> {
  const rows = await db.query<{
    id: string;
    title: string;
    data: unknown;
    departmentId: string | null;
    grade: string | null;
  }>(
    `SELECT r.id, r.title, r.data, r.department_id AS "departmentId", e.grade
     FROM approval_request r JOIN employee e ON e.id = r.requester_id
     WHERE r.kind = $1 AND r.submitted_at >= now() - make_interval(days => $2)
     ORDER BY r.submitted_at DESC, r.id LIMIT $3`,
    [kind.id, DAYS, MOST_REQUESTS],
  );
  const departments = await db.query<{ id: string; kind: DepartmentKind }>(
    'SELECT id, kind FROM department',
  );
  const kinds = new Map(departments.map((department) => [department.id, department.kind]));
  return rows.map(({ id, title, data, departmentId, grade }) => {
    const facts: RoutingFacts = {
      ...(departmentId ? { departmentId } : {}),
      ...kind.routing(data),
      ...(grade ? { grade } : {}),
    };
    const departmentKind = kinds.get(facts.departmentId ?? '');
    return { id, title, facts: { ...facts, ...(departmentKind ? { departmentKind } : {}) } };
  });
}

/** The plan, or null where the policy names nobody. */
function planned(policy: Policy, facts: RoutingFacts): Plan | null {
  try {
    return planOf(policy, facts);
  } catch {
    return null;
  }
}

function outline(plan: Plan | null): string {
  if (!plan) return 'nobody';
  return plan.steps.map(({ name }) => name).join(', ');
}
