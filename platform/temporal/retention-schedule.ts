import type { Client } from '@temporalio/client';
import { ensureSchedule } from './ensure-schedule';

/** The id of the schedule below. */
export const RETENTION_SCHEDULE = 'netra-chat-retention';

/** Has messages that are kept no longer removed each night, at half past midnight UTC: before work begins in India. */
export function ensureRetentionSchedule(client: Client): Promise<void> {
  return ensureSchedule(client, {
    id: RETENTION_SCHEDULE,
    every: '1 day',
    offset: '30 minutes',
    runsFor: '3 hours',
    workflow: 'retentionWorkflow',
  });
}
