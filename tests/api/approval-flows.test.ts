import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import type { Approval } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import { mailedLinks, openLink, pressLink } from '../support/decision-page';
import {
  approvalWhen,
  asked,
  askForLeave,
  claim,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(60_000);

let app: RunningApp;
let people: Personas;
let connection: Connection;
let temporal: Client;
let db: pg.Pool;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  temporal = new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE });
  db = new pg.Pool({ connectionString: app.environment.DATABASE_URL, max: 2 });
}, 120_000);

afterAll(async () => {
  await connection?.close();
  await db?.end();
  await app?.stop();
});

const decide = (verdict: 'approve' | 'reject', comment?: string) => ({ verdict, comment });

test('a claim above the limit wants manager and finance; finance rejects by mail and nothing becomes payable', async () => {
  const consultant = await people.as('consultant');
  const { id, approvalId } = await claim(consultant, '12000.00', '9000.50', '5000.00');
  await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  await (
    await people.as('consulting.manager')
  ).post(`/approvals/${approvalId}/decisions`, decide('approve'));
  const { reject } = await mailedLinks(app.inbox, 'finance@netra.example', approvalId);
  expect((await pressLink(reject, 'The hotel is above the cap')).status).toBe(200);
  const approval = await approvalWhen(consultant, approvalId, closed);
  expect(approval).toMatchObject({
    status: 'rejected',
    decisions: [
      { channel: 'app', verdict: 'approve' },
      { channel: 'email', verdict: 'reject', comment: 'The hotel is above the cap' },
    ],
  });
  const paid = await db.query('SELECT 1 FROM reimbursement WHERE claim_id = $1', [id]);
  expect(paid.rowCount).toBe(0);
  const [mail] = await app.inbox.mails({ to: 'consultant@netra.example' }, 10_000);
  expect(mail?.text).toContain('The hotel is above the cap');
});

test('a claim of exactly the limit does not go to finance, and an approved one is payable once', async () => {
  const consultant = await people.as('consultant2');
  const { id, approvalId } = await claim(consultant, '25000.00');
  const open = await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  expect(open.steps.map(({ key }) => key)).toEqual(['reporting-manager']);
  await (
    await people.as('consulting.manager')
  ).post(`/approvals/${approvalId}/decisions`, decide('approve'));
  await approvalWhen(consultant, approvalId, ({ status }) => status === 'approved');
  const { rows } = await db.query<{ amount_minor: string }>(
    'SELECT amount_minor FROM reimbursement WHERE claim_id = $1',
    [id],
  );
  expect(rows).toEqual([{ amount_minor: '2500000' }]);
});

test('withdrawing frees what was held, kills the links and ends the run', async () => {
  const rep = await people.as('sales.rep2');
  const held = async () =>
    (
      (await rep.get('/leave-balances')).body as { items: { type: string; held: string }[] }
    ).items.find(({ type }) => type === 'casual')?.held;
  const before = await held();
  const { approvalId } = await askForLeave(rep, { type: 'casual' });
  const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  expect(await held()).not.toBe(before);
  const { approve } = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
  const answer = await rep.post(`/approvals/${approvalId}/withdraw`, { reason: 'Plans changed' });
  expect(answer).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
  expect(await held()).toBe(before);
  expect((await openLink(approve)).status).toBe(410);
  await expect(temporal.workflow.getHandle(workflowId).result()).resolves.toEqual({
    status: 'withdrawn',
  });
  expect((await rep.post(`/approvals/${approvalId}/withdraw`, {})).status).toBe(409);
});

test('a task handed on is decided by the new approver only; the old link is dead', async () => {
  const rep = await people.as('sales.rep');
  const manager = await people.as('sales.manager');
  const head = await people.as('sales.head');
  const { approvalId } = await askForLeave(rep);
  const { approve } = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
  const { id: to } = (await head.get('/me')).body as { id: string };
  expect((await manager.post(`/approvals/${approvalId}/reassign`, { to })).status).toBe(200);
  expect((await openLink(approve)).status).toBe(410);
  const refused = await manager.post(`/approvals/${approvalId}/decisions`, decide('approve'));
  expect(refused.status).toBe(403);
  await mailedLinks(app.inbox, 'sales.head@netra.example', approvalId);
  expect((await head.post(`/approvals/${approvalId}/decisions`, decide('approve'))).status).toBe(
    200,
  );
  await approvalWhen(rep, approvalId, ({ status }) => status === 'approved');
});

test('nobody signs twice: a go-live asked for by its project manager goes up, never through', async () => {
  const pm = await people.as('consulting.manager');
  const projects = (await pm.get('/projects?limit=100')).body as {
    items: { id: string; status: string }[];
  };
  const project = projects.items.find(({ status }) => status === 'active');
  const asked1 = await pm.post(`/projects/${project?.id}/go-lives`, {
    plannedOn: '2027-06-01',
    notes: 'All rehearsed',
  });
  expect(asked1.status).toBe(201);
  const { approvalId } = asked1.body as { approvalId: string };
  const first = await approvalWhen(pm, approvalId, asked('project-manager'));
  expect(approversAt(first, 'project-manager')).toEqual(['Meera Krishnan']);
  const sign = async (persona: 'consulting.head' | 'finance' | 'admin') =>
    (await people.as(persona)).post(`/approvals/${approvalId}/decisions`, decide('approve'));
  expect((await sign('consulting.head')).status).toBe(200);
  const second = await approvalWhen(pm, approvalId, asked('department-head'));
  expect(approversAt(second, 'department-head')).toEqual(['Arjun Mehta']);
  expect(approversAt(second, 'finance')).toEqual(['Suresh Menon']);
  expect((await sign('consulting.head')).status).toBe(409);
  expect((await sign('finance')).status).toBe(200);
  expect((await approvalWhen(pm, approvalId, () => true)).status).toBe('pending');
  expect((await sign('admin')).status).toBe(200);
  await approvalWhen(pm, approvalId, ({ status }) => status === 'approved');
  const live = (await pm.get(`/projects/${project?.id}`)).body as { status: string };
  expect(live.status).toBe('live');
});

function approversAt(approval: Approval, step: string): string[] {
  return approval.steps.find(({ key }) => key === step)?.approvers.map(({ name }) => name) ?? [];
}
