import { condition, continueAsNew, proxyActivities, setHandler } from '@temporalio/workflow';
import type {
  IncentiveRunActivities,
  IncentiveRunInput,
} from '../../domain/incentives/run-contract';
import { incentiveRunMovedSignal } from './messages';

/** A run that nobody touches is looked at this often, in case its news was lost. */
const LOOK_AGAIN = '30 days';
/** Looks of one run of the workflow; a run that waits longer goes on in the next one. */
const MOST_LOOKS = 500;

const { readIncentiveRun, publishIncentiveRun, postIncentiveRun } =
  proxyActivities<IncentiveRunActivities>({
    startToCloseTimeout: '5 minutes',
    retry: { initialInterval: '1 s', maximumInterval: '1 minute', backoffCoefficient: 2 },
  });

/**
 * Sees a period of a plan through, from its preview: waits until it is signed, then publishes its statements, then pays
 * them into the books. Both steps can be done again without harm, and the second never comes without the first.
 */
export async function incentiveRunWorkflow(input: IncentiveRunInput): Promise<void> {
  let hasMoved = false;
  setHandler(incentiveRunMovedSignal, () => {
    hasMoved = true;
  });
  for (let look = 0; look < MOST_LOOKS; look++) {
    hasMoved = false;
    const { state } = await readIncentiveRun(input);
    if (state === 'discarded') return;
    if (state === 'approved' || state === 'published') {
      await publishIncentiveRun(input);
      await postIncentiveRun(input);
      return;
    }
    await condition(() => hasMoved, LOOK_AGAIN);
  }
  await continueAsNew<typeof incentiveRunWorkflow>(input);
}
