import { proxyActivities } from '@temporalio/workflow';

/** The activities `retentionWorkflow` relies on. Safe to run twice. */
export interface RetentionActivities {
  applyRetention(): Promise<{ removed: number; more: boolean }>;
}

/** Rounds of one night; what is left goes in the next one. */
const MOST_ROUNDS = 500;

const { applyRetention } = proxyActivities<RetentionActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 5 },
});

/** Removes messages that are kept no longer: run by a Schedule each night, never two at a time. */
export async function retentionWorkflow(): Promise<{ removed: number }> {
  let removed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const done = await applyRetention();
    removed += done.removed;
    if (!done.more) break;
  }
  return { removed };
}
