import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { FloorActivities } from './contract';

const { open, close } = proxyActivities<FloorActivities>({ startToCloseTimeout: '10 s' });
const { apply } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '5 s' });

/** The person's answer. */
const decidedSignal = defineSignal('decided');

/**
 * What Temporal itself costs a request with one signature: as many activities as `approvalWorkflow` runs, the same
 * signal and the same wait under a deadline, with nothing behind them. Telling somebody is an ordinary activity here, as
 * a workflow without a database of its own would have it.
 */
export async function floorWorkflow(): Promise<void> {
  let decided = false;
  setHandler(decidedSignal, () => {
    decided = true;
  });
  await open();
  await condition(() => decided, '24 hours');
  await apply();
  await close();
}
