import { proxyActivities } from '@temporalio/workflow';

/** The activities `digestWorkflow` relies on. Safe to run twice. */
export interface DigestActivities {
  sendDigests(): Promise<{ queued: number }>;
}

const { sendDigests } = proxyActivities<DigestActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 5 },
});

/** Mails those whose morning it is: run by a Schedule every quarter of an hour, never two at a time. */
export async function digestWorkflow(): Promise<{ queued: number }> {
  return sendDigests();
}
