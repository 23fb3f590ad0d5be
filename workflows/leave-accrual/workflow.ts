import { continueAsNew, proxyActivities } from '@temporalio/workflow';

/** The activities `leaveAccrualWorkflow` relies on. Safe to run twice. */
export interface LeaveAccrualActivities {
  accrueLeave(input: { after: string | null }): Promise<{ granted: number; next: string | null }>;
}

/** Batches of people of one run; a larger company goes on in the next one. */
const MOST_BATCHES = 500;

const { accrueLeave } = proxyActivities<LeaveAccrualActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 10 },
});

/**
 * Gives everybody the leave that is due and ends what is over: run by a Schedule each day, never two at a time. A batch
 * that is done again gives nothing twice.
 */
export async function leaveAccrualWorkflow(
  so: { after: string | null; granted: number } = { after: null, granted: 0 },
): Promise<{ granted: number }> {
  let { after, granted } = so;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const done = await accrueLeave({ after });
    granted += done.granted;
    if (done.next === null) return { granted };
    after = done.next;
  }
  return continueAsNew<typeof leaveAccrualWorkflow>({ after, granted });
}
