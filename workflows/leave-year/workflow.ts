import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { LeaveYearActivities, LeaveYearRunInput } from '../../domain/leave/year-run-contract';

/** Batches of one run of the workflow; a larger company goes on in the next one. */
const MOST_BATCHES = 500;

const { endLeaveYearBatch } = proxyActivities<LeaveYearActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 s', maximumInterval: '1 minute', backoffCoefficient: 2 },
});

/**
 * Ends a leave year for the people of a run, batch by batch. A batch that is done again does nothing twice. Whether it is
 * to stop stands in the run's row, which each batch reads: so it stops between two of them.
 */
export async function leaveYearRunWorkflow(input: LeaveYearRunInput): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const { goesOn } = await endLeaveYearBatch(input);
    if (!goesOn) return;
  }
  return continueAsNew<typeof leaveYearRunWorkflow>(input);
}
