import type { ReconcileActivities } from '../workflows/reconcile/workflow';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { reconcileApprovals } from '../modules/approvals/use-cases/reconcile-approvals';
import type { TemporalGateway } from '../platform/temporal/gateway';

/** The door of `reconcileWorkflow`. */
export function reconcileActivities(
  deps: ApprovalDeps,
  temporal: TemporalGateway,
): ReconcileActivities {
  return { reconcileApprovals: () => reconcileApprovals(deps, temporal) };
}
