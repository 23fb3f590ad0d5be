import { randomUUID } from 'node:crypto';
import { markRead } from '../../modules/notifications/use-cases/mark-read';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { promised } from '../support/promised';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, until, type SocketClient } from '../support/socket-client';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let reader: RealtimeNode;
let writer: RealtimeNode;
const clients: SocketClient[] = [];
const extraNodes: RealtimeNode[] = [];

beforeAll(async () => {
  database = await startTestPostgres();
  reader = await startNode({ databaseUrl: database.url });
  writer = await startNode({ databaseUrl: database.url });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const node of extraNodes.splice(0)) await node.close();
});
afterAll(async () => {
  await Promise.all([reader.close(), writer.close()]);
  await database.drop();
});

const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i);

async function page(node: RealtimeNode, userId: string, lastSeq?: unknown): Promise<SocketClient> {
  const { token } = await signInAs(node.deps.db, userId);
  const client = await connectSocket(node.url, { token, lastSeq });
  clients.push(client);
  return client;
}

test('a row written through one node rings on another, within a fraction of a second', async () => {
  const user = await hire(writer.deps.db);
  const client = await page(reader, user);
  await writer.ring([user]);
  const committed = Date.now();
  await until(() => client.notifications.length === 1);
  const { at, payload } = client.notifications[0]!;
  expect(at - committed).toBeLessThan(promised(500));
  expect(payload).toMatchObject({ seq: 1, title: 'A test', link: '/', body: '', readAt: null });
});

test('500 rows cross nodes once and in order while the listening connections are cut', async () => {
  const users = [await hire(writer.deps.db), await hire(writer.deps.db)];
  const here = await Promise.all(users.map((user) => page(reader, user)));
  const there = await page(writer, users[0]!);
  const committed: number[] = [];
  let cuts = 0;
  for (const n of upTo(500)) {
    await writer.ring(users, `row-${n}`);
    committed[n] = Date.now();
    if (n % 50 === 25) {
      const cut = await writer.deps.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name LIKE 'netra-bus-%' AND datname = current_database()`,
      );
      cuts += cut.length;
    }
  }
  expect(cuts).toBeGreaterThanOrEqual(10);
  const all = [...here, there];
  await until(() => all.every((client) => client.notifications.length >= 500));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  for (const client of all) {
    expect(client.seqs()).toEqual(upTo(500));
    const waits = client.notifications.map(({ at, payload }) => at - committed[payload.seq]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(promised(2000));
    expect(client.disconnects).toEqual([]);
  }
});

test('a lost hint costs about a second', async () => {
  const user = await hire(writer.deps.db);
  const client = await page(reader, user);
  // Written behind the bus: nobody is told.
  const silent = { ...writer.bus, publish: () => undefined };
  await writer.deps.db.transaction((tx) =>
    notifyPeople({ bus: silent }, tx, [
      { userId: user, type: 't', title: 'Unheard', link: '/', dedupeKey: 'unheard' },
    ]),
  );
  const committed = Date.now();
  await until(() => client.notifications.length === 1);
  expect(client.notifications[0]!.at - committed).toBeLessThanOrEqual(promised(1500));
});

test('whoever comes back with a last seq gets exactly what was missed, whichever node answers', async () => {
  const user = await hire(writer.deps.db);
  const first = await page(reader, user);
  for (const n of upTo(5)) await writer.ring([user], `before-${n}`);
  await until(() => first.notifications.length === 5);
  first.close();
  for (const n of upTo(700)) await writer.ring([user], `missed-${n}`);
  const [again, elsewhere, fresh] = await Promise.all([
    page(reader, user, 5),
    page(writer, user, 5),
    page(reader, user),
  ]);
  await writer.ring([user], 'after');
  await until(() => [again, elsewhere].every((client) => client.notifications.length >= 701));
  expect(again.seqs()).toEqual(upTo(701, 6));
  expect(elsewhere.seqs()).toEqual(upTo(701, 6));
  expect(fresh.seqs()).toEqual([706]);
});

test.each([['-3'], [-3], [1.5], [{}], [null], [Number.MAX_SAFE_INTEGER]])(
  'a senseless last seq (%p) starts at the newest row',
  async (lastSeq) => {
    const user = await hire(writer.deps.db);
    await writer.ring([user]);
    const client = await page(reader, user, lastSeq);
    await writer.ring([user]);
    await until(() => client.notifications.length === 1);
    expect(client.seqs()).toEqual([2]);
  },
);

test('pages that join during a burst lose nothing after they were told that they are connected', async () => {
  const user = await hire(writer.deps.db);
  let last = 0;
  const burst = (async () => {
    for (const n of upTo(200)) {
      await writer.ring([user], `burst-${n}`);
      last = n;
    }
  })();
  const joined: { client: SocketClient; seen: number }[] = [];
  for (const node of [reader, writer, reader, writer, reader]) {
    const client = await page(node, user);
    joined.push({ client, seen: last });
  }
  await burst;
  await until(() => joined.every(({ client }) => client.seqs().at(-1) === 200));
  for (const { client, seen } of joined) {
    const [start = 0] = client.seqs();
    expect(start).toBeLessThanOrEqual(seen + 1);
    expect(client.seqs()).toEqual(upTo(200 - start + 1, start));
  }
});

test('what one page reads, the other pages of the person follow, and nobody else', async () => {
  const [user, other] = [await hire(writer.deps.db), await hire(writer.deps.db)];
  const mine = [await page(reader, user), await page(writer, user)];
  const foreign = await page(reader, other);
  for (const n of upTo(3)) await writer.ring([user, other], `read-${n}`);
  await until(() => mine.every((client) => client.notifications.length === 3));
  const id = mine[0]!.notifications[0]!.payload.id;
  await markRead(reader.deps, { userId: user, ids: [id] });
  await markRead(reader.deps, { userId: user, upTo: 3 });
  await until(() => mine.every((client) => client.reads.length === 2));
  for (const client of mine) {
    expect(client.reads.map(({ payload }) => payload)).toEqual([
      { unread: 2, head: 3, revision: 1, ids: [id] },
      { unread: 0, head: 3, revision: 2, upTo: 3 },
    ]);
  }
  expect(foreign.reads).toEqual([]);
});

test('whatever a client emits does nothing and reaches nobody', async () => {
  const [user, other] = [await hire(writer.deps.db), await hire(writer.deps.db)];
  const [client, foreign] = [await page(reader, user), await page(reader, other)];
  for (const event of ['join', 'notification', 'approval', 'notifications-read', randomUUID()]) {
    client.socket.emit(event, { room: `user:${other}`, userId: other, id: other, unread: 0 });
  }
  await writer.ring([user, other]);
  await until(() => client.notifications.length === 1 && foreign.notifications.length === 1);
  expect([foreign.approvals, foreign.reads, client.approvals, client.reads]).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(foreign.notifications).toHaveLength(1);
});

test('250 pages whose node goes away are back, with nothing lost and nothing twice', async () => {
  const { db } = writer.deps;
  const users = await Promise.all(upTo(25).map(() => hire(db)));
  const tokens = await Promise.all(users.map((user) => signInAs(db, user)));
  const node = await startNode({ databaseUrl: database.url });
  const port = Number(new URL(node.url).port);
  const pages = await Promise.all(
    upTo(10).flatMap(() =>
      tokens.map(({ token }) => connectSocket(node.url, { token, reconnection: true })),
    ),
  );
  clients.push(...pages);
  for (const n of upTo(5)) await writer.ring(users, `here-${n}`);
  await until(() => pages.every((client) => client.notifications.length === 5));
  await node.close();
  for (const n of upTo(5)) await writer.ring(users, `away-${n}`);
  extraNodes.push(await startNode({ databaseUrl: database.url, port }));
  await until(() => pages.every((client) => client.socket.connected), 10_000);
  for (const n of upTo(5)) await writer.ring(users, `back-${n}`);
  await until(() => pages.every((client) => client.notifications.length >= 15), 10_000);
  for (const client of pages) expect(client.seqs()).toEqual(upTo(15));
});
