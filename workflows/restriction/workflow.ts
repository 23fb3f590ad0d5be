import { condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type {
  RestrictionActivities,
  RestrictionWorkflowInput,
} from '../../domain/restrictions/workflow-contract';
import { restrictionChangedSignal } from './messages';

const { readRestriction, endRestriction } = proxyActivities<RestrictionActivities>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '200 ms', maximumInterval: '5 s', backoffCoefficient: 2 },
});

/** Clocks differ: the rows' one may say that it is a little early. */
const SHORTEST_WAIT_MS = 500;

/**
 * Waits for the end of a restriction and lifts it, unless somebody has before. Whether a person is restricted is never
 * asked here: rows and the time say that, so that an outage of this prolongs nothing.
 */
export async function restrictionWorkflow(input: RestrictionWorkflowInput): Promise<void> {
  let hasNews = false;
  setHandler(restrictionChangedSignal, () => {
    hasNews = true;
  });
  let view = await readRestriction(input);
  while (!view.isOver) {
    const woken = await condition(
      () => hasNews,
      Math.max(SHORTEST_WAIT_MS, view.until - Date.now()),
    );
    hasNews = false;
    view = woken ? await readRestriction(input) : await endRestriction(input);
  }
}
