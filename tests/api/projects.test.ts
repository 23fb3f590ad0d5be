import { projectGoLiveEffects } from '../../approvals/project-go-live/effects';
import type { GoLiveDetails } from '../../approvals/project-go-live/definition';
import { addDays } from '../../domain/dates/calendar';
import { DEFAULT_CHECKLIST } from '../../domain/projects/go-live-checklist';
import { projectManagerOf } from '../../modules/projects/queries';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { startProject } from '../support/projects';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

const ask = async (persona: Persona, projectId: string, change: object = {}): Promise<TestAnswer> =>
  (await api.as(persona)).post(`/projects/${projectId}/go-lives`, {
    plannedOn: addDays(today(), 7),
    notes: 'Billing first',
    ...change,
  });

const close = (body: { id: string; approvalId: string }, outcome: 'approved' | 'rejected') =>
  api.db.transaction((tx) =>
    projectGoLiveEffects.close(tx, {
      approvalId: body.approvalId,
      subjectId: body.id,
      requesterId: api.company.people.consultant,
      details: undefined as unknown as GoLiveDetails,
      version: 1,
      outcome,
    }),
  );

test('the manager of a project is known by its id', async () => {
  expect(await projectManagerOf(api.db, await startProject(api))).toBe(
    api.company.people['consulting.manager'],
  );
  expect(await projectManagerOf(api.db, api.company.people.consultant)).toBeNull();
});

test('is asked for with the usual list, and shown with its approval', async () => {
  const id = await startProject(api);
  const answer = await ask('consultant', id);
  expect(answer.status).toBe(201);
  const body = answer.body as { id: string; approvalId: string };
  expect(body).toMatchObject({ status: 'pending' });
  const shown = await (await api.as('consultant')).get(`/projects/${id}`);
  expect(shown.body).toMatchObject({
    status: 'active',
    members: [{ id: api.company.people.consultant }],
    goLives: [{ id: body.id, approvalId: body.approvalId, checklist: DEFAULT_CHECKLIST }],
  });
});

test('keeps the list that is brought along', async () => {
  const id = await startProject(api);
  const checklist = [{ label: 'Backups', done: true }];
  await ask('consultant', id, { checklist });
  const shown = await (await api.as('consultant')).get(`/projects/${id}`);
  expect(shown.body).toMatchObject({ goLives: [{ checklist }] });
});

test('of two for one project one waits, even at the same moment', async () => {
  const id = await startProject(api);
  const answers = await Promise.all([ask('consultant', id), ask('consulting.manager', id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await ask('consultant', id)).body).toMatchObject({ code: 'conflict' });
});

test('makes the project live once, and only when approved', async () => {
  const id = await startProject(api);
  const first = await ask('consultant', id);
  await close(first.body, 'rejected');
  await close(first.body, 'approved');
  const project = async () => (await (await api.as('consultant')).get(`/projects/${id}`)).body;
  expect(await project()).toMatchObject({ status: 'active', liveOn: null });
  const second = await ask('consultant', id);
  await close(second.body, 'approved');
  await close(second.body, 'rejected');
  expect(await project()).toMatchObject({ status: 'live', liveOn: addDays(today(), 7) });
  expect((await ask('consultant', id)).status).toBe(409);
});

test('refuses the past and what is no date', async () => {
  const id = await startProject(api);
  const fields = (answer: TestAnswer) =>
    (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
  expect(fields(await ask('consultant', id, { plannedOn: addDays(today(), -1) }))).toEqual([
    'plannedOn',
  ]);
  expect(fields(await ask('consultant', id, { plannedOn: 'next week' }))).toEqual(['plannedOn']);
  expect(fields(await ask('consultant', id, { checklist: [] }))).toEqual(['checklist']);
  expect((await ask('consultant', id, { plannedOn: today() })).status).toBe(201);
});

test('is there for members, manager, department head, finance and admins; for nobody else', async () => {
  const insiders: Persona[] = [
    'consultant',
    'consulting.manager',
    'consulting.head',
    'finance',
    'admin',
  ];
  const outsiders: Persona[] = ['consultant2', 'sales.rep', 'sales.head', 'sales.manager', 'hr'];
  const id = await startProject(api);
  for (const persona of outsiders) {
    const client = await api.as(persona);
    const listed = (await client.get('/projects')).body as { items: unknown[] };
    const statuses = [
      (await client.get(`/projects/${id}`)).status,
      (await ask(persona, id)).status,
    ];
    expect([persona, ...statuses, listed.items.length]).toEqual([persona, 404, 404, 0]);
  }
  for (const persona of insiders) {
    const client = await api.as(persona);
    const shown = await client.get(`/projects/${id}`);
    const asked = await ask(persona, await startProject(api));
    expect([persona, shown.status, asked.status]).toEqual([persona, 200, 201]);
  }
});

test('pages by code', async () => {
  const finance = await api.as('finance');
  const codes: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: TestAnswer = await finance.get(
      `/projects?limit=4${cursor ? `&cursor=${cursor}` : ''}`,
    );
    const body = page.body as { items: { code: string }[]; nextCursor: string | null };
    codes.push(...body.items.map(({ code }) => code));
    cursor = body.nextCursor;
  }
  const [{ count }] = (await api.db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM project',
  )) as [{ count: number }];
  expect(count).toBeGreaterThan(4);
  expect(codes).toHaveLength(count);
  expect(codes).toEqual([...new Set(codes)].sort());
});
