import type { LeaveYearActivities } from '../domain/leave/year-run-contract';
import type { ApprovalDeps } from '../modules/approvals/deps';
import { endLeaveYearBatch } from '../modules/leave/use-cases/end-leave-year-batch';

/** The door of `leaveYearRunWorkflow`. */
export function leaveYearActivities(deps: ApprovalDeps): LeaveYearActivities {
  return { endLeaveYearBatch: (input) => endLeaveYearBatch(deps, input) };
}
