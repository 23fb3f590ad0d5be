import type { ApprovalDeps } from '../modules/approvals/deps';
import { accrueLeave } from '../modules/leave/use-cases/accrue-leave';
import type { LeaveAccrualActivities } from '../workflows/leave-accrual/workflow';

/** The door of `leaveAccrualWorkflow`. */
export function leaveAccrualActivities(deps: ApprovalDeps): LeaveAccrualActivities {
  return { accrueLeave: (input) => accrueLeave(deps, input) };
}
