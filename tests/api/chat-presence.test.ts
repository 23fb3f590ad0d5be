import { randomUUID } from 'node:crypto';
import type { Presence, PresenceEvent } from '../../domain/wire/chat-presence';
import { changeChatSettings } from '../../modules/chat/use-cases/change-settings';
import { startConversation } from '../../modules/chat/use-cases/start-conversation';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { startTestRedis, type TestRedis } from '../support/redis';
import { connectSocket, until, type SocketClient } from '../support/socket-client';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(120_000);

let database: TestDatabase;
let redis: TestRedis;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  database = await startTestPostgres();
  redis = await startTestRedis();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await redis.kill();
  await database.drop();
});

async function nodes(redisUrl?: string): Promise<[RealtimeNode, RealtimeNode]> {
  const start = () => startNode({ databaseUrl: database.url, redisUrl });
  const both: [RealtimeNode, RealtimeNode] = [await start(), await start()];
  for (const node of both) closing.push(() => node.close());
  return both;
}

interface Watcher extends SocketClient {
  /** What this page knows of somebody. */
  of(userId: string): Presence;
  /** How often it was told of somebody. */
  told(userId: string): number;
}

async function watch(node: RealtimeNode, userId: string): Promise<Watcher> {
  const { token } = await signInAs(node.deps.db, userId);
  const known = new Map<string, Presence>();
  const told: string[] = [];
  const client = await connectSocket(node.url, { token });
  client.socket.on('presence', ({ whole, people }: PresenceEvent) => {
    if (whole) known.clear();
    for (const one of people) {
      known.set(one.userId, one.state);
      told.push(one.userId);
    }
  });
  client.socket.emit('presence-ask');
  closing.push(() => client.close());
  return {
    ...client,
    of: (id) => known.get(id) ?? 'offline',
    told: (id) => told.filter((one) => one === id).length,
  };
}

async function pair(node: RealtimeNode): Promise<[string, string]> {
  const both: [string, string] = [await hire(node.deps.db), await hire(node.deps.db)];
  const wanted = { kind: 'direct' as const, memberIds: [both[1]] };
  await startConversation(node.deps, { userId: both[0], wanted });
  return both;
}

describe.each([
  ['PostgreSQL', () => undefined],
  ['Redis', () => redis.url],
])('over %s', (_name, urlOf) => {
  test('several pages on two processes are one person, who is away when nobody touches any', async () => {
    const [here, there] = await nodes(urlOf());
    const [me, other] = await pair(here);
    const mine = await watch(here, me);
    expect(mine.of(other)).toBe('offline');
    const first = await watch(there, other);
    await until(() => mine.of(other) === 'online');
    await until(() => first.of(me) === 'online');
    const second = await watch(here, other);
    first.socket.emit('presence', { away: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(mine.of(other)).toBe('online');
    second.socket.emit('presence', { away: true });
    await until(() => mine.of(other) === 'away');
    second.close();
    first.socket.emit('presence', { away: false });
    await until(() => mine.of(other) === 'online');
    first.close();
    await until(() => mine.of(other) === 'offline');
  });

  test('whoever was connected to a process that dies is offline within seconds', async () => {
    const [here, there] = await nodes(urlOf());
    const [me, other] = await pair(here);
    const mine = await watch(here, me);
    await watch(there, other);
    await until(() => mine.of(other) === 'online');
    // Nothing is heard of it any more, as of a process that was killed.
    there.bus.publish = () => undefined;
    await until(() => mine.of(other) === 'offline', 10_000);
  });

  test('a process that starts later learns who is there', async () => {
    const [here] = await nodes(urlOf());
    const [me, other] = await pair(here);
    await watch(here, other);
    const late = await startNode({ databaseUrl: database.url, redisUrl: urlOf() });
    closing.push(() => late.close());
    const mine = await watch(late, me);
    await until(() => mine.of(other) === 'online');
  });
});

test('who appears offline is told once and then nothing, and sees others', async () => {
  const [here, there] = await nodes();
  const [me, other] = await pair(here);
  const mine = await watch(here, me);
  const theirs = await watch(there, other);
  await until(() => mine.of(other) === 'online');
  await changeChatSettings(there.deps, { userId: other, wanted: { tellsPresence: false } });
  await until(() => mine.of(other) === 'offline');
  const told = mine.told(other);
  theirs.socket.emit('presence', { away: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  theirs.close();
  // Longer than a page that is loaded again may be gone.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const again = await watch(there, other);
  await until(() => again.of(me) === 'online');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(mine.told(other)).toBe(told);
  const second = await watch(here, me);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(second.told(other)).toBe(0);
  await changeChatSettings(there.deps, { userId: other, wanted: { tellsPresence: true } });
  await until(() => mine.of(other) === 'online');
});

test('only whoever shares a conversation that is no channel is told', async () => {
  const [here] = await nodes();
  const { db } = here.deps;
  const [stranger, colleague] = [await hire(db), await hire(db)];
  await startConversation(here.deps, {
    userId: stranger,
    wanted: {
      ...{ kind: 'channel' as const, name: randomUUID(), topic: '' },
      ...{ visibility: 'public' as const, memberIds: [colleague] },
    },
  });
  const [me, other] = await pair(here);
  const mine = await watch(here, me);
  const outside = await watch(here, stranger);
  await watch(here, other);
  await watch(here, colleague);
  await until(() => mine.of(other) === 'online');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect([outside.told(other), outside.told(colleague), mine.told(stranger)]).toEqual([0, 0, 0]);
});
