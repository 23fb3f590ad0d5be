import { randomUUID } from 'node:crypto';
import type { Page } from '../../domain/wire/common';
import type {
  OnboardingDetail,
  OnboardingTaskWire,
  OnboardingWire,
} from '../../domain/wire/onboarding';
import type { NotificationWire } from '../../domain/wire/notifications';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { emailOf, PERSONAS, type Persona } from '../support/company';
import { advance, startFor, tasksOf } from '../support/onboarding';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  hr = await api.as('hr');
  await api.db.query(`UPDATE employee SET joined_on = '2026-06-01' WHERE email = $1`, [
    emailOf('consultant2'),
  ]);
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const detailOf = async (client: TestClient, id: string) =>
  (await client.get(`/onboardings/${id}`)).body as OnboardingDetail;
const taskNamed = (tasks: OnboardingTaskWire[], title: RegExp) =>
  tasks.find((task) => title.test(task.title))!;
const bellOf = async (client: TestClient, type: RegExp) =>
  ((await client.get('/notifications?limit=200')).body as Page<NotificationWire>).items.filter(
    (row) => type.test(row.type),
  );
const settle = (client: TestClient, id: string, body: object) =>
  client.post(`/onboarding-tasks/${id}/settle`, body);
const claim = {
  title: 'Taxi',
  lines: [
    {
      ...{ date: '2026-11-02', category: 'travel', description: 'Taxi' },
      amount: { amount: '10.00', currency: 'INR' },
    },
  ],
};
const leave = { type: 'unpaid', from: '2027-10-04', to: '2027-10-04', reason: 'Ill' };
const auditOf = (onboardingId: string) =>
  api.db.query<{ action: string; actor: string | null }>(
    `SELECT action, actor_id AS actor FROM audit_event WHERE details->>'onboardingId' = $1 ORDER BY id`,
    [onboardingId],
  );
const mailsOf = (persona: Persona) =>
  api.db.query<{ props: { occasion: string; tasks: { title: string }[] } }>(
    `SELECT props FROM mail WHERE to_user_id = $1 AND template = 'onboarding-tasks' ORDER BY created_at, id`,
    [idOf(persona)],
  );

test('a newcomer’s day-0 tasks appear with their owners, and a blocking one holds what it blocks', async () => {
  const newcomer = await api.as('consultant2');
  const started = await startFor(hr, idOf('consultant2'));
  expect(started).toMatchObject({
    person: { id: idOf('consultant2') },
    ...{ template: 'Joining', purpose: 'onboarding', dayZero: '2026-06-01', status: 'running' },
    tasks: { total: 10, settled: 0, open: 0, blocking: 4 },
  });
  // Monday 1 June: five working days before it, and three after it.
  const due = (detail: OnboardingDetail) => detail.checklist.map(({ dueOn }) => dueOn);
  expect(due(started).slice(0, 3)).toEqual(['2026-05-25', '2026-05-27', '2026-05-28']);
  expect(taskNamed(started.checklist, /bank/).dueOn).toBe('2026-06-04');
  expect(await tasksOf(newcomer)).toEqual([]);
  expect((await newcomer.post('/expense-claims', claim)).status).toBe(201);

  await advance(api.deps, started.id, Date.parse('2026-06-01T02:29:00Z'));
  expect(await tasksOf(newcomer)).toEqual([]);
  await advance(api.deps, started.id, Date.parse('2026-06-01T02:30:00Z'));
  await advance(api.deps, started.id, Date.parse('2026-06-01T02:30:00Z'));
  const mine = await tasksOf(newcomer);
  expect(mine.map(({ title }) => title)).toEqual([
    'Read the code of conduct and the rules of data protection',
    'Take the tour of NETRA',
  ]);
  expect(mine.every(({ status, mine: own }) => status === 'open' && own)).toBe(true);
  expect(await bellOf(newcomer, /^onboarding/)).toMatchObject([
    { title: '2 tasks for your start', link: '/tasks' },
  ]);
  expect(await mailsOf('consultant2')).toMatchObject([
    { props: { occasion: 'opened', tasks: [{}, {}] } },
  ]);
  const manager = await tasksOf(await api.as('consulting.manager'));
  expect(manager.map(({ title }) => title)).toEqual([
    'Plan the first week',
    'Introduce them to the team',
  ]);
  const admins = await tasksOf(await api.as('admin'));
  expect(admins.map(({ title }) => title)).toEqual(['Prepare the laptop and the accounts']);

  const held = await newcomer.post('/expense-claims', claim);
  expect(held).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(JSON.stringify(held.body)).toContain('Read the code of conduct');
  expect((await newcomer.post('/leave-requests', leave)).status).toBe(201);
  for (const task of (await detailOf(hr, started.id)).checklist) {
    if (!task.blocking || task.status !== 'open') continue;
    const owner = await api.as(
      PERSONAS.find((persona) => idOf(persona) === task.owner?.id) as Persona,
    );
    expect((await newcomer.post('/expense-claims', claim)).status).toBe(403);
    const answer = await settle(owner, task.id, { outcome: 'done', document: 'Cabinet 3' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'done', document: 'Cabinet 3' } });
  }
  expect((await newcomer.post('/expense-claims', claim)).status).toBe(201);

  // Weeks later everything is open, and the last blocking task ends it.
  await advance(api.deps, started.id, Date.parse('2026-09-30T00:00:00Z'));
  expect(await detailOf(hr, started.id)).toMatchObject({ status: 'running', tasks: { open: 7 } });
  const payroll = taskNamed(await tasksOf(hr), /payroll/);
  await settle(hr, payroll.id, { outcome: 'not-applicable', reason: 'Paid by the old contract' });
  await advance(api.deps, started.id);
  expect(await detailOf(newcomer, started.id)).toMatchObject({
    ...{ status: 'finished', ended: { by: null, reason: null } },
    tasks: { blocking: 0, open: 6 },
  });
  expect((await bellOf(hr, /finished/))[0]).toMatchObject({
    title: 'The onboarding of consultant2 is complete',
  });
  expect((await auditOf(started.id)).map(({ action }) => action)).toEqual([
    'onboarding.started',
    ...Array<string>(3).fill('onboarding-task.done'),
    'onboarding-task.not-applicable',
    'onboarding.finished',
  ]);
  // What does not block stays with its owner after the end.
  const review = taskNamed(await tasksOf(await api.as('consulting.manager')), /probation/);
  expect(
    (await settle(await api.as('consulting.manager'), review.id, { outcome: 'done' })).status,
  ).toBe(200);
});

test('a task is settled once, by its owner only, with the document or the reason it wants', async () => {
  const { id } = await startFor(hr, idOf('sales.rep2'), {
    ...{ purpose: 'offboarding', dayZero: '2026-06-01' },
  });
  await advance(api.deps, id, Date.parse('2026-05-26T12:00:00Z'));
  const rep = await api.as('sales.rep2');
  const notes = taskNamed(await tasksOf(rep), /successor/);
  const refused: [Persona, object, number][] = [
    ['admin', { outcome: 'done', document: 'x' }, 403],
    ['hr', { outcome: 'done', document: 'x' }, 403],
    ['sales.manager', { outcome: 'done', document: 'x' }, 403],
    ['finance', { outcome: 'done', document: 'x' }, 404],
    ['consultant', { outcome: 'done', document: 'x' }, 404],
    ['sales.rep2', { outcome: 'done' }, 422],
    ['sales.rep2', { outcome: 'done', document: ' ' }, 422],
    ['sales.rep2', { outcome: 'not-applicable' }, 422],
    ['sales.rep2', { outcome: 'not-applicable', reason: ' ' }, 422],
    ['sales.rep2', { outcome: 'open' }, 422],
  ];
  for (const [persona, body, status] of refused) {
    const answer = await settle(await api.as(persona), notes.id, body);
    expect([persona, body, answer.status]).toEqual([persona, body, status]);
  }
  const later = taskNamed((await detailOf(hr, id)).checklist, /final pay/);
  expect(await settle(hr, later.id, { outcome: 'done' })).toMatchObject({ status: 409 });
  const both = await Promise.all([
    settle(rep, notes.id, { outcome: 'done', document: 'The vault' }),
    settle(rep, notes.id, { outcome: 'not-applicable', reason: 'Paid in kind' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { owner, ...past } = { owner: idOf('sales.rep'), id: notes.id };
  await expect(
    api.db.query('UPDATE onboarding_task SET owner_id = $2 WHERE id = $1', [past.id, owner]),
  ).rejects.toThrow(/stays as it is/);
  await expect(
    api.db.query('DELETE FROM onboarding_task WHERE id = $1', [past.id]),
  ).rejects.toThrow(/kept/);
});

test('each sees what is theirs, of everybody else nothing', async () => {
  const { id } = await startFor(hr, idOf('sales.rep'), { dayZero: '2026-06-01' });
  await advance(api.deps, id, Date.parse('2026-06-01T12:00:00Z'));
  const seen: Persona[] = [];
  for (const persona of PERSONAS) {
    const client = await api.as(persona);
    const { status } = await client.get(`/onboardings/${id}`);
    const listed = (await client.get('/onboardings?limit=200')).body as Page<OnboardingWire>;
    const isListed = listed.items.some((one) => one.id === id);
    expect([persona, status]).toEqual([persona, isListed ? 200 : 404]);
    if (isListed) seen.push(persona);
  }
  expect(seen).toEqual(['admin', 'hr', 'sales.head', 'sales.manager', 'sales.rep']);
  for (const persona of PERSONAS.filter((one) => !['hr', 'admin'].includes(one))) {
    const client = await api.as(persona);
    const body = { personId: idOf('sales.head') };
    expect((await client.post('/onboardings', body)).status).toBe(403);
    expect((await client.post(`/onboardings/${id}/cancel`, { reason: 'x' })).status).toBe(403);
  }
  const page = (await hr.get('/onboardings?limit=1')).body as Page<OnboardingWire>;
  expect(page.items).toHaveLength(1);
  const next = await hr.get(`/onboardings?limit=1&cursor=${page.nextCursor}`);
  expect((next.body as Page<OnboardingWire>).items[0]!.id).not.toBe(page.items[0]!.id);
  expect((await hr.get('/onboardings?cursor=nonsense')).status).toBe(422);
});

test('what cannot be started is refused with where, and one runs at a time', async () => {
  const start = (body: object) => hr.post('/onboardings', body);
  expect((await start({ personId: randomUUID() })).status).toBe(404);
  expect(await start({ personId: idOf('finance'), purpose: 'offboarding' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'dayZero' }] },
  });
  expect(await start({ personId: idOf('finance'), templateId: randomUUID() })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'templateId' }] },
  });
  for (const dayZero of ['25th Feb', '1900-01-01', '2199-12-31'])
    expect(await start({ personId: idOf('finance'), dayZero })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'dayZero' }] },
    });
  const [one, two] = await Promise.all([
    start({ personId: idOf('finance') }),
    start({ personId: idOf('finance') }),
  ]);
  expect([one.status, two.status].sort()).toEqual([201, 409]);
  const manager = await startFor(hr, idOf('sales.head'));
  expect(manager.template).toBe('Joining as a manager');
  const { id } = manager;
  expect(await hr.post(`/onboardings/${id}/cancel`, { reason: 'Will not come' })).toMatchObject({
    body: { status: 'cancelled', ended: { by: { id: idOf('hr') }, reason: 'Will not come' } },
  });
  expect((await hr.post(`/onboardings/${id}/cancel`, { reason: 'x' })).status).toBe(409);
  await advance(api.deps, id);
  expect((await detailOf(hr, id)).tasks.open).toBe(0);
});

test('who is reminded too often is told to HR; each round goes out once', async () => {
  const { id } = await startFor(hr, idOf('consultant'), { dayZero: '2026-06-01' });
  await advance(api.deps, id, Date.parse('2026-06-01T12:00:00Z'));
  await api.db.query(
    `UPDATE onboarding_task SET opened_at = '2026-06-01T03:00:00Z' WHERE onboarding_id = $1 AND opened_at IS NOT NULL`,
    [id],
  );
  for (const at of ['06-02', '06-03', '06-03', '06-08', '06-15', '06-16', '07-01']) {
    await advance(api.deps, id, Date.parse(`2026-${at}T03:00:00Z`));
  }
  const occasions = (await mailsOf('consultant')).map(({ props }) => props.occasion);
  expect(occasions.filter((occasion) => occasion === 'reminder').length).toBeGreaterThanOrEqual(3);
  const own = await bellOf(await api.as('consultant'), /reminder/);
  const first = own.filter(({ body }) => body.includes('code of conduct'));
  expect(first).toHaveLength(3);
  expect(first[0]!.title).toBe('2 tasks still open for your start');
  expect((await bellOf(hr, /overdue/)).map(({ body }) => body)).toContain('Take the tour of NETRA');
});
