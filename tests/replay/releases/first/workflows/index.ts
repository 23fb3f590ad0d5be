export { approvalWorkflow } from './approval/workflow';
export { reconcileWorkflow } from './reconcile/workflow';
