import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { randomUUID } from 'node:crypto';
import type { Approval } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import { mailedLinks, openLink, postForm, pressLink } from '../support/decision-page';
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

async function decisionsOf(approvalId: string): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    'SELECT count(*) FROM approval_decision WHERE request_id = $1',
    [approvalId],
  );
  return Number(rows[0]?.count);
}

test('50 simultaneous decisions on one task, app and link, approve and reject: one wins, the rest learn who', async () => {
  const rep = await people.as('sales.rep');
  const manager = await people.as('sales.manager');
  const { approvalId } = await askForLeave(rep);
  const links = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
  const pages = {
    approve: await openLink(links.approve),
    reject: await openLink(links.reject),
  };
  const clicks = Array.from({ length: 50 }, (_, index) => {
    const verdict = index % 2 ? 'approve' : 'reject';
    return index % 4 < 2
      ? manager.post(`/approvals/${approvalId}/decisions`, decide(verdict))
      : postForm(links[verdict], pages[verdict].html);
  });
  const answers = await Promise.all(clicks);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(49);
  for (const answer of answers.filter(({ status }) => status === 409)) {
    expect(JSON.stringify(answer)).toContain('Rohan Desai');
  }
  expect(await decisionsOf(approvalId)).toBe(1);
  const approval = await approvalWhen(rep, approvalId, closed);
  expect(approval.decisions).toHaveLength(1);
});

test('the person who lost the race is told who decided what, when and by which channel', async () => {
  const { approvalId } = await askForLeave(await people.as('sales.rep'));
  const { approve } = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
  expect((await pressLink(approve)).status).toBe(200);
  const late = await (
    await people.as('sales.manager')
  ).post(`/approvals/${approvalId}/decisions`, decide('reject'));
  expect(late).toMatchObject({
    status: 409,
    body: {
      code: 'already-decided',
      by: { name: 'Rohan Desai' },
      verdict: 'approve',
      channel: 'email',
      at: expect.stringMatching(/^\d{4}-/) as string,
    },
  });
});

describe('self-approval is refused on every door', () => {
  test('the app, for a requester of any rank', async () => {
    for (const persona of ['sales.rep', 'sales.manager', 'hr', 'finance', 'admin'] as const) {
      const client = await people.as(persona);
      const { approvalId } = await askForLeave(client);
      const answer = await client.post(`/approvals/${approvalId}/decisions`, decide('approve'));
      expect(answer).toMatchObject({ status: 403, body: { code: 'own-request' } });
      const approval = await approvalWhen(client, approvalId, asked('reporting-manager'));
      expect(approval.may.decide).toBe(false);
      const { id } = (await client.get('/me')).body as { id: string };
      expect(
        approval.steps.flatMap(({ approvers }) => approvers.map((one) => one.id)),
      ).not.toContain(id);
    }
  });

  test('handing the task to the requester, by the approver or an admin', async () => {
    const rep = await people.as('sales.rep');
    const { approvalId } = await askForLeave(rep);
    await approvalWhen(rep, approvalId, asked('reporting-manager'));
    const { id: to } = (await rep.get('/me')).body as { id: string };
    for (const persona of ['sales.manager', 'admin'] as const) {
      const answer = await (
        await people.as(persona)
      ).post(`/approvals/${approvalId}/reassign`, { to });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'to' }] } });
    }
  });

  test('a mailed link, after the reporting line was turned round under it', async () => {
    const rep = await people.as('sales.rep');
    const { approvalId } = await askForLeave(rep);
    const { approve } = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
    await db.query(
      `UPDATE approval_request SET requester_id = (SELECT id FROM employee WHERE email = 'sales.manager@netra.example')
       WHERE id = $1`,
      [approvalId],
    );
    const answer = await pressLink(approve);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await decisionsOf(approvalId)).toBe(0);
  });

  test('the database itself', async () => {
    const { approvalId } = await askForLeave(await people.as('sales.rep'));
    await approvalWhen(await people.as('sales.rep'), approvalId, asked('reporting-manager'));
    await expect(
      db.query(
        `INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at)
         SELECT r.id, t.step_id, t.id, r.requester_id, 'approve', 'app', now()
         FROM approval_request r JOIN approval_task t ON t.request_id = r.id WHERE r.id = $1`,
        [approvalId],
      ),
    ).rejects.toMatchObject({ constraint: 'approval_decision_not_requester' });
  });
});

test('malformed and forged signals from the command line do no harm, and the real decision still counts', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const handle = temporal.workflow.getHandle(workflowId);
  for (let round = 0; round < 20; round++) {
    for (const argument of [
      randomUUID(),
      7,
      null,
      { verdict: 'approve' },
      [approvalId],
      '\u0000',
    ]) {
      await handle.signal('decisionRecorded', argument);
    }
  }
  await handle.signal('requestChanged', { status: 'approved' });
  await signalRaw(workflowId, { encoding: 'json/plain', data: '{not json' });
  await signalRaw(workflowId, { encoding: 'binary/unheard-of', data: '\u0001\u0002' });
  const still = await approvalWhen(rep, approvalId, () => true);
  expect(still.status).toBe('pending');
  const manager = await people.as('sales.manager');
  expect((await manager.post(`/approvals/${approvalId}/decisions`, decide('approve'))).status).toBe(
    200,
  );
  await approvalWhen(rep, approvalId, ({ status }) => status === 'approved');
});

async function signalRaw(
  workflowId: string,
  payload: { encoding: string; data: string },
): Promise<void> {
  await connection.workflowService.signalWorkflowExecution({
    namespace: app.environment.TEMPORAL_NAMESPACE,
    workflowExecution: { workflowId },
    signalName: 'decisionRecorded',
    input: {
      payloads: [
        { metadata: { encoding: Buffer.from(payload.encoding) }, data: Buffer.from(payload.data) },
      ],
    },
  });
}

test("another request's decision forged into a run moves nothing", async () => {
  const rep = await people.as('sales.rep');
  const manager = await people.as('sales.manager');
  const [first, second] = [await askForLeave(rep), await askForLeave(rep)];
  const { workflowId } = await approvalWhen(rep, second.approvalId, asked('reporting-manager'));
  await approvalWhen(rep, first.approvalId, asked('reporting-manager'));
  const decided = await manager.post(`/approvals/${first.approvalId}/decisions`, decide('approve'));
  const { id } = (decided.body as { decision: { id: string } }).decision;
  await temporal.workflow.getHandle(workflowId).signal('decisionRecorded', id);
  await approvalWhen(rep, first.approvalId, closed);
  expect((await approvalWhen(rep, second.approvalId, () => true)).status).toBe('pending');
});

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

test('the Temporal UI finds what waits on a person, and reads whose turn it is without a name', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const { id } = (await (await people.as('sales.manager')).get('/me')).body as { id: string };
  const query = `WaitingOn = '${id}' AND ApprovalKind = 'leave' AND ApprovalStatus = 'pending' AND Department = 'Sales'`;
  await eventually(async () => {
    const found: string[] = [];
    for await (const run of temporal.workflow.list({ query })) found.push(run.workflowId);
    return found.includes(workflowId);
  });
  const handle = temporal.workflow.getHandle(workflowId);
  const description = await handle.describe();
  expect(await description.staticSummary()).toBe('Leave, policy version 1');
  const metadata = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  expect(metadata.currentDetails).toContain('Waiting on **Reporting manager**');
  expect(metadata.currentDetails).not.toContain('Rohan');
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

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await isTrue());) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
