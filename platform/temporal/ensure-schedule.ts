import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';

/**
 * Has a workflow without arguments run again and again, never two at once. Safe to call from every worker at every
 * start: a schedule that is there stays as it is.
 * @param schedule.every also how long a missed run is still caught up
 * @param schedule.offset how long after each full `every` since 1970, UTC
 * @param schedule.runsFor how long a run may take
 */
export async function ensureSchedule(
  client: Client,
  schedule: {
    id: string;
    every: Duration;
    workflow: string;
    offset?: Duration;
    runsFor?: Duration;
  },
): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: schedule.id,
      spec: { intervals: [{ every: schedule.every, offset: schedule.offset }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: schedule.every },
      action: {
        type: 'startWorkflow',
        workflowType: schedule.workflow,
        taskQueue: TASK_QUEUE,
        args: [],
        workflowExecutionTimeout: schedule.runsFor ?? '5 minutes',
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
