import { effects } from '../../approvals/effects';
import { projectGoLiveEffects } from '../../approvals/project-go-live/effects';
import type { GoLiveDetails } from '../../approvals/project-go-live/definition';
import { addDays } from '../../domain/dates/calendar';
import type { ProjectWatchWire, WatchDraft } from '../../domain/wire/go-live-watch';
import { lostRuns, runsOfClosed } from '../../modules/approvals/drift';
import { keepWatch } from '../../modules/approvals/use-cases/keep-watch';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { startProject } from '../support/projects';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

interface Live {
  projectId: string;
  approvalId: string;
}

/** A project whose go-live was approved, to be live from today, or from `inDays`. */
async function goLive(inDays = 0): Promise<Live> {
  const projectId = await startProject(api);
  const asking = { plannedOn: addDays(today(), inDays), notes: 'Billing first' };
  const answer = await (await api.as('consultant')).post(`/projects/${projectId}/go-lives`, asking);
  const { id, approvalId } = answer.body as { id: string; approvalId: string };
  await api.db.transaction((tx) =>
    projectGoLiveEffects.close(tx, {
      ...{ approvalId, subjectId: id, requesterId: api.company.people.consultant, version: 1 },
      ...{ details: undefined as unknown as GoLiveDetails, outcome: 'approved' },
    }),
  );
  await api.db.query(
    `UPDATE approval_request SET status = 'approved', is_watched = true, closed_at = now() - interval '1 hour',
       submitted_at = now() - interval '1 hour' WHERE id = $1`,
    [approvalId],
  );
  return { projectId, approvalId };
}

/** What the run does when it looks at an instant; it answers when it looks again. */
async function look({ approvalId }: Live, at = new Date()): Promise<number | null> {
  const deps = { ...api.deps.approvals, effects, clock: { now: () => at } };
  return (await keepWatch(deps, { requestId: approvalId })).nextAt;
}

/** The next look is looked at. */
async function lookNext(live: Live, nextAt: number | null): Promise<number | null> {
  expect(nextAt).not.toBeNull();
  return look(live, new Date(nextAt!));
}

const read = async (projectId: string, persona: Persona = 'consulting.manager') =>
  (await (await api.as(persona)).get(`/projects/${projectId}/watch`)).body as ProjectWatchWire;
const say = async (
  { projectId }: Live,
  over: Partial<WatchDraft> = {},
  persona: Persona = 'consulting.manager',
) =>
  (await api.as(persona)).post(`/projects/${projectId}/watch/reports`, {
    ...{ state: 'good', openIncidents: 0, decision: 'keep', ...over },
  });
const told = ({ approvalId }: Live) =>
  api.db.query<{ type: string; to: string }>(
    `SELECT n.type, split_part(e.email::text, '@', 1) AS to FROM notification n JOIN employee e ON e.id = n.user_id
     WHERE n.approval_id = $1 AND n.type LIKE 'go-live-%' ORDER BY n.created_at, n.type, e.email`,
    [approvalId],
  );
const mailed = ({ approvalId }: Live) =>
  api.db.query<{ occasion: string; to: string }>(
    `SELECT props ->> 'occasion' AS occasion, split_part(to_address, '@', 1) AS to FROM mail
     WHERE approval_id = $1 AND template = 'go-live-watch' ORDER BY created_at, message_id`,
    [approvalId],
  );
const statusOf = async ({ projectId }: Live) =>
  (await (await api.as('consultant')).get(`/projects/${projectId}`)).body;

test('the manager is asked on the day of a check-in, reminded the working day after, and then the head is told; each once', async () => {
  const live = await goLive();
  const asks = await look(live);
  const { items } = await read(live.projectId);
  expect(items[0]!.checkIns.map(({ workingDay }) => workingDay)).toEqual([1, 3, 7, 14, 30]);
  expect(items[0]).toMatchObject({ approvalId: live.approvalId, endedHow: null, reports: [] });
  expect(await told(live)).toEqual([]);
  const reminds = await lookNext(live, asks);
  expect(await lookNext(live, asks)).toBe(reminds);
  expect(await told(live)).toEqual([{ type: 'go-live-check-in', to: 'consulting.manager' }]);
  await lookNext(live, await lookNext(live, reminds));
  expect((await mailed(live)).slice(0, 2)).toEqual([
    { occasion: 'ask', to: 'consulting.manager' },
    { occasion: 'remind', to: 'consulting.manager' },
  ]);
  expect(await told(live)).toContainEqual({ type: 'go-live-unanswered', to: 'consulting.head' });
  const [first] = (await read(live.projectId)).items[0]!.checkIns;
  expect([first!.askedAt, first!.remindedAt, first!.toldAt]).not.toContain(null);
});

test('a check-in that was given is not reminded of; the watch is through with the last', async () => {
  const live = await goLive();
  let next = await look(live);
  for (const workingDay of [1, 3, 7, 14, 30]) {
    next = await lookNext(live, next);
    const said = await say(live, { state: 'watch', openIncidents: 2, note: 'Slow in the evening' });
    expect(said.status).toBe(201);
    const [watch] = (said.body as ProjectWatchWire).items;
    expect(watch!.reports[0]).toMatchObject({ workingDay, state: 'watch', openIncidents: 2 });
    next = await look(live, new Date(next!));
  }
  expect(next).toBeNull();
  const kinds = (await told(live)).map(({ type }) => type);
  expect(kinds).toEqual(Array(5).fill('go-live-check-in'));
  const { items, mayReport } = await read(live.projectId);
  expect(items[0]).toMatchObject({ endedHow: 'through' });
  expect(mayReport).toBe(false);
  expect((await say(live)).status).toBe(409);
  expect(await statusOf(live)).toMatchObject({ status: 'live' });
});

test('going back between two check-ins ends the watch, the project is not live, and it can be asked for again', async () => {
  const live = await goLive();
  await look(live);
  const said = await say(live, {
    state: 'trouble',
    decision: 'roll-back',
    note: 'Orders are lost',
  });
  expect(said.status).toBe(201);
  const [watch] = (said.body as ProjectWatchWire).items;
  expect(watch).toMatchObject({ endedHow: 'rolled-back' });
  expect(watch!.reports).toEqual([
    expect.objectContaining({ workingDay: null, decision: 'roll-back', note: 'Orders are lost' }),
  ]);
  expect(await statusOf(live)).toMatchObject({ status: 'active', liveOn: null });
  const heard = await told(live);
  expect(heard.map(({ to }) => to).sort()).toEqual(['consultant', 'consulting.head']);
  expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(['go-live-rolled-back']));
  expect(await mailed(live)).toHaveLength(2);
  expect(await look(live)).toBeNull();
  const asking = { plannedOn: addDays(today(), 3), notes: 'Once more' };
  const path = `/projects/${live.projectId}/go-lives`;
  expect((await (await api.as('consultant')).post(path, asking)).status).toBe(201);
});

test('what is wrong is to be said, a day that has not come is refused, and nothing of it is kept', async () => {
  const live = await goLive(5);
  await look(live);
  const unsaid = await say(live, { state: 'trouble' });
  expect(unsaid.status).toBe(422);
  expect(unsaid.body).toMatchObject({ errors: [{ path: 'note' }] });
  expect((await say(live, { openIncidents: -1 })).body).toMatchObject({
    errors: [{ path: 'openIncidents' }],
  });
  expect((await say(live)).body).toMatchObject({ code: 'conflict' });
  expect((await read(live.projectId)).items[0]!.reports).toEqual([]);
});

test('members read it, only its manager, the head and admins say something, and sales finds nothing', async () => {
  const live = await goLive();
  await look(live);
  expect(await read(live.projectId, 'consultant')).toMatchObject({ mayReport: false });
  expect((await say(live, {}, 'consultant')).status).toBe(403);
  expect((await say(live, {}, 'sales.head')).status).toBe(404);
  expect((await say(live, {}, 'consulting.head')).status).toBe(201);
});

test('one that is never given lapses a week after its day, with the head told', async () => {
  const live = await goLive();
  let next = await look(live);
  for (let looks = 0; next !== null && looks < 40; looks += 1) next = await lookNext(live, next);
  expect(next).toBeNull();
  expect((await read(live.projectId)).items[0]).toMatchObject({ endedHow: 'lapsed' });
  const count = (type: string, rows: { type: string }[]) =>
    rows.filter((row) => row.type === type).length;
  const rows = await told(live);
  expect(count('go-live-check-in', rows)).toBe(5);
  expect(count('go-live-unanswered', rows)).toBe(5);
});

test('a watched request is no run of a closed one to be ended, and one without a run is started again', async () => {
  const live = await goLive();
  const id = `approval/project-go-live/${live.approvalId}`;
  expect(await runsOfClosed(api.db, new Set([id]))).toEqual([]);
  expect(await lostRuns(api.db, new Set([id]))).not.toContainEqual(
    expect.objectContaining({ id: live.approvalId }),
  );
  expect(await lostRuns(api.db, new Set())).toContainEqual(
    expect.objectContaining({ id: live.approvalId }),
  );
  await look(live);
  await say(live, { state: 'trouble', decision: 'roll-back', note: 'Orders are lost' });
  await look(live);
  expect(await lostRuns(api.db, new Set())).not.toContainEqual(
    expect.objectContaining({ id: live.approvalId }),
  );
  expect(await runsOfClosed(api.db, new Set([id]))).toHaveLength(1);
});

test('what was said stays as it was said', async () => {
  const live = await goLive();
  await look(live);
  await say(live);
  await expect(api.db.query(`UPDATE go_live_report SET state = 'trouble'`)).rejects.toThrow();
  await expect(api.db.query('DELETE FROM go_live_report')).rejects.toThrow();
});
