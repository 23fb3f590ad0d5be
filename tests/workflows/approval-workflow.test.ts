import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { Plan } from '../../domain/approvals/plan';
import { roleStep } from '../../domain/approvals/steps';
import { SIGNALS } from '../../domain/approvals/workflow-contract';
import { approvalStateQuery } from '../../workflows/approval/messages';
import { approvalWorkflow } from '../../workflows';
import { planInSequence } from '../support/plans';
import { rowsFor, type Rows } from './rows';
import { addSearchAttributes, workflowSuite } from '../support/workflow-suite';

// Elapsed time, as plans had it first: requests of that time are still in flight.
const elapsed = { remindAfter: '24 hours', expireAfter: '30 days' } as const;
const manager = {
  ...roleStep({ approver: { role: 'reporting-manager' }, due: '48 hours' }),
  ...elapsed,
};
const hr = roleStep({ approver: { role: 'hr' }, due: '72 hours' });
const finance = roleStep({ approver: { role: 'finance' }, due: '72 hours' });

jest.setTimeout(60_000);

const suite = workflowSuite(addSearchAttributes);

type Handle = WorkflowHandle<typeof approvalWorkflow>;

/** Runs `story` against a run of the workflow over rows in memory. */
async function play(
  plan: Plan,
  story: (handle: Handle, rows: Rows) => Promise<void>,
  ladder?: number,
): Promise<Rows> {
  const rows = rowsFor(plan, () => suite.env.currentTimeMs(), ladder);
  const taskQueue = `approvals-${randomUUID()}`;
  const worker = await suite.worker(taskQueue, rows.activities);
  await worker.runUntil(async () => {
    const handle = await suite.env.client.workflow.start(approvalWorkflow, {
      taskQueue,
      workflowId: `approval/test/${randomUUID()}`,
      // Without it the test server skips ten years ahead while a result is awaited.
      workflowExecutionTimeout: '100 days',
      args: [{ requestId: randomUUID(), kind: 'test', plan }],
    });
    await story(handle, rows);
  });
  return rows;
}

async function opened(rows: Rows, stages: number): Promise<void> {
  await eventually(() => names(rows).filter((name) => name === 'openStage').length === stages);
}

/** Until the run has seen the stage it opened. */
async function waiting(handle: Handle): Promise<void> {
  for (;;) {
    const { view } = await handle.query(approvalStateQuery);
    if (view) return;
  }
}

async function eventually(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isTrue();) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What was done, each thing once: a local activity runs again when its workflow task was not completed. */
const deeds = (rows: Rows) =>
  rows.calls.filter((call, index, calls) => {
    const same = JSON.stringify(call);
    return calls.findIndex((earlier) => JSON.stringify(earlier) === same) === index;
  });
const names = (rows: Rows) => deeds(rows).map((call) => call.activity);
const decided = (handle: Handle, id: unknown) => handle.signal(SIGNALS.decisionRecorded, id);

test('stages open one after the other and the last signature closes the request once', async () => {
  const rows = await play(planInSequence(manager, hr), async (handle, rows) => {
    await opened(rows, 1);
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await opened(rows, 2);
    await decided(handle, rows.decide('hr', 'approve'));
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
  expect(deeds(rows)).toEqual([
    { activity: 'openStage', stage: 0 },
    { activity: 'applyDecisions', stage: 0 },
    { activity: 'openStage', stage: 1 },
    { activity: 'applyDecisions', stage: 1 },
    { activity: 'closeRequest', outcome: 'approved' },
  ]);
});

test('a rejection ends it: the next stage never opens', async () => {
  const rows = await play(planInSequence(manager, hr), async (handle, rows) => {
    await opened(rows, 1);
    await decided(handle, rows.decide('reporting-manager', 'reject'));
    await expect(handle.result()).resolves.toEqual({ status: 'rejected' });
  });
  expect(names(rows)).toEqual(['openStage', 'applyDecisions', 'closeRequest']);
});

test('parallel steps wait for one another, and one rejection settles both', async () => {
  const plan = planInSequence(manager, [hr, finance]);
  const approved = await play(plan, async (handle, rows) => {
    await opened(rows, 1);
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await opened(rows, 2);
    await decided(handle, rows.decide('finance', 'approve'));
    await eventually(() => names(rows).filter((name) => name === 'applyDecisions').length === 2);
    expect(rows.status()).toBe('pending');
    await decided(handle, rows.decide('hr', 'approve'));
    await handle.result();
  });
  expect(approved.status()).toBe('approved');
  const rejected = await play(plan, async (handle, rows) => {
    await opened(rows, 1);
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await opened(rows, 2);
    await decided(handle, rows.decide('hr', 'reject'));
    await handle.result();
  });
  expect(rejected.status()).toBe('rejected');
});

test('a decision that was recorded before its signal could be heard is found in the rows', async () => {
  await play(planInSequence(manager), async (handle, rows) => {
    rows.decide('reporting-manager', 'approve');
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
});

test('malformed signals and decisions without a row do nothing; the good one after them counts', async () => {
  const rows = await play(planInSequence(manager), async (handle, rows) => {
    await opened(rows, 1);
    const forged = [42, null, undefined, {}, [], '', 'approve', 'x'.repeat(10_000), randomUUID()];
    for (const argument of forged) await decided(handle, argument);
    await handle.signal(SIGNALS.decisionRecorded);
    await handle.signal('noSuchSignal', { verdict: 'approve' });
    expect(rows.status()).toBe('pending');
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
  expect(deeds(rows).filter((call) => call.activity === 'closeRequest')).toHaveLength(1);
});

test('the same decision signalled five times is applied once', async () => {
  const rows = await play(planInSequence(manager, hr), async (handle, rows) => {
    await opened(rows, 1);
    const id = rows.decide('reporting-manager', 'approve');
    for (let time = 0; time < 5; time++) await decided(handle, id);
    await opened(rows, 2);
    await decided(handle, id);
    await decided(handle, rows.decide('hr', 'approve'));
    await handle.result();
  });
  expect(names(rows).filter((name) => name === 'applyDecisions')).toHaveLength(2);
});

test('nobody decides: reminded after 24 h, up the line after 48 h and 96 h, expired after 30 days', async () => {
  const start = await suite.env.currentTimeMs();
  const rows = await play(
    planInSequence(manager),
    async (handle) => {
      await expect(handle.result()).resolves.toEqual({ status: 'expired' });
    },
    2,
  );
  expect(names(rows)).toEqual([
    ...['openStage', 'remindStep', 'escalateStep', 'escalateStep', 'expireStep', 'closeRequest'],
  ]);
  const expired = rows.calls.find((call) => call.activity === 'expireStep')?.at ?? 0;
  const days = (expired - start) / 86_400_000;
  expect(days).toBeGreaterThanOrEqual(30);
  expect(days).toBeLessThan(30.01);
});

test('a decision received in time but unheard at the deadline still counts', async () => {
  const unreminded: Plan = planInSequence({
    ...manager,
    ...{ remindAfter: '40 days', escalateAfter: '40 days' },
  });
  const rows = await play(unreminded, async (handle, rows) => {
    await waiting(handle);
    rows.decide('reporting-manager', 'approve');
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
  expect(names(rows)).toContain('expireStep');
});

test('a request that another door closed ends the run with what the rows say', async () => {
  await play(planInSequence(manager), async (handle, rows) => {
    await opened(rows, 1);
    rows.closeElsewhere('withdrawn');
    await handle.signal(SIGNALS.requestChanged);
    await expect(handle.result()).resolves.toEqual({ status: 'withdrawn' });
  });
});

test('cancelling the run closes the request as cancelled, so that nothing stays reserved', async () => {
  const rows = await play(planInSequence(manager), async (handle, rows) => {
    await opened(rows, 1);
    await handle.cancel();
    await expect(handle.result()).resolves.toEqual({ status: 'cancelled' });
  });
  expect(rows.status()).toBe('cancelled');
});

const changed = (handle: Handle) => handle.signal(SIGNALS.requestChanged);

test('a change in the last stage voids what was signed: the first stage opens again', async () => {
  const rows = await play(planInSequence(manager, hr), async (handle, rows) => {
    await opened(rows, 1);
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await opened(rows, 2);
    rows.revise();
    await changed(handle);
    await opened(rows, 3);
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await opened(rows, 4);
    await decided(handle, rows.decide('hr', 'approve'));
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
  const openings = deeds(rows).filter(({ activity }) => activity === 'openStage');
  expect(openings.map(({ stage, round }) => [stage, round])).toEqual([
    [0, undefined],
    [1, undefined],
    [0, 2],
    [1, 2],
  ]);
});

test('a request that is sent back waits for its requester, then starts again', async () => {
  const rows = await play(planInSequence(manager), async (handle, rows) => {
    await waiting(handle);
    await rows.sendBack(30 * 86_400_000);
    await changed(handle);
    await eventually(() => names(rows).includes('readStage'));
    rows.revise();
    await changed(handle);
    await opened(rows, 2);
    await decided(handle, rows.decide('reporting-manager', 'approve'));
    await expect(handle.result()).resolves.toEqual({ status: 'approved' });
  });
  expect(names(rows)).not.toContain('lapseResubmission');
});

test('a request that was sent back and is not sent again expires', async () => {
  const start = await suite.env.currentTimeMs();
  const rows = await play(planInSequence(manager), async (handle, rows) => {
    await waiting(handle);
    await rows.sendBack(30 * 86_400_000);
    await changed(handle);
    await expect(handle.result()).resolves.toEqual({ status: 'expired' });
  });
  expect(names(rows)).toContain('lapseResubmission');
  expect((await suite.env.currentTimeMs()) - start).toBeGreaterThanOrEqual(30 * 86_400_000);
});
