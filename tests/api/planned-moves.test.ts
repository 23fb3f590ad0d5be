import { reconcileActivities } from '../../activities/reconcile';
import { dateIn } from '../../domain/dates/today';
import { applyDueMoves } from '../../modules/planned-moves/use-cases/apply-due-moves';
import type { PlannedMove } from '../../domain/wire/planned-moves';
import { startTestApi, type TestApi } from '../support/api';
import { byHand, type ByHand } from '../support/by-hand';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
let hand: ByHand;

beforeEach(async () => {
  api = await startTestApi();
  hand = byHand(api);
});
afterEach(() => api.stop());

const id = (persona: Persona) => api.company.people[persona];
const apply = () => applyDueMoves(hand.deps);

async function plan(
  by: Persona,
  persona: Persona,
  effectiveOn: string,
  changes: object,
): Promise<{ status: number; body: PlannedMove }> {
  const client = await api.signIn(by);
  return client.post(`/people/${id(persona)}/moves`, { effectiveOn, changes });
}

const person = async (persona: Persona) =>
  (await (await api.signIn('admin')).get(`/people/${id(persona)}`)).body as {
    manager: { name: string } | null;
    department: { name: string } | null;
    grade: string | null;
  };

test('a move takes place on its day where the person is, once, however often and by however many it is looked for', async () => {
  const { body, status } = await plan('hr', 'sales.rep', '2030-02-01', {
    ...{ managerId: id('consulting.manager'), departmentId: api.company.departments.Consulting },
    grade: 'E4',
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    state: 'planned',
    changes: { manager: { name: 'consulting.manager' }, department: { name: 'Consulting' } },
  });
  // In Kolkata it is the first of February from 18:30 UTC of the day before.
  hand.at('2030-01-31T18:29:00Z');
  expect(await apply()).toBe(0);
  expect(await person('sales.rep')).toMatchObject({ manager: { name: 'sales.manager' } });
  hand.now();
  const requestId = await hand.leaveOf('sales.rep');
  hand.at('2030-01-31T18:31:00Z');
  const rounds = await Promise.all([apply(), apply(), apply()]);
  expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await apply()).toBe(0);
  expect(await person('sales.rep')).toMatchObject({
    ...{ manager: { name: 'consulting.manager' }, department: { name: 'Consulting' }, grade: 'E4' },
  });
  // Tasks follow, by the note that every change of people leaves.
  const noted = await api.db.query('SELECT FROM people_change WHERE person_id = $1', [
    id('sales.rep'),
  ]);
  expect(noted).toHaveLength(1);
  expect(await hand.tasksOf(requestId)).toEqual(['sales.manager open']);

  const admin = await api.signIn('admin');
  const audit = await admin.get(`/admin/audit?subjectId=${id('sales.rep')}`);
  const actions = (audit.body as { items: { action: string; actor: unknown }[] }).items;
  expect(actions.map(({ action }) => action).filter((action) => /^move/.test(action))).toEqual([
    'move.applied',
    'move.planned',
  ]);
  expect((await admin.get('/planned-moves')).body).toMatchObject({ items: [] });
});

test('who moves to another place lives by its clock from that day on, and by that of the first place when they come back', async () => {
  const admin = await api.signIn('admin');
  const [calendar] = await api.db.query<{ id: string }>('SELECT id FROM work_calendar LIMIT 1');
  const wanted = { name: 'Auckland', zone: 'Pacific/Auckland', calendarId: calendar?.id };
  const place = (await admin.post('/locations', wanted)).body as { id: string };
  const zone = async () =>
    ((await admin.get(`/people/${id('consultant2')}`)).body as { zone: string }).zone;
  await plan('admin', 'consultant2', '2030-02-01', { locationId: place.id });
  hand.at('2030-01-31T19:00:00Z');
  expect([await apply(), await zone()]).toEqual([1, 'Pacific/Auckland']);
  hand.now();
  await plan('admin', 'consultant2', '2030-03-01', { locationId: null });
  hand.at('2030-02-28T11:01:00Z');
  expect([await apply(), await zone()]).toEqual([1, 'Asia/Kolkata']);
});

test('a move is listed, and cancelled until its day', async () => {
  const { body } = await plan('hr', 'consultant', '2030-02-01', { grade: 'E3' });
  const hr = await api.signIn('hr');
  expect((await hr.get('/planned-moves')).body).toMatchObject({
    items: [{ id: body.id, person: { name: 'consultant' }, changes: { grade: 'E3' } }],
  });
  const path = `/people/${id('consultant')}/moves/${body.id}/cancel`;
  expect(await hr.post(path)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  expect(await hr.post(path)).toMatchObject({
    status: 409,
    body: { detail: 'This planned change is over: it was cancelled.' },
  });
  hand.at('2030-03-01T12:00:00Z');
  expect(await apply()).toBe(0);
  expect((await hr.get(`/people/${id('consultant')}/moves`)).body).toMatchObject({
    items: [{ state: 'cancelled' }],
  });
  await expect(
    api.db.query('UPDATE planned_move SET outcome = NULL, closed_at = NULL, closed_by = NULL'),
  ).rejects.toThrow('closed, never changed');
});

test('what cannot be any more is refused on its day, and whoever planned it hears why', async () => {
  await plan('hr', 'sales.head', '2030-02-01', { managerId: id('consultant') });
  await plan('hr', 'sales.rep', '2030-02-01', { managerId: id('consulting.manager') });
  // Meanwhile the consultant has come to report to the head of sales, and the manager has left.
  await api.db.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [
    ...[id('consultant'), id('sales.head')],
  ]);
  await api.db.query('UPDATE employee SET active = false WHERE id = $1', [
    id('consulting.manager'),
  ]);
  hand.at('2030-02-02T12:00:00Z');
  expect(await apply()).toBe(2);
  const hr = await api.signIn('hr');
  const moves = ((await hr.get('/planned-moves')).body as { items: PlannedMove[] }).items;
  expect(moves.map(({ state, refusal }) => `${state}: ${refusal}`).sort()).toEqual([
    'refused: The reporting line would close on itself.',
    'refused: There is no such active person.',
  ]);
  const bell = (await hr.get('/notifications')).body as { items: { title: string }[] };
  expect(bell.items.map(({ title }) => title).sort()).toEqual([
    'A planned change of sales.head could not be made',
    'A planned change of sales.rep could not be made',
  ]);
  expect(await person('sales.rep')).toMatchObject({ manager: { name: 'sales.manager' } });
});

test('refuses what is not to come, what does not exist, two for one day, and HR who would see more', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  const refused = async (date: string, changes: object) => {
    const { status, body } = await plan('hr', 'consultant', date, changes);
    return [status, (body as never as { errors: { path: string }[] }).errors?.map((e) => e.path)];
  };
  expect(await refused(dateIn('Asia/Kolkata', new Date()), { grade: 'E1' })).toEqual([
    422,
    ['effectiveOn'],
  ]);
  expect(await refused('25th Feb', { grade: 'E1' })).toEqual([422, ['effectiveOn']]);
  expect(await refused('2030-02-01', {})).toEqual([422, ['changes']]);
  expect(await refused('2030-02-01', { managerId: nobody, locationId: nobody })).toEqual([
    ...[422, ['changes.managerId', 'changes.locationId']],
  ]);
  expect(await refused('2030-02-01', { managerId: id('hr') })).toEqual([
    422,
    ['changes.managerId'],
  ]);
  expect(
    await refused('2030-02-01', { departmentId: api.company.departments['Human Resources'] }),
  ).toEqual([422, ['changes.departmentId']]);
  expect((await plan('hr', 'consultant', '2030-02-01', { grade: 'E1' })).status).toBe(201);
  expect((await plan('admin', 'consultant', '2030-02-01', { grade: 'E2' })).status).toBe(409);
});

test('refuses what is so on that day anyway, by what is planned before it', async () => {
  const has = { managerId: id('consulting.manager'), grade: null };
  const idle = await plan('hr', 'consultant', '2030-02-01', has);
  expect([idle.status, idle.body]).toMatchObject([
    422,
    { errors: [{ path: 'changes.managerId' }, { path: 'changes.grade' }] },
  ]);
  const grade = async (on: string, wanted: string | null) =>
    (await plan('hr', 'consultant', on, { grade: wanted })).status;
  expect(await grade('2030-02-01', 'E2')).toBe(201);
  expect(await grade('2030-03-01', 'E2')).toBe(422);
  expect(await grade('2030-01-01', null)).toBe(422);
  expect(await grade('2030-03-01', null)).toBe(201);
  // One of two is news.
  expect((await plan('hr', 'consultant', '2030-04-01', { ...has, grade: 'E5' })).status).toBe(201);
});

test('the reconcile schedule carries due moves out', async () => {
  await plan('hr', 'consultant', '2030-02-01', { grade: 'E7' });
  hand.at('2030-02-01T12:00:00Z');
  const temporal = { openApprovalIds: () => Promise.resolve(new Set<string>()) };
  await reconcileActivities(hand.deps, {
    temporal: temporal as never,
    config: { ADVANCE_SETTLE_DAYS: 60 },
  }).reconcileApprovals();
  expect(await person('consultant')).toMatchObject({ grade: 'E7' });
});
