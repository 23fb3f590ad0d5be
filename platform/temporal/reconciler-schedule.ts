import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';

const SCHEDULE_ID = 'netra-reconciler';

/** Has the reconciler run every minute, never two at once. Safe to call from every worker at every start. */
export async function ensureReconcilerSchedule(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: SCHEDULE_ID,
      spec: { intervals: [{ every: '1 minute' }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      action: {
        type: 'startWorkflow',
        workflowType: 'reconcileWorkflow',
        taskQueue: TASK_QUEUE,
        args: [],
        workflowExecutionTimeout: '5 minutes',
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
