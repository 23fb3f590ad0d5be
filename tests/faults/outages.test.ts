import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import type { RunningApp } from '../support/app';
import { mailedLinks, pressLink } from '../support/decision-page';
import {
  approvalWhen,
  asked,
  askForLeave,
  claim,
  personasOf,
  type Personas,
} from '../support/personas';
import { startBreakableApp, type BreakableApp } from '../support/outages';

jest.setTimeout(75_000);

let parts: BreakableApp;
let app: RunningApp;
let people: Personas;

beforeAll(async () => {
  parts = await startBreakableApp();
  app = parts.app;
  people = personasOf(app);
}, 120_000);

afterAll(() => parts?.stop());

const approve = { verdict: 'approve' };

test('with the worker stopped a mailed link still decides, and the decision is applied when it is back', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const links = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
  await app.worker?.stop();
  expect((await pressLink(links.approve)).status).toBe(200);
  const meanwhile = await approvalWhen(rep, approvalId, ({ decisions }) => decisions.length === 1);
  expect(meanwhile.status).toBe('pending');
  await app.startWorker();
  await approvalWhen(rep, approvalId, ({ status }) => status === 'approved', 30_000);
});

test('with Temporal stopped a request is taken and a click recorded; both go on within 30 s of its return', async () => {
  const rep = await people.as('sales.rep');
  const manager = await people.as('sales.manager');
  const earlier = await askForLeave(rep);
  await approvalWhen(rep, earlier.approvalId, asked('reporting-manager'));
  await parts.temporal.stop();
  const fresh = await askForLeave(rep);
  const recorded = await manager.post(`/approvals/${earlier.approvalId}/decisions`, approve);
  expect(recorded).toMatchObject({ status: 200, body: { status: 'recorded' } });
  const health = (await rep.get('/health')) as { status: number; body: { checks: object } };
  expect(health).toMatchObject({ status: 200, body: { checks: { temporal: 'down' } } });
  await parts.startTemporal();
  await approvalWhen(rep, earlier.approvalId, ({ status }) => status === 'approved', 30_000);
  await approvalWhen(rep, fresh.approvalId, asked('reporting-manager'), 30_000);
});

test('with Temporal killed nothing that was waited for is lost', async () => {
  const rep = await people.as('sales.rep2');
  const manager = await people.as('sales.manager');
  const waiting = await Promise.all(Array.from({ length: 5 }, () => askForLeave(rep)));
  for (const { approvalId } of waiting) {
    await approvalWhen(rep, approvalId, asked('reporting-manager'));
  }
  process.kill(parts.temporal.pid, 'SIGKILL');
  await parts.temporal.exited;
  for (const { approvalId } of waiting) {
    const answer = await manager.post(`/approvals/${approvalId}/decisions`, approve);
    expect(answer.status).toBe(200);
  }
  await parts.startTemporal();
  for (const { approvalId } of waiting) {
    await approvalWhen(rep, approvalId, ({ status }) => status === 'approved', 60_000);
  }
});

test('with SMTP stopped nothing waits, and the mail arrives later, once', async () => {
  const rep = await people.as('sales.rep');
  const manager = await people.as('sales.manager');
  await app.inbox.stop();
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const bell = (await manager.get('/notifications')).body as { items: { approvalId: string }[] };
  expect(bell.items[0]?.approvalId).toBe(approvalId);
  expect((await manager.post(`/approvals/${approvalId}/decisions`, approve)).status).toBe(200);
  await approvalWhen(rep, approvalId, ({ status }) => status === 'approved');
  await parts.startInbox();
  const mails = () => app.inbox.mails({ to: 'sales.rep@netra.example' }, 60_000);
  const outcome = (await mails()).filter(({ text }) => text.includes(approvalId));
  expect(outcome).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect((await mails()).filter(({ text }) => text.includes(approvalId))).toHaveLength(1);
});

describe('a run that Temporal has lost', () => {
  let connection: Connection;
  let client: Client;
  let db: pg.Client;

  beforeAll(async () => {
    connection = await Connection.connect({ address: parts.temporal.address });
    client = new Client({ connection, namespace: 'netra' });
    db = new pg.Client(app.environment.DATABASE_URL);
    await db.connect();
  });

  afterAll(async () => {
    await connection?.close();
    await db?.end();
  });

  test('is started again by the decision that finds it gone, from the rows', async () => {
    const rep = await people.as('sales.rep');
    const { approvalId } = await askForLeave(rep);
    const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
    await client.workflow.getHandle(workflowId).terminate('lost on purpose');
    const manager = await people.as('sales.manager');
    const answer = await manager.post(`/approvals/${approvalId}/decisions`, approve);
    expect(answer.status).toBe(200);
    await approvalWhen(rep, approvalId, ({ status }) => status === 'approved', 30_000);
  });

  test('a decision that its run heard of too early moves it all the same, once the reconciler has looked', async () => {
    const consultant = await people.as('consultant');
    const { approvalId } = await claim(consultant, '26000.00');
    const run = await approvalWhen(consultant, approvalId, asked('reporting-manager'));
    const decisionId = randomUUID();
    const handle = client.workflow.getHandle(run.workflowId);
    // As when a worker opened the next stage, and was killed before Temporal had heard of it.
    await handle.signal('decisionRecorded', decisionId);
    const manager = await people.as('consulting.manager');
    expect((await manager.post(`/approvals/${approvalId}/decisions`, approve)).status).toBe(200);
    await approvalWhen(consultant, approvalId, asked('finance'));
    await db.query(
      `INSERT INTO approval_decision (id, request_id, step_id, task_id, decided_by, verdict, channel, received_at, recorded_at)
       SELECT $2, request_id, step_id, id, approver_id, 'approve', 'app', now(), now() - interval '1 minute'
       FROM approval_task WHERE request_id = $1 AND status = 'open'`,
      [approvalId, decisionId],
    );
    await handle.signal('decisionRecorded', decisionId);
    await client.schedule.getHandle('netra-reconciler').trigger();
    await approvalWhen(consultant, approvalId, ({ status }) => status === 'approved', 30_000);
  });

  test('is started again by the reconciler, which also sends a decision on that moved nothing', async () => {
    const rep = await people.as('sales.rep');
    const manager = await people.as('sales.manager');
    const [lost, unmoved] = [await askForLeave(rep), await askForLeave(rep)];
    const run = await approvalWhen(rep, lost.approvalId, asked('reporting-manager'));
    await approvalWhen(rep, unmoved.approvalId, asked('reporting-manager'));
    const handle = client.workflow.getHandle(run.workflowId);
    await handle.terminate('lost on purpose');
    // A decision whose message was lost on the way: the row is there, its run does not know.
    await db.query(
      `INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at, recorded_at)
       SELECT request_id, step_id, id, approver_id, 'approve', 'app', now(), now() - interval '1 minute'
       FROM approval_task WHERE request_id = $1`,
      [unmoved.approvalId],
    );
    await db.query(
      `UPDATE approval_request SET submitted_at = submitted_at - interval '1 minute' WHERE id = $1`,
      [lost.approvalId],
    );
    await client.schedule.getHandle('netra-reconciler').trigger();
    await approvalWhen(rep, unmoved.approvalId, ({ status }) => status === 'approved', 30_000);
    await eventually(async () => (await handle.describe()).status.name === 'RUNNING');
    const answer = await manager.post(`/approvals/${lost.approvalId}/decisions`, approve);
    expect(answer.status).toBe(200);
    await approvalWhen(rep, lost.approvalId, ({ status }) => status === 'approved', 30_000);
  });
});

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isTrue());) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
