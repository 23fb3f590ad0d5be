import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { MessageWire } from '../../domain/wire/chat';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { promised } from '../support/promised';
import { startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, refusalOf, until, type SocketClient } from '../support/socket-client';

jest.setTimeout(60_000);

const SESSION_SECRET = 'a session secret of the tests, 0123456789';

let api: TestApi;
let admin: TestClient;
let nodes: RealtimeNode[];
const clients: SocketClient[] = [];
const loose: Socket[] = [];

beforeAll(async () => {
  api = await startTestApi({ env: { SESSION_SECRET } });
  const databaseUrl = api.deps.config.DATABASE_URL;
  nodes = [await startNode({ databaseUrl }), await startNode({ databaseUrl })];
  admin = await api.as('admin');
});
afterEach(() => {
  clients.splice(0).forEach((client) => client.close());
  loose.splice(0).forEach((socket) => socket.close());
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await api.stop();
});

const idOf = (persona: Persona) => api.company.people[persona];
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const CHAT_EVENTS = ['message', 'conversation', 'conversation-read', 'typing', 'presence'];

interface Page {
  client: SocketClient;
  chat: { event: string; payload: unknown }[];
}

async function open(node: number, session: TestClient): Promise<Page> {
  const client = await connectSocket(nodes[node % 2]!.url, { token: session.token });
  clients.push(client);
  const page: Page = { client, chat: [] };
  client.socket.onAny((event: string, payload: unknown) => {
    if (CHAT_EVENTS.includes(event)) page.chat.push({ event, payload });
  });
  return page;
}

async function groupOf(...personas: [Persona, ...Persona[]]): Promise<string> {
  const memberIds = personas.slice(1).map(idOf);
  const client = await api.as(personas[0]);
  const answer = await client.post('/conversations', { kind: 'group', memberIds });
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
}

async function say(persona: Persona, conversationId: string, text: string): Promise<void> {
  const client = await api.as(persona);
  const body = { clientId: randomUUID(), text };
  const answer = await client.post(`/conversations/${conversationId}/messages`, body);
  expect(answer.status).toBe(201);
}

const saysLast = ({ chat }: Page, text: string) =>
  (chat.findLast(({ event }) => event === 'message')?.payload as MessageWire | undefined)?.text ===
  text;

/** A client that comes back by itself as one that asks for the recovery of its connection. */
function comeBack(
  node: RealtimeNode,
  token: string | undefined,
): { socket: Socket; heard: string[] } {
  const heard: string[] = [];
  const socket = io(node.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    auth: { token, pid: randomUUID(), offset: randomUUID() },
  });
  socket.onAny((event: string) => heard.push(event));
  loose.push(socket);
  return { socket, heard };
}

test('20 sockets on two nodes of somebody who is deactivated are cut within a second, HTTP answers 401, and no message of chat comes after it, nor to who asks for recovery', async () => {
  const id = await groupOf('consulting.manager', 'consultant', 'consultant2');
  const session = await api.signIn('consultant');
  const pages = await Promise.all(upTo(20).map((n) => open(n, session)));
  const witness = await open(1, await api.as('consultant2'));
  await say('consulting.manager', id, 'before');
  await until(() => [...pages, witness].every((page) => saysLast(page, 'before')));

  expect((await admin.post(`/people/${idOf('consultant')}/deactivate`)).status).toBe(200);
  const gone = Date.now();
  expect((await session.get('/conversations')).status).toBe(401);
  expect((await session.get('/me')).status).toBe(401);
  await until(() => pages.every(({ client }) => client.disconnects.length === 1), 2000);
  const cuts = pages.map(({ client }) => client.disconnects[0]!.at - gone);
  expect(Math.max(...cuts)).toBeLessThanOrEqual(promised(1000));

  const back = upTo(4).map((n) => comeBack(nodes[n % 2]!, session.token));
  for (const n of upTo(5)) await say('consulting.manager', id, `after ${n}`);
  await until(() => saysLast(witness, 'after 5'));
  await sleep(1200);
  const said = ({ chat }: Page) =>
    chat.flatMap(({ event, payload }) =>
      event === 'message' ? [(payload as MessageWire).text] : [],
    );
  expect(pages.map(said)).toEqual(upTo(20).map(() => ['before']));
  expect(back.map(({ socket, heard }) => [socket.connected, heard])).toEqual(
    back.map(() => [false, []]),
  );
  expect(await refusalOf(nodes[0]!.url, { token: session.token })).toBe('unauthenticated');
  await admin.post(`/people/${idOf('consultant')}/activate`);
  expect(await refusalOf(nodes[0]!.url, { token: session.token })).toBe('unauthenticated');
});

test('a change of manager and of roles counts on the next request, both ways', async () => {
  const [rep, before, after] = [idOf('sales.rep2'), 'sales.manager', 'consulting.manager'] as const;
  const [old, young] = [await api.as(before), await api.as(after)];
  const sees = async (client: TestClient) => (await client.get(`/people/${rep}`)).status === 200;
  expect([await sees(old), await sees(young)]).toEqual([true, false]);
  await admin.patch(`/people/${rep}`, { managerId: idOf(after) });
  expect([await sees(old), await sees(young)]).toEqual([false, true]);
  await admin.patch(`/people/${rep}`, { managerId: idOf(before) });
  expect([await sees(old), await sees(young)]).toEqual([true, false]);

  const finance = await api.as('finance');
  const statuses = async () =>
    Promise.all(
      ['/admin/audit', '/admin/restrictions', '/admin/email/messages'].map(
        async (path) => (await finance.get(path)).status,
      ),
    );
  expect(await statuses()).toEqual([403, 403, 403]);
  await admin.patch(`/people/${idOf('finance')}`, { roles: ['employee', 'finance', 'admin'] });
  expect(await statuses()).toEqual([200, 200, 200]);
  await admin.patch(`/people/${idOf('finance')}`, { roles: ['employee', 'finance'] });
  expect(await statuses()).toEqual([403, 403, 403]);
});

test('a socket that asks for a foreign origin or shows a token of an ended session hears nothing of chat', async () => {
  const id = await groupOf('sales.head', 'sales.manager', 'sales.rep');
  const session = await api.signIn('sales.rep');
  const witness = await open(0, await api.as('sales.manager'));
  const bad = [
    io(nodes[0]!.url, {
      ...{ transports: ['websocket'], forceNew: true, auth: { token: session.token } },
      extraHeaders: { Origin: 'https://evil.test' },
    }),
    io(nodes[1]!.url, {
      ...{ transports: ['polling'], forceNew: true, auth: { token: session.token } },
      extraHeaders: { Origin: 'https://evil.test' },
    }),
  ];
  loose.push(...bad);
  expect((await session.post('/auth/logout')).status).toBe(204);
  const ended = comeBack(nodes[0]!, session.token);
  const heard: string[] = [];
  for (const socket of bad) socket.onAny((event: string) => heard.push(event));
  await say('sales.head', id, 'for members');
  await until(() => saysLast(witness, 'for members'));
  await sleep(500);
  expect([...bad, ended.socket].map(({ connected }) => connected)).toEqual([false, false, false]);
  expect([...heard, ...ended.heard]).toEqual([]);
});

test('a write from a foreign origin is refused at the doors beside the API as well', async () => {
  for (const path of [
    '/email-actions/some-token',
    '/email-actions/some-token/fresh',
    '/email-actions/some-token/undo',
    '/temporal/api/v1/namespaces',
  ]) {
    const answer = await fetch(api.url + path, {
      method: 'POST',
      headers: {
        origin: 'https://evil.example',
        authorization: `Bearer ${admin.token}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'verdict=approve',
    });
    expect([path, answer.status]).toEqual([path, 403]);
  }
});

test.each([
  ['the session ends by signing out', async (session: TestClient) => session.post('/auth/logout')],
  [
    'the session is revoked in the rows and no hint is sent',
    async () =>
      api.db.query(
        `UPDATE auth_session SET ended_at = now() WHERE employee_id = $1 AND ended_at IS NULL`,
        [idOf('sales.rep2')],
      ),
  ],
])(
  'when %s its sockets are dropped within a second and hear no chat after it',
  async (_how, end) => {
    const id = await groupOf('sales.manager', 'sales.rep2', 'sales.rep');
    const session = await api.signIn('sales.rep2');
    const pages = [await open(0, session), await open(1, session)];
    const witness = await open(0, await api.signIn('sales.rep'));
    await say('sales.manager', id, 'before');
    await until(() => [...pages, witness].every((page) => saysLast(page, 'before')));
    await end(session);
    const ended = Date.now();
    await until(() => pages.every(({ client }) => client.disconnects.length === 1), 2000);
    // A node without a hint sweeps every 900 ms.
    expect(Math.max(...pages.map(({ client }) => client.disconnects[0]!.at)) - ended).toBeLessThan(
      promised(1100),
    );
    const seen = pages.map(({ chat }) => chat.length);
    await say('sales.manager', id, 'after');
    await until(() => saysLast(witness, 'after'));
    await sleep(300);
    expect(pages.map(({ chat }) => chat.length)).toEqual(seen);
    expect(witness.client.disconnects).toEqual([]);
  },
);

test('whoever is no longer an admin hears within a second of no more requests than their own', async () => {
  await admin.patch(`/people/${idOf('hr')}`, { roles: ['employee', 'hr', 'manager', 'admin'] });
  const session = await api.signIn('hr');
  const pages = [await open(0, session), await open(1, session)];
  const witness = await open(1, admin);
  const submit = async (day: number) => {
    const on = `2027-09-${String(day).padStart(2, '0')}`;
    const body = { type: 'unpaid', from: on, to: on, reason: 'A day off' };
    const answer = await (await api.as('consultant2')).post('/leave-requests', body);
    expect(answer.status).toBe(201);
    const { approvalId } = answer.body as { approvalId: string };
    await (await api.as('consultant2')).post(`/approvals/${approvalId}/withdraw`);
    return approvalId;
  };
  const heard = ({ client }: Page, id: string) => client.approvals.some((a) => a.payload.id === id);
  const asAdmin = await submit(6);
  await until(() => [...pages, witness].every((page) => heard(page, asAdmin)));
  await admin.patch(`/people/${idOf('hr')}`, { roles: ['employee', 'hr', 'manager'] });
  expect((await session.get('/admin/restrictions')).status).toBe(403);
  await sleep(1000);
  const later = await submit(7);
  await until(() => heard(witness, later));
  await sleep(500);
  expect(pages.map((page) => heard(page, later))).toEqual([false, false]);
  expect(pages.flatMap(({ client }) => client.disconnects)).toEqual([]);
});
