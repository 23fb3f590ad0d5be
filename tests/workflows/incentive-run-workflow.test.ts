import { randomUUID } from 'node:crypto';
import type {
  IncentiveRunActivities,
  IncentiveRunState,
} from '../../domain/incentives/run-contract';
import { incentiveRunWorkflow } from '../../workflows';
import { incentiveRunMovedSignal } from '../../workflows/incentive-run/messages';
import { workflowSuite } from '../support/workflow-suite';

jest.setTimeout(60_000);

const suite = workflowSuite();

/** A run whose row can be moved, and what was done about it. */
function rows(state: IncentiveRunState) {
  const done: string[] = [];
  const row = { state };
  const activities: IncentiveRunActivities = {
    readIncentiveRun: () => {
      done.push(`read ${row.state}`);
      return Promise.resolve({ ...row });
    },
    publishIncentiveRun: () => {
      done.push('publish');
      return Promise.resolve();
    },
    postIncentiveRun: () => {
      done.push('post');
      return Promise.resolve();
    },
  };
  return { row, done, activities };
}

async function run(
  activities: IncentiveRunActivities,
  during: (tell: () => Promise<void>) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const taskQueue = `incentive-run-${randomUUID()}`;
  const workflowId = `incentive-run/${randomUUID()}`;
  const worker = await suite.worker(taskQueue, activities);
  await worker.runUntil(async () => {
    const handle = await suite.env.client.workflow.start(incentiveRunWorkflow, {
      ...{ workflowId, taskQueue, args: [{ runId: 'run' }] },
    });
    await during(() => handle.signal(incentiveRunMovedSignal));
    await handle.result();
  });
  return workflowId;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('waits from the preview until the run is signed, then publishes, then pays', async () => {
  const { row, done, activities } = rows('draft');
  await run(activities, async (tell) => {
    await until(() => done.length === 1);
    row.state = 'pending';
    await tell();
    await until(() => done.includes('read pending'));
    row.state = 'approved';
    await tell();
  });
  expect(done).toEqual(['read draft', 'read pending', 'read approved', 'publish', 'post']);
});

test('a draft that is discarded is neither published nor paid', async () => {
  const { row, done, activities } = rows('draft');
  await run(activities, async (tell) => {
    await until(() => done.length === 1);
    row.state = 'discarded';
    await tell();
  });
  expect(done).toEqual(['read draft', 'read discarded']);
});

test('a run whose news was lost is looked at again after a month', async () => {
  const { row, done, activities } = rows('pending');
  await run(activities, async () => {
    await until(() => done.length === 1);
    row.state = 'approved';
  });
  expect(done.slice(-3)).toEqual(['read approved', 'publish', 'post']);
});

test('a step that fails is done again until it succeeds, and the books wait for the statements', async () => {
  const { done, activities } = rows('approved');
  let failures = 8;
  await run({
    ...activities,
    publishIncentiveRun: (input) =>
      failures-- > 0
        ? Promise.reject(new Error('the database is away'))
        : activities.publishIncentiveRun(input),
  });
  expect(done).toEqual(['read approved', 'publish', 'post']);
  expect(failures).toBe(-1);
});

test('one that was published before its workflow was lost is paid by the next one', async () => {
  const { done, activities } = rows('published');
  await run(activities);
  expect(done).toEqual(['read published', 'publish', 'post']);
});
