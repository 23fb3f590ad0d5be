import { Client, Connection } from '@temporalio/client';
import jwt from 'jsonwebtoken';
import {
  approvalEventSchema,
  approvalRowSchema,
  approvalSchema,
} from '../../domain/wire/approvals';
import { notificationListSchema, notificationSchema } from '../../domain/wire/notifications';
import { createEmailLinkTokens, type EmailLinkClaims } from '../../platform/tokens/email-link';
import type { TestAnswer } from '../support/api';
import { startApp, type RunningApp } from '../support/app';
import { UNREAD, mailedLinks, openLink, postForm, pressLink } from '../support/decision-page';
import { approvalWhen, asked, askForLeave, claim, closed, personasOf } from '../support/personas';
import type { Asked, Personas } from '../support/personas';
import { connectSocket, refusalOf, until } from '../support/socket-client';

// What clients lean on around one approval: the calls, the mailed links, the socket and the run in Temporal.
jest.setTimeout(60_000);

const MANAGER = 'sales.manager@netra.example';

let app: RunningApp;
let people: Personas;
let connection: Connection;
let temporal: Client;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  temporal = new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE });
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await app?.stop();
});

const members = (value: object) => Object.keys(value).sort();

/** A leave request of sales.rep that waits for sales.manager. */
async function waiting(): Promise<Asked> {
  const rep = await people.as('sales.rep');
  const leave = await askForLeave(rep);
  await approvalWhen(rep, leave.approvalId, asked('reporting-manager'));
  return leave;
}

function expectProblem(answer: TestAnswer, status: number, code: string): void {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer).toMatchObject({ status, body: { status, code } });
}

describe('approvals', () => {
  test('each box holds what its name says, narrowed by kind, status and words', async () => {
    const { approvalId } = await waiting();
    const ids = async (persona: 'sales.rep' | 'sales.manager' | 'admin', query: string) => {
      const answer = await (await people.as(persona)).get(`/approvals?limit=200&${query}`);
      const { items } = answer.body as { items: unknown[] };
      return items.map((item) => approvalRowSchema.parse(item).id);
    };
    expect(await ids('sales.manager', 'box=inbox')).toContain(approvalId);
    expect(await ids('sales.rep', 'box=inbox')).not.toContain(approvalId);
    expect(await ids('sales.rep', 'box=sent&kind=leave&status=pending')).toContain(approvalId);
    expect(await ids('sales.rep', 'box=sent&kind=expense-claim')).not.toContain(approvalId);
    expect(await ids('sales.rep', 'box=sent&status=approved')).not.toContain(approvalId);
    expect(await ids('admin', 'box=all&q=unpaid')).toContain(approvalId);
    expect(await ids('sales.manager', 'box=done')).not.toContain(approvalId);
    const manager = await people.as('sales.manager');
    await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
    expect(await ids('sales.manager', 'box=done')).toContain(approvalId);
    expect(await ids('sales.manager', 'box=inbox')).not.toContain(approvalId);
    const wrong = await manager.get('/approvals?box=everything');
    expectProblem(wrong, 422, 'invalid-input');
  });

  test('one approval has these members, before and after its decision', async () => {
    const { approvalId } = await waiting();
    const rep = await people.as('sales.rep');
    const before = await approvalWhen(rep, approvalId, asked('reporting-manager'));
    const agreed = ['id', 'kind', 'title', 'status', 'requester', 'data', 'steps', 'decisions'];
    const always = [...agreed, 'timeline', 'workflowId'];
    expect(members(before)).toEqual(expect.arrayContaining(always));
    const documented = members(approvalSchema.shape).filter((name) => name !== 'workflowUrl');
    expect(members(before)).toEqual(documented);
    expect(before).toMatchObject({
      kind: 'leave',
      status: 'pending',
      data: { type: 'unpaid' },
      decisions: [],
      workflowId: `approval/leave/${approvalId}`,
      steps: [{ name: 'Reporting manager', status: 'open', approvers: [{ name: 'Rohan Desai' }] }],
    });
    expect(before.steps[0]).not.toHaveProperty('decision');
    const manager = await people.as('sales.manager');
    const body = { verdict: 'approve', comment: 'Enjoy' };
    const answer = await manager.post(`/approvals/${approvalId}/decisions`, body);
    expect(answer.status).toBe(200);
    expect(members(answer.body)).toEqual(['decision', 'status']);
    expect(answer.body).toMatchObject({
      status: 'recorded',
      decision: { ...body, channel: 'app' },
    });
    const after = await approvalWhen(rep, approvalId, closed);
    expect(approvalSchema.parse(after)).toEqual(after);
    const decision = after.decisions[0]!;
    expect(members(decision)).toEqual(
      expect.arrayContaining(['at', 'by', 'channel', 'comment', 'verdict']),
    );
    expect(after).toMatchObject({ status: 'approved', steps: [{ status: 'approved', decision }] });
    expect(after.timeline.map(({ type }) => type)).toEqual([
      'approval.submitted',
      'approval.step-opened',
      'approval.decided',
      'approval.closed',
    ]);
    const seen = await (await people.as('admin')).get(`/approvals/${approvalId}`);
    const url = (seen.body as { workflowUrl: string }).workflowUrl;
    expect(url).toMatch(new RegExp(`^${app.url}/temporal/`));
  });

  test('decisions are refused by 409, 403, 404 and 422', async () => {
    const { approvalId } = await waiting();
    const path = `/approvals/${approvalId}/decisions`;
    const as = async (persona: 'sales.rep' | 'sales.rep2' | 'sales.head' | 'sales.manager') =>
      (await people.as(persona)).post(path, { verdict: 'approve' });
    expectProblem(await as('sales.rep'), 403, 'own-request');
    expectProblem(await as('sales.head'), 403, 'not-an-approver');
    expectProblem(await as('sales.rep2'), 404, 'not-found');
    const manager = await people.as('sales.manager');
    expectProblem(await manager.post(path, { verdict: 'perhaps' }), 422, 'invalid-input');
    expect((await as('sales.manager')).status).toBe(200);
    const late = await as('sales.manager');
    expectProblem(late, 409, 'already-decided');
    expect(late.body).toMatchObject({
      by: { name: 'Rohan Desai' },
      verdict: 'approve',
      channel: 'app',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  test('comments, questions, handing on and withdrawing answer 200', async () => {
    const { approvalId } = await waiting();
    const [rep, manager] = [await people.as('sales.rep'), await people.as('sales.manager')];
    const { id: to } = (await (await people.as('sales.head')).get('/me')).body as { id: string };
    for (const [client, verb, body] of [
      [rep, 'comments', { text: 'It is a family matter' }],
      [manager, 'information-requests', { text: 'Who stands in?' }],
      [manager, 'reassign', { to, reason: 'I am away' }],
      [rep, 'withdraw', { reason: 'Plans changed' }],
    ] as const) {
      expect((await client.post(`/approvals/${approvalId}/${verb}`, body)).status).toBe(200);
    }
    const approval = await approvalWhen(rep, approvalId, closed);
    expect(approval).toMatchObject({ status: 'withdrawn', steps: [{ status: 'skipped' }] });
  });
});

describe('mailed links', () => {
  test('the mail has one link per verdict in both parts; the page only asks, its first button acts', async () => {
    const { approvalId } = await waiting();
    const links = await mailedLinks(app.inbox, MANAGER, approvalId);
    const [mail] = await app.inbox.mails({ to: MANAGER });
    expect(mail?.messageId).toMatch(/^<.+@.+>$/);
    for (const link of Object.values(links)) {
      expect(link).toMatch(new RegExp(`^${app.url}/email-actions/[\\w.-]+$`));
      expect(mail?.text).toContain(link);
      expect(mail?.html).toContain(link);
    }
    for (let time = 0; time < 3; time++) {
      expect((await fetch(links.reject, { method: 'HEAD' })).status).toBe(200);
      const { status, html } = await openLink(links.reject);
      expect(status).toBe(200);
      expect(html.match(/<form[^>]*method="post"/g)).toHaveLength(1);
      expect(html).not.toMatch(/<script/);
      expect(html).toContain('Rohan Desai');
    }
    const rep = await people.as('sales.rep');
    expect((await approvalWhen(rep, approvalId, () => true)).decisions).toEqual([]);
    expect((await pressLink(links.reject, 'Too many are away')).status).toBe(200);
    const approval = await approvalWhen(rep, approvalId, closed);
    expect(approval).toMatchObject({
      status: 'rejected',
      decisions: [{ channel: 'email', verdict: 'reject', comment: 'Too many are away' }],
    });
    const again = await postForm(links.approve, UNREAD);
    expect(again.status).toBe(409);
    expect(again.html).toContain('Rohan Desai');
  });

  test('expired and revoked are 410, forged is 401, each a page', async () => {
    const first = await waiting();
    const { approve } = await mailedLinks(app.inbox, MANAGER, first.approvalId);
    const token = approve.split('/').at(-1)!;
    const [header = '', payload = '', signature = ''] = token.split('.');
    const changed = signature.startsWith('A') ? 'B' : 'A';
    const forged = `${header}.${payload}.${changed}${signature.slice(1)}`;
    const page = await openLink(`${app.url}/email-actions/${forged}`);
    expect([page.status, page.html.includes('<html')]).toEqual([401, true]);
    const { header: head, payload: body } = jwt.decode(token, { complete: true })!;
    const claims = body as EmailLinkClaims;
    expect(claims.exp - claims.iat).toBe(86_400);
    const old = createEmailLinkTokens({
      EMAIL_LINK_SECRET: app.environment.EMAIL_LINK_SECRET!,
    }).sign({
      ...{ id: claims.link, requestId: claims.request, stepId: claims.step },
      ...{ approverId: claims.approver, round: claims.round, version: claims.version },
      ...{ verdict: claims.verdict, keyId: head.kid!, issuedAt: new Date(Date.now() - 86_401_000) },
    });
    const expired = await openLink(`${app.url}/email-actions/${old}`);
    expect([expired.status, /expired|24 hours/.test(expired.html)]).toEqual([410, true]);
    await (await people.as('sales.rep')).post(`/approvals/${first.approvalId}/withdraw`, {});
    expect((await openLink(approve)).status).toBe(410);
    expect((await postForm(approve, UNREAD)).status).toBe(410);
  });
});

describe('notifications and socket', () => {
  test('the list after a seq, reading, and the events as they are in it', async () => {
    const rep = await people.as('sales.rep');
    const manager = await people.as('sales.manager');
    const { head } = notificationListSchema.parse((await manager.get('/notifications')).body);
    const socket = await connectSocket(app.url, { token: manager.token });
    const cookie = `netra_session=${rep.token}`;
    const byCookie = await connectSocket(app.url, { cookie });
    try {
      const { approvalId } = await waiting();
      await until(() => socket.notifications.length > 0);
      await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
      // A page that has just come is told of the last moment's changes as well.
      const told = () =>
        byCookie.approvals.map((seen) => seen.payload).filter(({ id }) => id === approvalId);
      const isClosed = () => told().some(({ status }) => status === 'approved');
      await until(isClosed, 15_000);
      const { payload } = socket.notifications[0]!;
      expect(notificationSchema.strict().parse(payload)).toEqual(payload);
      const after = await manager.get(`/notifications?after=${head}`);
      const { items } = notificationListSchema.parse(after.body);
      expect(items[0]).toEqual(payload);
      expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => head + 1 + index));
      for (const event of told()) {
        expect(approvalEventSchema.strict().parse(event)).toEqual(event);
      }
      for (const body of [{ ids: [payload.id] }, { upTo: payload.seq }]) {
        expect((await manager.post('/notifications/read', body)).status).toBe(200);
      }
      const read = notificationListSchema.parse((await manager.get('/notifications')).body);
      expect(read.items.find(({ id }) => id === payload.id)?.readAt).toEqual(expect.any(String));
    } finally {
      socket.close();
      byCookie.close();
    }
  });

  test('without a session, or with one that is over, a socket is refused', async () => {
    expect(await refusalOf(app.url, {})).toBe('unauthenticated');
    expect(await refusalOf(app.url, { token: 'no' })).toBe('unauthenticated');
  });
});

describe('Temporal', () => {
  test('queue, type, id and search attributes, and no name in any of them', async () => {
    const { approvalId } = await claim(await people.as('consultant'), '26000.00');
    const consultant = await people.as('consultant');
    const workflowId = `approval/expense-claim/${approvalId}`;
    await approvalWhen(consultant, approvalId, asked('reporting-manager'));
    const handle = temporal.workflow.getHandle(workflowId);
    const manager = (await (await people.as('consulting.manager')).get('/me')).body as {
      id: string;
    };
    await until(async () => 'WaitingOn' in (await handle.describe()).searchAttributes, 10_000);
    const run = await handle.describe();
    expect(run).toMatchObject({ type: 'approvalWorkflow', taskQueue: 'netra', workflowId });
    expect(run.searchAttributes).toMatchObject({
      ApprovalKind: ['expense-claim'],
      ApprovalStatus: ['pending'],
      Department: ['Consulting'],
      WaitingOn: [manager.id],
      DueAt: [expect.any(Date) as Date],
    });
    const told = JSON.stringify([run.searchAttributes, await run.staticSummary(), run.memo]);
    expect(told).not.toMatch(/Customer visit|26,?000|@netra|Desai|Krishnan/);
  });

  test('the attributes have their types', async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({
      namespace: app.environment.TEMPORAL_NAMESPACE,
    });
    // As the server numbers them: 2 Keyword, 6 Datetime, 7 KeywordList.
    expect(customAttributes).toMatchObject({
      ApprovalKind: 2,
      ApprovalStatus: 2,
      Department: 2,
      WaitingOn: 7,
      DueAt: 6,
    });
  });
});
