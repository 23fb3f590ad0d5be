import pg from 'pg';
import { startApp, type RunningApp } from '../support/app';
import { mailedLinks, openLink, postForm, pressLink } from '../support/decision-page';
import {
  approvalWhen,
  asked,
  askForLeave,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(60_000);

let app: RunningApp;
let people: Personas;
let db: pg.Pool;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  db = new pg.Pool({ connectionString: app.environment.DATABASE_URL, max: 2 });
}, 120_000);

afterAll(async () => {
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
      : postForm(links[verdict], pages[verdict]);
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
