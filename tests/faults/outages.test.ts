import type { RunningApp } from '../support/app';
import { mailedLinks, pressLink } from '../support/decision-page';
import { approvalWhen, asked, askForLeave, personasOf, type Personas } from '../support/personas';
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

test('a decision that never reached its run, and a run that was lost, are sent on by the reconciler', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const { Client, Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address: parts.temporal.address });
  const client = new Client({ connection, namespace: 'netra' });
  await client.workflow.getHandle(workflowId).terminate('lost on purpose');
  const manager = await people.as('sales.manager');
  // The signal finds no run: the relay starts one, which reads the rows.
  expect((await manager.post(`/approvals/${approvalId}/decisions`, approve)).status).toBe(200);
  await approvalWhen(rep, approvalId, ({ status }) => status === 'approved', 30_000);
  const description = await client.schedule.getHandle('netra-reconciler').describe();
  expect(description.action).toMatchObject({ workflowType: 'reconcileWorkflow' });
  await connection.close();
});
