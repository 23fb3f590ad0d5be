import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import pg from 'pg';
import type { ChangeList, MessageList, MessageWire } from '../../domain/wire/chat';
import { createArrivals, type Arrivals } from './arrivals';
import { callApi } from './people';

const PASSWORD = 'netra-demo';

/** Somebody signed in who talks. */
export interface Talker {
  id: string;
  token: string;
}

/** Signed-in people, their open pages, and the calls they make. */
export interface Talkers {
  people: Talker[];
  /** Keys: `<person> <client id>`. */
  told: Arrivals;
  /** Opens a page, that is a socket, of each. */
  openPages(people: Talker[]): Promise<void>;
  startGroup(people: Talker[]): Promise<string>;
  /** @returns the client id, once the message is durable */
  send(talker: Talker, conversationId: string): Promise<string>;
  changes(talker: Talker, conversationId: string, after: number): Promise<ChangeList>;
  page(talker: Talker, conversationId: string, before: number): Promise<MessageList>;
  close(): void;
}

/** Hires `count` people and signs them in. */
export async function signTalkersIn(
  stack: { url: string; databaseUrl: string },
  count: number,
): Promise<Talkers> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const told = createArrivals();
  const sockets: Socket[] = [];
  const call = <Answer>(talker: Talker | null, method: string, path: string, body?: unknown) =>
    callApi<Answer>({
      ...{ agent, url: `${stack.url}/api/v1${path}`, method, token: talker?.token, body },
    });
  const people: Talker[] = [];
  for (const email of await hire(stack.databaseUrl, count)) {
    const login = { email, password: PASSWORD };
    const { user, token } = await call<{ user: { id: string }; token: string }>(
      ...([null, 'POST', '/auth/login', login] as const),
    );
    people.push({ id: user.id, token });
  }
  return {
    people,
    told,
    async openPages(talkers) {
      for (const talker of talkers) sockets.push(await openPage(stack.url, talker, told));
    },
    async startGroup([first, ...others]) {
      const memberIds = others.map(({ id }) => id);
      const wanted = { kind: 'group', memberIds };
      return (await call<{ id: string }>(first ?? null, 'POST', '/conversations', wanted)).id;
    },
    async send(talker, conversationId) {
      const clientId = randomUUID();
      const body = { clientId, text: 'The customer asks for a second demo on Thursday.' };
      await call(talker, 'POST', `/conversations/${conversationId}/messages`, body);
      return clientId;
    },
    changes: (talker, id, after) =>
      call(talker, 'GET', `/conversations/${id}/changes?after=${after}&limit=500`),
    page: (talker, id, before) =>
      call(talker, 'GET', `/conversations/${id}/messages?before=${before}&limit=50`),
    close() {
      for (const socket of sockets) socket.close();
      agent.destroy();
    },
  };
}

/** People of the demo company's kind, with its password; more than its own personas. */
async function hire(databaseUrl: string, count: number): Promise<string[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ email: string }>(
      `INSERT INTO employee (email, name, password_hash, roles, joined_on)
       SELECT 'talker' || n || '@netra.example', 'Talker ' || n, e.password_hash, '{employee}', '2026-01-01'
       FROM employee e, generate_series(1, $1) AS n WHERE e.email = 'sales.rep@netra.example' RETURNING email::text`,
      [count],
    );
    return rows.map(({ email }) => email);
  } finally {
    await client.end();
  }
}

async function openPage(url: string, talker: Talker, told: Arrivals): Promise<Socket> {
  const auth = { token: talker.token };
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth });
  socket.on('message', ({ clientId }: MessageWire) => told.note(`${talker.id} ${clientId}`));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}
