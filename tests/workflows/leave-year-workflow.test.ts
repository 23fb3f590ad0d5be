import { randomUUID } from 'node:crypto';
import type { LeaveYearActivities } from '../../domain/leave/year-run-contract';
import { leaveYearRunWorkflow } from '../../workflows';
import { workflowSuite } from '../support/workflow-suite';

jest.setTimeout(60_000);

const suite = workflowSuite();

async function run(endLeaveYearBatch: LeaveYearActivities['endLeaveYearBatch']) {
  const taskQueue = `leave-year-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, { endLeaveYearBatch });
  return worker.runUntil(() =>
    suite.env.client.workflow.execute(leaveYearRunWorkflow, {
      ...{ workflowId: `leave-year/${randomUUID()}`, taskQueue, args: [{ runId: 'run' }] },
    }),
  );
}

/** A run of so many batches. */
function company(batches: number) {
  const asked: string[] = [];
  const endLeaveYearBatch: LeaveYearActivities['endLeaveYearBatch'] = ({ runId }) => {
    asked.push(runId);
    return Promise.resolve({ goesOn: asked.length < batches });
  };
  return { asked, endLeaveYearBatch };
}

test('goes on from batch to batch until one says that nobody is left', async () => {
  const { asked, endLeaveYearBatch } = company(3);
  await run(endLeaveYearBatch);
  expect(asked).toEqual(['run', 'run', 'run']);
});

test('a batch that fails is done again until it succeeds, however often that takes', async () => {
  const { asked, endLeaveYearBatch } = company(2);
  let failures = 12;
  await run((input) =>
    asked.length === 1 && failures-- > 0
      ? Promise.reject(new Error('the database is away'))
      : endLeaveYearBatch(input),
  );
  expect(failures).toBe(-1);
  expect(asked).toHaveLength(2);
});

test('a company of more batches than one run takes goes on in the next run', async () => {
  const { asked, endLeaveYearBatch } = company(502);
  await run(endLeaveYearBatch);
  expect(asked).toHaveLength(502);
});
