import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { roleStep } from '../../domain/approvals/steps';
import type { Verdict } from '../../domain/approvals/vocabulary';
import { SIGNALS } from '../../domain/approvals/workflow-contract';
import { approvalWorkflow } from '../../workflows';
import { planInSequence } from '../support/plans';
import { addSearchAttributes, workflowSuite } from '../support/workflow-suite';
import { rowsFor, type Rows } from './rows';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const plan = planInSequence(roleStep({ approver: { role: 'reporting-manager' }, due: '48 hours' }));

const suite = workflowSuite(addSearchAttributes);

type Handle = WorkflowHandle<typeof approvalWorkflow>;

/** A request whose kind looks at it after these times, decided by its one approver; then `story`. */
async function play(
  { after, verdict }: { after: number[]; verdict: Verdict },
  story: (handle: Handle, rows: Rows) => Promise<void>,
): Promise<Rows> {
  const rows = rowsFor(plan, () => suite.env.currentTimeMs());
  rows.watch(after);
  const taskQueue = `watches-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, rows.activities);
  await worker.runUntil(async () => {
    const handle = await suite.env.client.workflow.start(approvalWorkflow, {
      taskQueue,
      workflowId: `approval/test/${randomUUID()}`,
      // Without it the test server skips ten years ahead while a result is awaited.
      workflowExecutionTimeout: '100 days',
      args: [{ requestId: randomUUID(), kind: 'test', plan }],
    });
    await eventually(() => names(rows).includes('openStage'));
    await handle.signal(SIGNALS.decisionRecorded, rows.decide('reporting-manager', verdict));
    await story(handle, rows);
  });
  return rows;
}

async function eventually(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isTrue();) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const names = (rows: Rows) => [...new Set(rows.calls.map(({ activity }) => activity))];
const looksOf = (rows: Rows) =>
  rows.calls.filter(({ activity }) => activity === 'keepWatch').map(({ at }) => at as number);

test('what the kind watches goes on after the closing: it is looked at when it is due, and at once when something is said', async () => {
  const after = [24 * HOUR, 72 * HOUR];
  const rows = await play({ after, verdict: 'approve' }, async (handle, rows) => {
    await eventually(() => looksOf(rows).length === 1);
    await handle.signal(SIGNALS.requestChanged);
    await eventually(() => looksOf(rows).length === 2);
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
  expect(names(rows)).toEqual(['openStage', 'applyDecisions', 'closeRequest', 'keepWatch']);
  const [first, told, ...later] = looksOf(rows) as [number, number, number, number];
  expect(told - first).toBeLessThan(HOUR);
  expect(later.map((at) => Math.round((at - first) / HOUR))).toEqual([24, 72]);
});

test('a rejected request is watched by nobody', async () => {
  const rows = await play({ after: [24 * HOUR], verdict: 'reject' }, async (handle) => {
    await expect(handle.result()).resolves.toEqual({ status: 'rejected' });
  });
  expect(looksOf(rows)).toEqual([]);
});

test('while it is watched, it is closed to whoever searches for runs', async () => {
  await play({ after: [24 * HOUR], verdict: 'approve' }, async (handle, rows) => {
    await eventually(() => looksOf(rows).length === 1);
    const { status, typedSearchAttributes } = await handle.describe();
    expect(status.name).toBe('RUNNING');
    const found = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(found).toMatchObject({ ApprovalStatus: 'approved', WaitingOn: [] });
    expect(found).not.toHaveProperty('DueAt');
    await handle.terminate();
  });
});

test('a watch that is cancelled ends its run, and the request stays approved', async () => {
  const rows = await play({ after: [24 * HOUR], verdict: 'approve' }, async (handle, rows) => {
    await eventually(() => looksOf(rows).length === 1);
    await handle.cancel();
    await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  });
  expect(rows.status()).toBe('approved');
  expect(rows.calls.filter(({ outcome }) => outcome === 'cancelled')).toEqual([]);
});
