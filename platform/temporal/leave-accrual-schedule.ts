import type { Client } from '@temporalio/client';
import { ensureSchedule } from './ensure-schedule';

/** The id of the schedule below. */
const LEAVE_ACCRUAL_SCHEDULE = 'netra-leave-accrual';

/**
 * Gives people the leave that is due and ends what is over, four times a day: whatever their zone, within hours of the
 * beginning of their day.
 */
export function ensureLeaveAccrualSchedule(client: Client): Promise<void> {
  return ensureSchedule(client, {
    id: LEAVE_ACCRUAL_SCHEDULE,
    every: '6 hours',
    offset: '45 minutes',
    runsFor: '3 hours',
    workflow: 'leaveAccrualWorkflow',
  });
}
