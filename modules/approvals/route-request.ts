import type { ApprovalKind } from '../../domain/approvals/kind';
import type { Plan } from '../../domain/approvals/plan';
import { BUILT_IN_VERSION } from '../../domain/approvals/policy';
import { planOf } from '../../domain/approvals/policy-plan';

/** The signatures of a request, and the version of the policy they are by. */
export interface Routed {
  plan: Plan;
  policyVersion: number;
}

/**
 * The plan of a request by the policy in force.
 * @throws DomainError no-approver when the policy names nobody
 */
export function routeRequest(
  kind: ApprovalKind,
  input: { details: unknown; requester: { departmentId: string | null } },
): Routed {
  const { departmentId } = input.requester;
  const facts = { ...(departmentId ? { departmentId } : {}), ...kind.routing(input.details) };
  return { plan: planOf(kind.policy, facts), policyVersion: BUILT_IN_VERSION };
}
