import type { Client } from '@temporalio/client';
import { ensureSchedule } from './ensure-schedule';

/** Has the digests looked after every quarter of an hour: the times people can choose. */
export function ensureDigestSchedule(client: Client): Promise<void> {
  return ensureSchedule(client, {
    id: 'netra-digests',
    every: '15 minutes',
    workflow: 'digestWorkflow',
  });
}
