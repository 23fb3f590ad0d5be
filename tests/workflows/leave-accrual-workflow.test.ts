import { randomUUID } from 'node:crypto';
import { leaveAccrualWorkflow } from '../../workflows';
import type { LeaveAccrualActivities } from '../../workflows/leave-accrual/workflow';
import { workflowSuite } from '../support/workflow-suite';

jest.setTimeout(60_000);

const suite = workflowSuite();

async function run(accrueLeave: LeaveAccrualActivities['accrueLeave']) {
  const taskQueue = `leave-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, { accrueLeave });
  return worker.runUntil(() =>
    suite.env.client.workflow.execute(leaveAccrualWorkflow, {
      workflowId: `leave-accrual-${randomUUID()}`,
      taskQueue,
    }),
  );
}

/** So many batches, each of which gives one period and begins where the one before ended. */
function company(batches: number) {
  const asked: (string | null)[] = [];
  const accrueLeave: LeaveAccrualActivities['accrueLeave'] = ({ after }) => {
    asked.push(after);
    const done = after === null ? 1 : Number(after) + 1;
    return Promise.resolve({ granted: 1, next: done < batches ? String(done) : null });
  };
  return { asked, accrueLeave };
}

test('goes on from batch to batch until everybody was looked at', async () => {
  const { asked, accrueLeave } = company(3);
  expect(await run(accrueLeave)).toEqual({ granted: 3 });
  expect(asked).toEqual([null, '1', '2']);
});

test('a batch that fails is done again, the ones before it are not', async () => {
  const { asked, accrueLeave } = company(2);
  let failures = 2;
  const sometimes: typeof accrueLeave = (input) =>
    input.after === '1' && failures-- > 0
      ? Promise.reject(new Error('the database is away'))
      : accrueLeave(input);
  expect(await run(sometimes)).toEqual({ granted: 2 });
  expect(asked).toEqual([null, '1']);
});

test('a company of more batches than one run takes goes on in the next run, and counts on', async () => {
  const { asked, accrueLeave } = company(502);
  expect(await run(accrueLeave)).toEqual({ granted: 502 });
  expect(asked).toHaveLength(502);
});
