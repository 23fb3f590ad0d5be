import type { ReconcileActivities } from '../workflows/reconcile/workflow';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { reconcileApprovals } from '../modules/approvals/use-cases/reconcile-approvals';
import { reconcileRestrictions } from '../modules/restrictions/use-cases/reconcile-restrictions';
import { applyDueMoves } from '../modules/planned-moves/use-cases/apply-due-moves';
import { reconcileOnboardings } from '../modules/onboarding/use-cases/reconcile-onboardings';
import { tellOverGrants } from '../modules/access-grants/tell-grantee';
import { warnOfOldAdvances } from '../modules/expenses/use-cases/warn-of-advances';
import type { Config } from '../platform/config/config';
import { reconcileChannels } from '../modules/chat/use-cases/reconcile-channels';
import type { TemporalGateway } from '../platform/temporal/gateway';

/** The door of `reconcileWorkflow`. */
export function reconcileActivities(
  deps: ApprovalDeps,
  { temporal, config }: { temporal: TemporalGateway; config: Pick<Config, 'ADVANCE_SETTLE_DAYS'> },
): ReconcileActivities {
  return {
    async reconcileApprovals() {
      // None keeps the others from being put right; the round is then done again.
      const [approvals, ...others] = await Promise.allSettled([
        reconcileApprovals(deps, temporal),
        reconcileRestrictions(deps),
        reconcileChannels(deps),
        applyDueMoves(deps),
        reconcileOnboardings(deps),
        tellOverGrants(deps),
        warnOfOldAdvances(deps, config.ADVANCE_SETTLE_DAYS),
      ]);
      for (const other of others) if (other.status === 'rejected') throw other.reason;
      if (approvals.status === 'rejected') throw approvals.reason;
      return approvals.value;
    },
  };
}
