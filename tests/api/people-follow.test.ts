import pg from 'pg';
import type { Approval } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import { mailedLinks, openLink, pressLink } from '../support/decision-page';
import {
  approvalWhen,
  asked,
  askForLeave,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';
import { promised } from '../support/promised';

jest.setTimeout(90_000);

let app: RunningApp;
let people: Personas;
let db: pg.Pool;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  db = new pg.Pool({ connectionString: app.environment.DATABASE_URL, max: 2 });
}, 120_000);

afterAll(async () => {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM approval_task t JOIN employee e ON e.id = t.approver_id AND NOT e.active
     JOIN approval_request r ON r.id = t.request_id AND r.status = 'pending' WHERE t.status = 'open'`,
  );
  expect(rows).toEqual([{ count: 0 }]);
  await db?.end();
  await app?.stop();
});

const idOf = async (persona: Persona) =>
  ((await (await people.as(persona)).get('/me')).body as { id: string }).id;
const waitsOn = (name: string) => (approval: Approval) =>
  approval.waitingOn.some((person) => person.name === name);

/** Milliseconds until something is so. */
async function until(isSo: () => Promise<boolean>, waitMs = 60_000): Promise<number> {
  const start = Date.now();
  while (!(await isSo())) {
    if (Date.now() - start > waitMs) throw new Error(`not within ${waitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Date.now() - start;
}

test('an approver’s approved leave brings the substitute in for what is open, who decides by mail; the run goes on', async () => {
  const [rep, manager, head] = [
    await people.as('sales.rep'),
    await people.as('sales.manager'),
    await people.as('sales.head'),
  ];
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const to = await idOf('consulting.head');
  const made = await manager.post('/delegations', { to, when: 'away' });
  expect(made.status).toBe(201);
  const { body: me } = await manager.get('/me');
  const { id: managerId, name } = me as { id: string; name: string };
  // Whatever the demo has planned for them these days.
  await db.query(`UPDATE leave_request SET status = 'cancelled' WHERE employee_id = $1`, [
    managerId,
  ]);
  const today = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10);
  // Whatever the weekday: a week from today on has working days, and is leave as a whole.
  const until7 = new Date(Date.parse(today) + 6 * 86_400_000).toISOString().slice(0, 10);
  const leave = await askForLeave(manager, { from: today, to: until7 });
  await approvalWhen(manager, leave.approvalId, asked('reporting-manager'));
  await head.post(`/approvals/${leave.approvalId}/decisions`, { verdict: 'approve' });
  await approvalWhen(manager, leave.approvalId, closed);

  const open = await approvalWhen(rep, approvalId, ({ waitingOn }) => waitingOn.length === 2);
  expect(open.waitingOn.find(({ id }) => id === to)).toMatchObject({ onBehalfOf: { name } });
  const { approve } = await mailedLinks(app.inbox, 'consulting.head@netra.example', approvalId);
  expect((await openLink(approve)).html).toContain(`for ${name}`);
  const [mail] = await app.inbox.mails({ to: 'consulting.head@netra.example' }, 10_000);
  expect(mail?.text).toContain(name);
  expect((await pressLink(approve)).status).toBe(200);
  const approval = await approvalWhen(rep, approvalId, closed);
  expect(approval).toMatchObject({
    status: 'approved',
    decisions: [{ channel: 'email', onBehalfOf: { name } }],
  });
  await manager.post(`/delegations/${(made.body as { id: string }).id}/revoke`);
});

test('links of an approver who is moved off or deactivated are dead within a second, tasks move within a minute', async () => {
  const [rep, admin] = [await people.as('sales.rep2'), await people.as('admin')];
  const { approvalId } = await askForLeave(rep);
  const first = await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
  const repId = await idOf('sales.rep2');

  const managerId = await idOf('consulting.manager');
  expect((await admin.patch(`/people/${repId}`, { managerId })).status).toBe(200);
  const dead = await until(async () => (await openLink(first.approve)).status === 410);
  expect(dead).toBeLessThanOrEqual(promised(1_000));
  const second = await mailedLinks(app.inbox, 'consulting.manager@netra.example', approvalId);
  expect((await openLink(second.approve)).status).toBe(200);
  const { body } = await admin.get('/people?q=consulting.head');
  const above = (body as { items: { name: string }[] }).items[0]?.name ?? '';

  const gone = await admin.post(`/people/${managerId}/deactivate`);
  expect(gone.status).toBe(200);
  expect((await openLink(second.approve)).status).toBe(410);
  const moved = await until(async () =>
    waitsOn(above)((await admin.get(`/approvals/${approvalId}`)).body),
  );
  expect(moved).toBeLessThanOrEqual(60_000);
  const third = await mailedLinks(app.inbox, 'consulting.head@netra.example', approvalId);
  expect((await pressLink(third.approve)).status).toBe(200);
  expect((await approvalWhen(admin, approvalId, closed)).status).toBe('approved');
  expect((await admin.post(`/people/${managerId}/activate`)).status).toBe(200);
});

test('an override and one more approver move the run on', async () => {
  const [consultant, admin] = [await people.as('consultant'), await people.as('admin')];
  const { approvalId } = await askForLeave(consultant);
  await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  const to = await idOf('finance');
  expect((await admin.post(`/approvals/${approvalId}/approvers`, { to })).status).toBe(200);
  const reason = 'The flight is booked';
  const answer = await admin.post(`/approvals/${approvalId}/override`, {
    verdict: 'approve',
    reason,
  });
  expect(answer.status).toBe(200);
  const approval = await approvalWhen(consultant, approvalId, closed);
  expect(approval).toMatchObject({
    status: 'approved',
    decisions: [{ override: true, comment: reason }],
  });
  for (const address of ['finance@netra.example', 'consulting.manager@netra.example']) {
    const mails = await app.inbox.mails(
      { to: address, subject: 'No longer waiting for you' },
      10_000,
    );
    expect(mails[0]?.text).toContain(reason);
  }
});
