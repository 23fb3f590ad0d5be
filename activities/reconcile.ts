import type { ReconcileActivities } from '../workflows/reconcile/workflow';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { reconcileApprovals } from '../modules/approvals/use-cases/reconcile-approvals';
import { reconcileChannels } from '../modules/chat/use-cases/reconcile-channels';
import type { TemporalGateway } from '../platform/temporal/gateway';

/** The door of `reconcileWorkflow`. */
export function reconcileActivities(
  deps: ApprovalDeps,
  temporal: TemporalGateway,
): ReconcileActivities {
  return {
    async reconcileApprovals() {
      // Neither keeps the other from being put right.
      const [approvals, channels] = await Promise.allSettled([
        reconcileApprovals(deps, temporal),
        reconcileChannels(deps),
      ]);
      if (approvals.status === 'rejected') throw approvals.reason;
      if (channels.status === 'rejected') throw channels.reason;
      return approvals.value;
    },
  };
}
