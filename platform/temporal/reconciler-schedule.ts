import type { Client } from '@temporalio/client';
import { ensureSchedule } from './ensure-schedule';

/** Has the reconciler run every minute. */
export function ensureReconcilerSchedule(client: Client): Promise<void> {
  return ensureSchedule(client, {
    id: 'netra-reconciler',
    every: '1 minute',
    workflow: 'reconcileWorkflow',
  });
}
