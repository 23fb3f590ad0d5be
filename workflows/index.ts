export { approvalWorkflow } from './approval/workflow';
export { reconcileWorkflow } from './reconcile/workflow';
export { digestWorkflow } from './digest/workflow';
export { onboardingWorkflow } from './onboarding/workflow';
export { restrictionWorkflow } from './restriction/workflow';
export { retentionWorkflow } from './retention/workflow';
export { leaveAccrualWorkflow } from './leave-accrual/workflow';
export { leaveYearRunWorkflow } from './leave-year/workflow';
