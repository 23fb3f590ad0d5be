import { randomUUID } from 'node:crypto';
import type { NotificationGroup, NotificationList } from '../../domain/wire/notifications';
import { bellState } from '../../modules/notifications/queries';
import {
  archiveRows,
  markUnread,
  snoozeRows,
  unarchiveRows,
} from '../../modules/notifications/use-cases/change-rows';
import { markRead } from '../../modules/notifications/use-cases/mark-read';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { openBellPage } from '../support/bell-page';
import { hire, startNode, type RealtimeNode } from '../support/realtime-node';
import { until } from '../support/socket-client';

jest.setTimeout(120_000);

let api: TestApi;
let nodes: RealtimeNode[];
let rep: TestClient;
let me: string;

beforeAll(async () => {
  api = await startTestApi();
  const { DATABASE_URL: databaseUrl } = api.deps.config;
  nodes = await Promise.all([startNode({ databaseUrl }), startNode({ databaseUrl })]);
  rep = await api.as('sales.rep');
  me = api.company.people['sales.rep'];
});
beforeEach(async () => {
  await api.db.query(
    'UPDATE notification SET archived_at = now(), read_at = now() WHERE user_id = $1',
    [me],
  );
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await api.stop();
});

function ring(link: string, type = 'comment', userId = me): Promise<void> {
  const draft = { userId, type, title: `About ${link}`, link, dedupeKey: randomUUID() };
  return api.db.transaction((tx) => notifyPeople(api.deps, tx, [draft]));
}
const post = async (action: string, body: unknown) => {
  const answer = await rep.post(`/notifications/${action}`, body);
  expect(answer.status).toBe(200);
  return answer.body as { unread: number };
};
const groups = async (filter = 'inbox', more = '') =>
  (
    (await rep.get(`/notification-groups?filter=${filter}${more}`)).body as {
      items: NotificationGroup[];
      nextCursor: string | null;
    }
  ).items;
const rows = async (query: string) =>
  ((await rep.get(`/notifications?${query}`)).body as NotificationList).items;
const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString();

test('rows about the same thing are one, with how many there are, and open into themselves', async () => {
  for (const link of ['/a', '/b', '/a', '/a']) await ring(link);
  const found = await groups();
  expect(found.map(({ group, count, unread }) => [group, count, unread])).toEqual([
    ['/a', 3, 3],
    ['/b', 1, 1],
  ]);
  expect(found[0]!.newest.seq).toBeGreaterThan(found[1]!.newest.seq);
  expect(await rows('group=/a&filter=inbox')).toHaveLength(3);
  const [first] = await groups('inbox', '&limit=1');
  const second = await groups('inbox', `&limit=1&cursor=before-${first!.newest.seq}`);
  expect([first!.group, second[0]!.group]).toEqual(['/a', '/b']);
});

test('a group is read, archived and taken back as a whole, up to what was seen of it', async () => {
  for (const link of ['/g', '/h', '/g']) await ring(link);
  const [{ newest }] = (await groups()) as [NotificationGroup];
  await ring('/g');
  const whole = { group: '/g', upTo: newest.seq };
  expect(await post('read', whole)).toMatchObject({ unread: 2 });
  expect(await post('archive', whole)).toMatchObject({ unread: 2 });
  expect((await groups()).map(({ group, count }) => [group, count])).toEqual([
    ['/g', 1],
    ['/h', 1],
  ]);
  expect(await post('unarchive', whole)).toMatchObject({ unread: 2 });
  expect((await groups())[0]).toMatchObject({ group: '/g', count: 3, unread: 1 });
});

test('archived is out of sight and not counted; taking it back finds it as it was', async () => {
  await ring('/a');
  const [row] = await rows('limit=1');
  expect(await post('archive', { ids: [row!.id] })).toMatchObject({ unread: 0 });
  expect(await groups()).toEqual([]);
  expect((await groups('archived'))[0]).toMatchObject({ group: '/a' });
  expect(await post('unarchive', { ids: [row!.id] })).toMatchObject({ unread: 1 });
  expect((await rows('limit=1'))[0]).toMatchObject({ readAt: null, archivedAt: null });
});

test('filters show what they say', async () => {
  await ring('/a', 'mention');
  await ring('/b', 'comment');
  await post('read', { ids: [(await rows('limit=1'))[0]!.id] });
  await ring('/c');
  await post('snooze', { ids: [(await rows('limit=1'))[0]!.id], until: inFuture(60_000) });
  const shown = async (filter: string) => (await groups(filter)).map(({ group }) => group);
  expect(await shown('inbox')).toEqual(['/b', '/a']);
  expect(await shown('unread')).toEqual(['/a']);
  expect(await shown('mentions')).toEqual(['/a']);
  expect(await shown('approvals')).toEqual([]);
  expect(await shown('snoozed')).toEqual(['/c']);
});

test('a snoozed row comes back by itself, as unread, on every node, and nobody asks for it', async () => {
  await ring('/a');
  const [row] = await rows('limit=1');
  await post('read', { ids: [row!.id] });
  const pages = await Promise.all(nodes.map((node) => openBellPage(node, me)));
  await until(() => pages.every((page) => page.bells.length > 0));
  const wakesAt = Date.now() + 2_000;
  await post('snooze', { ids: [row!.id], until: new Date(wakesAt).toISOString() });
  expect((await bellState(api.db, me)).unread).toBe(0);
  expect(await groups()).toEqual([]);
  const woken = (page: (typeof pages)[number]) => page.bells.flatMap((bell) => bell.woken);
  await until(() => pages.every((page) => woken(page).length > 0));
  expect(Date.now()).toBeGreaterThanOrEqual(wakesAt - 50);
  for (const page of pages) {
    expect(woken(page).map(({ id, readAt }) => [id, readAt])).toEqual([[row!.id, null]]);
    expect(page.unread()).toBe(1);
    page.client.close();
  }
  expect((await groups())[0]).toMatchObject({ group: '/a', unread: 1 });
});

test('bringing it back at once, and times that are none', async () => {
  await ring('/a');
  const ids = [(await rows('limit=1'))[0]!.id];
  expect(await post('snooze', { ids, until: inFuture(60_000) })).toMatchObject({ unread: 0 });
  expect(await post('snooze', { ids, until: null })).toMatchObject({ unread: 1 });
  for (const until of [inFuture(-1_000), inFuture(400 * 86_400_000), 'tomorrow']) {
    expect((await rep.post('/notifications/snooze', { ids, until })).status).toBe(422);
  }
});

test('"mark all read" leaves what is snoozed as it is', async () => {
  await ring('/a');
  await post('snooze', { ids: [(await rows('limit=1'))[0]!.id], until: inFuture(60_000) });
  await ring('/b');
  const { seq } = (await rows('limit=1'))[0]!;
  expect(await post('read', { upTo: seq })).toMatchObject({ unread: 0 });
  expect((await groups('snoozed'))[0]!.newest.readAt).toBeNull();
});

test('nobody touches the rows of others', async () => {
  const other = api.company.people['sales.manager'];
  await ring('/theirs', 'comment', other);
  const [theirs] = await api.db.query<{ id: string }>(
    'SELECT id FROM notification WHERE user_id = $1 ORDER BY seq DESC LIMIT 1',
    [other],
  );
  const ids = [theirs!.id];
  for (const action of ['read', 'archive']) await post(action, { ids });
  await post('snooze', { ids, until: inFuture(60_000) });
  await post('archive', { group: '/theirs', upTo: 1000 });
  const [after] = await api.db.query(
    'SELECT read_at, archived_at, snoozed_until FROM notification WHERE id = $1',
    [theirs!.id],
  );
  expect(after).toEqual({ read_at: null, archived_at: null, snoozed_until: null });
});

test('after 1,000 steps on two nodes, with hints lost, every page counts what a recount finds', async () => {
  const person = await hire(api.db);
  const pages = await Promise.all([...nodes, ...nodes].map((node) => openBellPage(node, person)));
  const seed = Date.now() % 100_000;
  const random = randomOf(seed);
  const silent = {
    publish: () => undefined,
    subscribe: () => () => undefined,
    close: async () => {},
  };
  let snoozed = 0;
  for (let step = 0; step < 1_000; step++) {
    // Every tenth step's hint is lost: the sweep has to find what it changed.
    const node = nodes[step % 2]!;
    const deps = { db: node.deps.db, bus: random(10) === 0 ? silent : node.bus };
    const { head } = await bellState(api.db, person);
    const one = { userId: person, ids: await idsOf(person, 1 + random(Math.max(head, 1))) };
    const steps = [
      () => ringThrough(deps, person, `/${random(5)}`),
      () => ringThrough(deps, person, `/${random(5)}`),
      () => markRead(deps, one),
      () => markRead(deps, { userId: person, upTo: random(head + 1) }),
      () => markRead(deps, { userId: person, upTo: head, group: `/${random(5)}` }),
      () => markUnread(deps, one),
      () => archiveRows(deps, one),
      () => unarchiveRows(deps, one),
      () => (snoozed++, snoozeRows(deps, { ...one, until: inFuture(200 + random(1_500)) })),
      () => snoozeRows(deps, { ...one, until: null }),
    ];
    await steps[random(steps.length)]!();
  }
  const recount = async () => {
    const [row] = await api.db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM notification WHERE user_id = $1 AND read_at IS NULL
         AND archived_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= now())`,
      [person],
    );
    return row!.count;
  };
  expect(snoozed).toBeGreaterThan(50);
  // The last snoozes end, and the sweeps pass.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  const counted = await recount();
  expect({ seed, unread: pages.map((page) => page.unread()) }).toEqual({
    seed,
    unread: pages.map(() => counted),
  });
  expect((await bellState(api.db, person)).unread).toBe(counted);
  for (const page of pages) page.client.close();
});

function ringThrough(deps: Parameters<typeof markRead>[0], userId: string, link: string) {
  const draft = { userId, type: 'comment', title: 'A step', link, dedupeKey: randomUUID() };
  return deps.db.transaction((tx) => notifyPeople(deps, tx, [draft]));
}

async function idsOf(userId: string, seq: number): Promise<string[]> {
  const found = await api.db.query<{ id: string }>(
    'SELECT id FROM notification WHERE user_id = $1 AND seq = $2',
    [userId, seq],
  );
  return found.length > 0 ? [found[0]!.id] : [randomUUID()];
}

/** Numbers below a bound, the same ones for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

test('a mention that is read in its conversation, taken back or changed waits no longer', async () => {
  const writer = await api.as('sales.rep2');
  const other = api.company.people['sales.manager'];
  const created = await writer.post('/conversations', { kind: 'group', memberIds: [me, other] });
  const path = `/conversations/${(created.body as { id: string }).id}`;
  const say = async () =>
    (await writer.post(`${path}/messages`, { clientId: randomUUID(), text: 'You', mentions: [me] }))
      .body as { id: string; seq: number };
  const waiting = async () => {
    const { unread, items } = (await rep.get('/notifications')).body as NotificationList;
    const open = items.filter(({ type, readAt }) => type === 'mention' && !readAt);
    return [unread, open.length];
  };
  const [first, second, third] = [await say(), await say(), await say()];
  expect(await waiting()).toEqual([3, 3]);
  await rep.post(`${path}/read`, { upTo: first.seq });
  expect(await waiting()).toEqual([2, 2]);
  await writer.call('DELETE', `${path}/messages/${second.id}`);
  expect(await waiting()).toEqual([1, 1]);
  await writer.patch(`${path}/messages/${third.id}`, { text: 'Others', mentions: [other] });
  expect(await waiting()).toEqual([0, 0]);
});
