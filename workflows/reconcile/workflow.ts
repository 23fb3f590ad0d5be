import { proxyActivities } from '@temporalio/workflow';

/** What one round of reconciling found and did. */
interface ReconcileReport {
  restarted: number;
  redelivered: number;
  ended: number;
  stuck: number;
}

/** The activities `reconcileWorkflow` relies on. */
export interface ReconcileActivities {
  reconcileApprovals(): Promise<ReconcileReport>;
}

const { reconcileApprovals } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 3 },
});

/** One round: run by a Schedule every minute, never two at a time. */
export async function reconcileWorkflow(): Promise<ReconcileReport> {
  return reconcileApprovals();
}
