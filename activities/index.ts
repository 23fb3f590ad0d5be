import type { ApprovalDeps } from '../modules/approvals/deps';
import type { TemporalGateway } from '../platform/temporal/gateway';
import type { Config } from '../platform/config/config';
import type { ScopedReader } from '../platform/database/scoped-reader';
import { approvalActivities } from './approvals';
import { digestActivities } from './digest';
import { incentiveRunActivities } from './incentive-runs';
import { leaveAccrualActivities } from './leave-accrual';
import { leaveYearActivities } from './leave-year';
import { onboardingActivities } from './onboarding';
import { reconcileActivities } from './reconcile';
import { reportActivities } from './reports';
import { restrictionActivities } from './restrictions';
import { retentionActivities } from './retention';

/** Every activity a worker of this task queue serves. */
export function createActivities(deps: {
  approvals: ApprovalDeps;
  temporal: TemporalGateway;
  config: Pick<Config, 'ADVANCE_SETTLE_DAYS'>;
  /** Reads for the assistant, behind row-level security. */
  reader: Pick<ScopedReader, 'read'>;
}) {
  return {
    ...approvalActivities(deps.approvals),
    ...digestActivities(deps.approvals),
    ...incentiveRunActivities(deps.approvals),
    ...leaveAccrualActivities(deps.approvals),
    ...leaveYearActivities(deps.approvals),
    ...onboardingActivities(deps.approvals),
    ...reconcileActivities(deps.approvals, deps),
    ...reportActivities({ ...deps.approvals, reader: deps.reader }),
    ...restrictionActivities(deps.approvals),
    ...retentionActivities(deps.approvals),
  };
}
