import { randomUUID } from 'node:crypto';
import { createMessageQueue, type MessageQueue } from '../../modules/chat/message-queue';
import { addMembers, removeMember } from '../../modules/chat/use-cases/change-members';
import { deleteMessage, editMessage } from '../../modules/chat/use-cases/change-message';
import { markConversationRead } from '../../modules/chat/use-cases/mark-read';
import { sendMessage } from '../../modules/chat/use-cases/send-message';
import { startConversation } from '../../modules/chat/use-cases/start-conversation';
import { openChat, type ChatPage } from '../support/chat-client';
import { promised } from '../support/promised';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, until, type SocketClient } from '../support/socket-client';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(120_000);

let database: TestDatabase;
let here: RealtimeNode;
let there: RealtimeNode;
const queues = new Map<RealtimeNode, MessageQueue>();
const open: { close(): void }[] = [];

beforeAll(async () => {
  database = await startTestPostgres();
  here = await startNode({ databaseUrl: database.url });
  there = await startNode({ databaseUrl: database.url });
  for (const node of [here, there]) queues.set(node, createMessageQueue(node.deps));
});
afterEach(() => open.splice(0).forEach((page) => page.close()));
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

async function group(size: number): Promise<{ id: string; people: string[] }> {
  const people = await Promise.all(upTo(size).map(() => hire(here.deps.db)));
  const [userId, ...memberIds] = people as [string, ...string[]];
  const wanted = { kind: 'group' as const, memberIds };
  const { id } = await startConversation(here.deps, { userId, wanted });
  return { id, people };
}

const send = (
  node: RealtimeNode,
  conversationId: string,
  userId: string,
  text = 'hello',
  clientId: string = randomUUID(),
) =>
  sendMessage(
    { db: node.deps.db, queue: queues.get(node)! },
    { conversationId, userId, text, clientId },
  );

async function page(node: RealtimeNode, conversationId: string, userId: string): Promise<ChatPage> {
  const opened = await openChat(node, { conversationId, userId });
  open.push(opened);
  return opened;
}

async function socket(node: RealtimeNode, userId: string): Promise<SocketClient> {
  const { token } = await signInAs(node.deps.db, userId);
  const client = await connectSocket(node.url, { token });
  open.push(client);
  return client;
}

const settle = (ms = 300) => new Promise((resolve) => setTimeout(resolve, ms));

test('a message sent through one node shows on another at once, as the row it is', async () => {
  const { id, people } = await group(2);
  const reader = await page(there, id, people[1]!);
  const sent = await send(here, id, people[0]!, 'hello there');
  const committed = Date.now();
  await until(() => reader.shown.length === 1);
  expect(reader.shown[0]!.message).toEqual(sent);
  expect(reader.shown[0]!.at - committed).toBeLessThan(promised(2_000));
});

test('1,500 of ten people through two nodes show once and in one order, while LISTEN and sockets are cut', async () => {
  const { id, people } = await group(12);
  const readers = [await page(here, id, people[10]!), await page(there, id, people[11]!)];
  const committed = new Map<number, number>();
  let cuts = 0;
  const write = async (n: number) => {
    const node = n % 2 ? here : there;
    const author = people[n % 10]!;
    const clientId = `message-${n}`;
    // One in ten is sent again, as by a page that has not heard of its first try.
    const tries = n % 10 === 3 ? 2 : 1;
    const sent = await Promise.all(upTo(tries).map(() => send(node, id, author, `${n}`, clientId)));
    for (const { seq } of sent) committed.set(seq, committed.get(seq) ?? Date.now());
    if (n % 100 === 50) {
      const cut = await here.deps.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name LIKE 'netra-bus-%' AND datname = current_database()`,
      );
      cuts += cut.length;
    }
    if (n % 300 === 200) readers.forEach((reader) => reader.cut());
  };
  // About 300 a second, so that there are five seconds for things to go wrong in.
  const writers = upTo(10).map(async (writer) => {
    for (let n = writer; n <= 1500; n += 10) {
      await write(n);
      await settle(30);
    }
  });
  await Promise.all(writers);
  await until(() => readers.every(({ shown }) => shown.length >= 1500), 10_000);
  await settle(1100);
  expect(cuts).toBeGreaterThanOrEqual(20);
  expect(committed.size).toBe(1500);
  for (const reader of readers) {
    expect(reader.seqs()).toEqual(upTo(1500));
    expect(reader.client.disconnects.length).toBeGreaterThanOrEqual(3);
    const waits = reader.shown.map(({ at, message }) => at - committed.get(message.seq)!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(promised(2000));
  }
  const texts = readers.map(({ shown }) => shown.map(({ message }) => message.text));
  expect(texts[0]).toEqual(texts[1]);
  expect(new Set(texts[0]).size).toBe(1500);
});

test.each([7_900, 7_999, 8_000, 8_001, 8_100, 65_536])(
  'a message of %p characters arrives on the other node, whole',
  async (size) => {
    const { id, people } = await group(2);
    const reader = await page(there, id, people[1]!);
    const text = 'é'.repeat(size);
    await send(here, id, people[0]!, text);
    await until(() => reader.shown.length === 1);
    expect(reader.shown[0]!.message.text === text).toBe(true);
  },
);

test('a lost hint costs about a second, to whoever has just been let in as well', async () => {
  const { id, people } = await group(2);
  const reader = await page(there, id, people[1]!);
  const newcomer = await hire(here.deps.db);
  const late = await socket(there, newcomer);
  const joined: unknown[] = [];
  late.socket.on('conversation', (event) => joined.push(event));
  const silent = { ...here.deps, bus: { ...here.bus, publish: () => undefined } };
  const silentQueue = { db: here.deps.db, queue: createMessageQueue(silent) };
  await sendMessage(silentQueue, {
    ...{ conversationId: id, userId: people[0]!, text: 'unheard', clientId: 'unheard' },
  });
  await addMembers(silent, { conversationId: id, userId: people[0]!, memberIds: [newcomer] });
  const committed = Date.now();
  await until(() => reader.shown.length === 1 && reader.events.at(-1)?.kind === 'joined');
  await until(() => joined.length === 1);
  expect(Date.now() - committed).toBeLessThanOrEqual(promised(1800));
  expect(joined[0]).toMatchObject({ kind: 'joined', person: { id: newcomer } });
});

test('whoever is taken out hears that, and nothing after it; whoever is let in hears from then on', async () => {
  const { id, people } = await group(3);
  const [author, member] = people as [string, string, string];
  const out = await socket(there, member);
  const heard: { kind?: string; text?: string }[] = [];
  for (const event of ['message', 'conversation']) {
    out.socket.on(event, (payload: { kind?: string; text?: string }) => heard.push(payload));
  }
  const witness = await page(there, id, people[2]!);
  await send(here, id, author, 'one');
  await until(() => heard.length === 1);
  await removeMember(here.deps, { conversationId: id, userId: member, memberId: member });
  await send(here, id, author, 'two');
  await until(() => witness.shown.length === 2);
  await settle();
  expect(heard.map(({ text, kind }) => text ?? kind)).toEqual(['one', 'left']);
  await expect(send(here, id, member, 'from outside')).rejects.toThrow('no such conversation');
  await addMembers(here.deps, { conversationId: id, userId: author, memberIds: [member] });
  await send(here, id, author, 'three');
  await until(() => heard.length === 4);
  expect(heard.map(({ text, kind }) => text ?? kind)).toEqual(['one', 'left', 'joined', 'three']);
});

test('edits, deletions and receipts ride on the same numbers as messages', async () => {
  const { id, people } = await group(2);
  const [author, member] = people as [string, string];
  const reader = await page(there, id, member);
  const first = await send(here, id, author, 'one');
  const target = { conversationId: id, userId: author, messageId: first.id };
  await editMessage(here.deps, { ...target, text: 'one, better' });
  await markConversationRead(here.deps, { conversationId: id, userId: author, upTo: 1 });
  await deleteMessage(there.deps, target);
  await until(() => reader.events.length === 5);
  expect(reader.events.map(({ change, upTo: read }) => [change, read])).toEqual([
    ...[
      [1, null],
      [2, null],
    ],
    ...[
      [4, null],
      [5, 1],
      [6, null],
    ],
  ]);
  expect(reader.events.at(-1)!.message).toMatchObject({ id: first.id, text: '', change: 6 });
});

test('what is read on one page is read on the others; only those in it hear who writes', async () => {
  const { id, people } = await group(2);
  const [author, member] = people as [string, string];
  const stranger = await hire(here.deps.db);
  const [tab, other] = [await socket(here, author), await socket(there, author)];
  const [theirs, outside] = [await socket(there, member), await socket(there, stranger)];
  const read: unknown[] = [];
  const typing: unknown[] = [];
  other.socket.on('conversation-read', (event) => read.push(event));
  for (const { socket: one } of [theirs, outside, other]) {
    one.on('typing', (event) => typing.push(event));
  }
  await send(there, id, member);
  await markConversationRead(here.deps, { conversationId: id, userId: author, upTo: 1 });
  await until(() => read.length === 1);
  expect(read).toEqual([{ conversationId: id, upTo: 1 }]);
  for (const { socket: one } of [outside, tab]) {
    one.emit('typing', { conversationId: id });
    one.emit('typing', { conversationId: 'nonsense' });
    one.emit('typing', { conversationId: id });
  }
  await until(() => typing.length > 0);
  await settle();
  expect(typing).toEqual([{ conversationId: id, userId: author }]);
});
