import type { Page } from '../../domain/wire/common';
import type { OnboardingDetail, OnboardingTaskWire } from '../../domain/wire/onboarding';
import type { NotificationWire } from '../../domain/wire/notifications';
import { passOnTasks } from '../../modules/onboarding/use-cases/pass-on-tasks';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { advance, startFor } from '../support/onboarding';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  hr = await api.as('hr');
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

test('the task of somebody who has left goes to whoever holds the role now, and says so', async () => {
  const second = await api.db.query<{ id: string }>(
    `INSERT INTO employee (email, name, password_hash, roles, joined_on)
     SELECT 'second.hr@netra.example', 'Second in HR', password_hash, '{employee,hr}', '2024-01-01' FROM employee LIMIT 1 RETURNING id`,
  );
  const { id } = await startFor(hr, idOf('consulting.manager'), { dayZero: '2026-06-01' });
  await advance(api.deps, id, Date.parse('2026-06-01T12:00:00Z'));
  const contract = () => detailOf(admin, id).then((now) => taskNamed(now.checklist, /contract/));
  const admin = await api.as('admin');
  expect((await contract()).owner?.id).toBe(idOf('hr'));
  expect(await passOnTasks(api.deps)).toBe(0);

  await admin.post(`/people/${idOf('hr')}/deactivate`);
  expect(await passOnTasks(api.deps)).toBeGreaterThan(0);
  expect(await passOnTasks(api.deps)).toBe(0);
  expect(await contract()).toMatchObject({
    owner: { id: second[0]!.id },
    takenOverFrom: { id: idOf('hr') },
  });
  const [bell] = await api.db.query<{ title: string }>(
    `SELECT title FROM notification WHERE user_id = $1 AND type = 'onboarding-taken-over' AND title LIKE '%consulting.manager%'`,
    [second[0]!.id],
  );
  expect(bell?.title).toMatch(/taken over from hr$/);

  // Nobody is left in HR: it waits without an owner, and the admins hear of it.
  await admin.post(`/people/${second[0]!.id}/deactivate`);
  await passOnTasks(api.deps);
  expect(await contract()).toMatchObject({ owner: null, status: 'open' });
  expect((await bellOf(admin, /nobody/)).map(({ body }) => body)).toContain(
    'File the signed contract',
  );
  await admin.post(`/people/${idOf('hr')}/activate`);
  await passOnTasks(api.deps);
  expect(await contract()).toMatchObject({ owner: { id: idOf('hr') } });
});

test('somebody who leaves gets the closing tasks, and holds nothing up for themselves', async () => {
  const keeper = await api.signIn('hr');
  const { id, checklist } = await startFor(keeper, idOf('sales.manager'), {
    ...{ purpose: 'offboarding', dayZero: '2026-06-30' },
  });
  expect(checklist.map(({ title }) => title)).toContain(
    'Hand over the accounts, then deactivate the person',
  );
  await advance(api.deps, id, Date.parse('2026-06-30T12:00:00Z'));
  const admin = await api.as('admin');
  await admin.post(`/people/${idOf('sales.manager')}/deactivate`);
  await passOnTasks(api.deps);
  const handover = taskNamed((await detailOf(keeper, id)).checklist, /successor/);
  expect(handover).toMatchObject({
    owner: { id: idOf('sales.head') },
    takenOverFrom: { id: idOf('sales.manager') },
  });
});
