import type { ReconcileActivities } from '../workflows/reconcile/workflow';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { reconcileApprovals } from '../modules/approvals/use-cases/reconcile-approvals';
import { reconcileRestrictions } from '../modules/restrictions/use-cases/reconcile-restrictions';
import type { TemporalGateway } from '../platform/temporal/gateway';

/** The door of `reconcileWorkflow`. */
export function reconcileActivities(
  deps: ApprovalDeps,
  temporal: TemporalGateway,
): ReconcileActivities {
  return {
    async reconcileApprovals() {
      // Approvals are put right though restrictions cannot be; the round is then done again.
      const [restrictions] = await Promise.allSettled([reconcileRestrictions(deps)]);
      const report = await reconcileApprovals(deps, temporal);
      if (restrictions.status === 'rejected') throw restrictions.reason;
      return report;
    },
  };
}
