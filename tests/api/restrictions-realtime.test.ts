import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageWire } from '../../domain/wire/chat';
import type { RestrictionEvent } from '../../domain/wire/restrictions';
import { createMessageQueue } from '../../modules/chat/message-queue';
import { removeMember } from '../../modules/chat/use-cases/change-members';
import { markConversationRead } from '../../modules/chat/use-cases/mark-read';
import { sendMessage } from '../../modules/chat/use-cases/send-message';
import { startConversation } from '../../modules/chat/use-cases/start-conversation';
import { liftRestriction } from '../../modules/restrictions/use-cases/lift-restriction';
import { restrictPerson } from '../../modules/restrictions/use-cases/restrict-person';
import type { Bus } from '../../platform/realtime/bus';
import { promised } from '../support/promised';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, until, type SocketClient } from '../support/socket-client';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let one: RealtimeNode;
let two: RealtimeNode;
let admin: string;
const clients: SocketClient[] = [];

beforeAll(async () => {
  database = await startTestPostgres();
  one = await startNode({ databaseUrl: database.url });
  two = await startNode({ databaseUrl: database.url });
  admin = await hire(one.deps.db, ['employee', 'admin']);
});
afterEach(() => clients.splice(0).forEach((client) => client.close()));
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await database.drop();
});

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const CHAT_EVENTS = ['message', 'conversation', 'conversation-read', 'typing'];

/** A page that keeps what it is told of chat and of its own restriction. */
interface Page {
  client: SocketClient;
  chat: { at: number; event: string; payload: unknown }[];
  /** How often it was told who is there. */
  presences: number;
  texts(): string[];
  restrictions: { at: number; event: RestrictionEvent }[];
}

function watch(client: SocketClient): Page {
  const page: Page = {
    client,
    chat: [],
    presences: 0,
    texts: () =>
      page.chat.flatMap(({ event, payload }) =>
        event === 'message' ? [(payload as MessageWire).text] : [],
      ),
    restrictions: [],
  };
  client.socket.onAny((event: string, payload: unknown) => {
    if (event === 'presence') page.presences++;
    if (CHAT_EVENTS.includes(event)) page.chat.push({ at: Date.now(), event, payload });
  });
  client.socket.on('restriction', (event: RestrictionEvent) =>
    page.restrictions.push({ at: Date.now(), event }),
  );
  clients.push(client);
  return page;
}

async function open(node: RealtimeNode, userId: string, token?: string): Promise<Page> {
  token ??= (await signInAs(one.deps.db, userId)).token;
  return watch(await connectSocket(node.url, { token }));
}

async function group(size: number): Promise<{ id: string; people: string[] }> {
  const people = await Promise.all(upTo(size).map(() => hire(one.deps.db)));
  const [userId, ...memberIds] = people as [string, ...string[]];
  const wanted = { kind: 'group' as const, memberIds };
  return { people, id: (await startConversation(one.deps, { userId, wanted })).id };
}

/** What a node does whose hints reach nobody, itself included. */
const unheard: Bus = {
  publish: () => undefined,
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
};
const depsOf = (node: RealtimeNode, hinted = true) => ({
  ...node.deps,
  bus: hinted ? node.bus : unheard,
});

const send = (conversationId: string, userId: string, text: string, hinted = true) => {
  const deps = depsOf(one, hinted);
  const queue = createMessageQueue(deps);
  return sendMessage(
    { db: deps.db, queue },
    { conversationId, userId, text, clientId: randomUUID() },
  );
};

const restrict = (personId: string, options: { hinted?: boolean; until?: string } = {}) =>
  restrictPerson(depsOf(one, options.hinted), {
    by: admin,
    personId,
    wanted: { chat: true, assistant: false, reason: 'A reason', until: options.until },
  });

describe.each([
  ['with a hint', true],
  ['though the hint is lost', false],
])('chat stops at once %s', (_how, hinted) => {
  test('20 sockets on two nodes hear nothing of chat that is written after the restriction, and each says why within a second', async () => {
    const { id, people } = await group(3);
    const [author, restricted, witness] = people as [string, string, string];
    const { token } = await signInAs(one.deps.db, restricted);
    const pages = await Promise.all(
      upTo(20).map((n) => open(n % 2 ? one : two, restricted, token)),
    );
    const other = await open(two, witness);
    await send(id, author, 'before');
    await until(() => [...pages, other].every((page) => page.texts().length === 1));

    const set = await restrict(restricted, { hinted });
    const committed = Date.now();
    await send(id, author, 'straight after');
    await until(() => pages.every(({ restrictions }) => restrictions.length === 1));
    const told = pages.map(({ restrictions }) => restrictions[0]!);
    expect(Math.max(...told.map(({ at }) => at)) - committed).toBeLessThanOrEqual(promised(1000));
    for (const { event } of told) {
      expect(event).toEqual({ chat: true, assistant: false, reason: 'A reason', until: null });
    }
    await send(id, author, 'later');
    await markConversationRead(one.deps, { conversationId: id, userId: author, upTo: 2 });
    other.client.socket.emit('typing', { conversationId: id });
    await until(() => other.texts().length === 3);
    await sleep(1000);
    // Muted, not cut: the bell of the same sockets goes on.
    await two.ring([restricted]);
    await until(() => pages.every(({ client }) => client.notifications.length === 2), 2000);
    expect(pages.map((page) => page.chat.length)).toEqual(upTo(20).map(() => 1));
    expect(pages.flatMap(({ client }) => client.disconnects)).toEqual([]);
    await expect(send(id, restricted, 'from the restricted')).rejects.toThrow('not use the chat');

    await liftRestriction(depsOf(two, hinted), {
      by: admin,
      personId: restricted,
      id: set.id,
      reason: 'x',
    });
    await until(() => pages.every(({ restrictions }) => restrictions.length === 2), 2000);
    await send(id, author, 'again');
    await until(() => pages.every((page) => page.texts().at(-1) === 'again'));
    expect(pages[0]!.restrictions[1]!.event).toMatchObject({ chat: false, reason: null });
  });
});

test('a socket that comes back while restricted hears nothing of chat, however it comes back', async () => {
  const { id, people } = await group(2);
  const [author, restricted] = people as [string, string];
  const { token } = await signInAs(one.deps.db, restricted);
  const page = watch(await connectSocket(two.url, { token, reconnection: true }));
  await send(id, author, 'before');
  await until(() => page.texts().length === 1);
  page.client.socket.io.engine.close();
  await restrict(restricted);
  await until(() => page.client.socket.connected);
  // What a client would have to show for the recovery of its connection is not even given out.
  expect(page.client.socket.recovered).not.toBe(true);
  await until(() => page.restrictions.length > 0);
  const fresh = await open(one, restricted, token);
  const polling = watch(await connectSocket(one.url, { token, transports: ['polling'] }));
  for (const n of upTo(5)) await send(id, author, `while restricted ${n}`);
  await sleep(1200);
  expect([page.texts(), fresh.chat, polling.chat]).toEqual([['before'], [], []]);
  expect([fresh.presences, polling.presences]).toEqual([0, 0]);
});

test('who is restricted is not heard writing either', async () => {
  const { id, people } = await group(2);
  const [restricted, witness] = people as [string, string];
  const [page, other] = [await open(one, restricted), await open(two, witness)];
  page.client.socket.emit('typing', { conversationId: id });
  await until(() => other.chat.some(({ event }) => event === 'typing'));
  await restrict(restricted);
  await until(() => page.restrictions.length === 1);
  other.chat.length = 0;
  await sleep(1000);
  page.client.socket.emit('typing', { conversationId: id });
  await sleep(500);
  expect(other.chat).toEqual([]);
});

test('one with an end is over on every node within a second of it, with nobody there to lift it', async () => {
  const { id, people } = await group(2);
  const [author, restricted] = people as [string, string];
  const pages = [await open(one, restricted), await open(two, restricted)];
  const end = new Date(Date.now() + 2000).toISOString();
  await restrict(restricted, { until: end });
  await until(() => pages.every(({ restrictions }) => restrictions.length === 1));
  expect(pages[0]!.restrictions[0]!.event.until).toBe(end);
  await send(id, author, 'while restricted');
  await until(() => pages.every(({ restrictions }) => restrictions.length === 2));
  for (const { restrictions } of pages) {
    expect(restrictions[1]!.event).toMatchObject({ chat: false, until: null });
    expect(restrictions[1]!.at - Date.parse(end)).toBeGreaterThanOrEqual(0);
    expect(restrictions[1]!.at - Date.parse(end)).toBeLessThanOrEqual(promised(1100));
  }
  await send(id, author, 'after');
  await until(() => pages.every((page) => page.texts().at(-1) === 'after'));
});

test('a restriction from the assistant alone is told, and stops nothing of chat', async () => {
  const { id, people } = await group(2);
  const [author, restricted] = people as [string, string];
  const page = await open(two, restricted);
  await restrictPerson(one.deps, {
    by: admin,
    personId: restricted,
    wanted: { chat: false, assistant: true, reason: 'x' },
  });
  await until(() => page.restrictions.length === 1);
  await send(id, author, 'heard');
  await until(() => page.texts().length === 1);
});

test('10,000 events of other rooms reach nobody who is not in them, nor who was taken out, whatever rooms they name', async () => {
  const { id, people } = await group(12);
  const removed = people[11]!;
  const outsiders = await Promise.all(
    upTo(5).map(async (n) => open(n % 2 ? one : two, await hire(one.deps.db))),
  );
  const out = await open(two, removed);
  const witness = await open(one, people[10]!);
  await until(() => out.client.socket.connected);
  await removeMember(one.deps, { conversationId: id, userId: removed, memberId: removed });
  await until(() => out.chat.length === 1);
  expect(out.chat[0]).toMatchObject({ event: 'conversation', payload: { kind: 'left' } });

  const strangers = [...outsiders, out];
  const rooms = [id, `conversation:${id}`, `user:${people[0]!}`, witness.client.socket.id, '/', ''];
  const forge = () => {
    for (const { client } of strangers) {
      for (const room of rooms) {
        client.socket.emit('join', room);
        client.socket.emit('subscribe', { room, conversationId: id, userId: people[0]! });
        client.socket.emit('message', { conversationId: id, text: 'forged', to: room });
      }
      client.socket.emit('typing', { conversationId: id });
      client.socket.emit('typing', { conversationId: id, userId: people[0]! });
      client.socket.emit('presence', { userId: people[0]!, status: 'away' });
      client.socket.emit('restriction', { userId: people[0]!, chat: true });
    }
  };
  forge();
  // Ten people write 10,000 messages together, in pieces that one transaction takes.
  const queue = createMessageQueue(one.deps);
  for (let sent = 0; sent < 10_000; sent += 500) {
    if (sent % 2_500 === 0) forge();
    await Promise.all(
      upTo(500).map((n) =>
        queue.write(id, { authorId: people[n % 10]!, clientId: randomUUID(), text: `${sent + n}` }),
      ),
    );
  }
  await until(() => witness.texts().length === 10_000, 20_000);
  await sleep(1000);
  expect(strangers.map((page) => page.chat.length)).toEqual([0, 0, 0, 0, 0, 1]);
  expect(
    witness.chat.filter(({ event }) => event !== 'message' && event !== 'conversation'),
  ).toEqual([]);
  expect(new Set(witness.texts()).has('forged')).toBe(false);
});
