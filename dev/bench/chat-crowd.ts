import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ChangeList, ChangeWire, MessageWire } from '../../domain/wire/chat';
import type { NotificationWire } from '../../domain/wire/notifications';
import { issueSessionToken } from '../../platform/tokens/session-token';
import { cpuSoFar, cpuUsed, type CpuCost } from './cpu';
import type { BenchStack } from './stack';

const SIZE = 2000;
/** How many are in a conversation. */
const TOGETHER = 20;
const AT_ONCE = 50;
const SETTLE_MS = 5000;

/** What so many open pages cost, and how soon they were back after the API they hung on was killed. */
export interface CrowdResult {
  size: number;
  bytesBefore: number;
  bytesWith: number;
  /** CPU milliseconds a second while nothing happens. */
  idle: CpuCost;
  /** From the moment the API served again, in milliseconds: the socket, the bell, the conversation. */
  connected: number[];
  belled: number[];
  caughtUp: number[];
  /** How long there was no API. */
  awayMs: number;
  cpu: CpuCost;
}

interface Page {
  userId: string;
  conversationId: string;
  token: string;
  socket: Socket;
  lastSeq: number;
  lastChange: number;
  /** When each was there after the API was killed. */
  at: { connected?: number; belled?: number; caughtUp?: number };
}

/** Opens a crowd's pages, lets them idle, kills the API under them and waits until each lacks nothing. */
export async function measureCrowd(stack: BenchStack): Promise<CrowdResult> {
  const db = new pg.Client(stack.databaseUrl);
  await db.connect();
  const pages = await gather(db, stack);
  const pidsNow = () => ({ api: stack.pids.api, postgres: stack.serverPids.postgres });
  try {
    await sleep(SETTLE_MS);
    const bytesBefore = await stack.apiMemory();
    await inSteps(pages, (page) => connected(page));
    await sleep(SETTLE_MS);
    const idleFrom = cpuSoFar(pidsNow());
    await sleep(SETTLE_MS);
    const idle = perSecond(cpuUsed(idleFrom, cpuSoFar(pidsNow())), SETTLE_MS);
    const bytesWith = await stack.apiMemory();
    for (const page of pages) page.at = {};
    const killed = performance.now();
    await stack.crashApi(async () => {
      await missSomething(db, pages);
    });
    // Its processor time counts from its start, which is part of the price.
    const cpuFrom = { api: 0, postgres: cpuSoFar(pidsNow()).postgres ?? 0 };
    const served = performance.now();
    await untilAll(pages);
    const since = (what: keyof Page['at']) => pages.map(({ at }) => (at[what] as number) - served);
    return {
      ...{ size: SIZE, bytesBefore, bytesWith, idle, awayMs: served - killed },
      connected: since('connected'),
      belled: since('belled'),
      caughtUp: since('caughtUp'),
      cpu: cpuUsed(cpuFrom, cpuSoFar(pidsNow())),
    };
  } finally {
    for (const { socket } of pages) socket.close();
    await db.end();
  }
}

/** People with sessions, twenty to a conversation. */
async function gather(db: pg.Client, stack: BenchStack): Promise<Page[]> {
  const { rows } = await db.query<{ userId: string; sessionId: string; version: number }>(
    `WITH hired AS (
       INSERT INTO employee (email, name, password_hash, roles, joined_on)
       SELECT 'crowd' || n || '@netra.example', 'Crowd ' || n, '-', '{employee}', '2026-01-01'
       FROM generate_series(1, $1) AS n RETURNING id, token_version
     )
     INSERT INTO auth_session (employee_id, token_version, expires_at)
     SELECT id, token_version, now() + interval '1 hour' FROM hired
     RETURNING id AS "sessionId", employee_id AS "userId", token_version AS version`,
    [SIZE],
  );
  const pages: Page[] = [];
  for (let from = 0; from < rows.length; from += TOGETHER) {
    const people = rows.slice(from, from + TOGETHER).map(({ userId, sessionId, version }) => {
      const claims = { employeeId: userId, sessionId, tokenVersion: version };
      return { userId, token: issueSessionToken(stack.sessionSecret, claims, new Date()) };
    });
    const [first, ...others] = people as [(typeof people)[number]];
    const memberIds = (others as typeof people).map(({ userId }) => userId);
    const wanted = { kind: 'group', memberIds };
    const { id } = await call<{ id: string }>(stack.url, first.token, '/conversations', wanted);
    pages.push(...people.map((person) => pageOf(stack.url, { ...person, conversationId: id })));
  }
  return pages;
}

async function call<Answer>(url: string, token: string, path: string, body?: unknown) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as Answer;
}

/** A page as the app is one: it comes back by itself, says what it has of the bell, and reads what it lacks of its conversation. */
function pageOf(url: string, person: Pick<Page, 'userId' | 'conversationId' | 'token'>): Page {
  const socket = io(url, {
    ...{ transports: ['websocket'], forceNew: true, autoConnect: false },
    // As the app's.
    ...{ reconnectionDelay: 500, reconnectionDelayMax: 3000, randomizationFactor: 0.5 },
    auth: (tell) => tell({ token: person.token, lastSeq: page.lastSeq }),
  });
  const page: Page = { ...person, socket, lastSeq: 0, lastChange: 0, at: {} };
  const told = (change: number) => {
    page.lastChange = Math.max(page.lastChange, change);
    page.at.caughtUp = performance.now();
  };
  const readMissed = async (): Promise<void> => {
    const path = `/conversations/${page.conversationId}/changes?limit=500&after=${page.lastChange}`;
    try {
      const { items } = await call<ChangeList>(url, page.token, path);
      items.forEach(({ change }) => told(change));
    } catch {
      await sleep(500 + Math.random() * 500);
      if (socket.connected) await readMissed();
    }
  };
  socket.on('connect', () => {
    page.at.connected = performance.now();
    void readMissed();
  });
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), 1500 + Math.random() * 3000);
  });
  socket.on('notification', ({ seq }: NotificationWire) => {
    page.lastSeq = seq;
    page.at.belled = performance.now();
  });
  socket.on('message', ({ change }: MessageWire) => told(change));
  socket.on('conversation', ({ change }: ChangeWire) => told(change));
  return page;
}

function connected(page: Page): Promise<void> {
  const there = new Promise<void>((resolve) => page.socket.once('connect', resolve));
  page.socket.connect();
  return there;
}

async function inSteps<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
  }
}

/** Rings every bell and says something in every conversation, as another API would while this one is away. */
async function missSomething(db: pg.Client, pages: Page[]): Promise<void> {
  await db.query(
    `WITH stream AS (
       INSERT INTO notification_stream (user_id, head) SELECT id, 1 FROM unnest($1::uuid[]) AS id
       ON CONFLICT (user_id) DO UPDATE SET head = notification_stream.head + 1 RETURNING user_id, head
     )
     INSERT INTO notification (user_id, seq, type, title, body, link, dedupe_key)
     SELECT user_id, head, 'bench', 'Missed', '', '/', 'missed' FROM stream`,
    [pages.map(({ userId }) => userId)],
  );
  await db.query(
    `WITH taken AS (
       UPDATE conversation SET head = head + 1, change_head = change_head + 1
       WHERE id = ANY($1::uuid[]) RETURNING id, head, change_head, created_by
     ), written AS (
       INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change)
       SELECT id, head, created_by, 'missed', 'Missed.', change_head FROM taken
       RETURNING conversation_id, seq, author_id, change
     )
     INSERT INTO conversation_change (conversation_id, change, kind, seq, user_id)
     SELECT conversation_id, change, 'message', seq, author_id FROM written`,
    [[...new Set(pages.map(({ conversationId }) => conversationId))]],
  );
}

async function untilAll(pages: Page[]): Promise<void> {
  const lack = (what: keyof Page['at']) => pages.filter(({ at }) => !at[what]).length;
  const lacking = () => ({
    socket: lack('connected'),
    bell: lack('belled'),
    conversation: lack('caughtUp'),
  });
  const isOver = () => Object.values(lacking()).every((count) => count === 0);
  for (const end = performance.now() + 120_000; !isOver(); await sleep(50)) {
    if (performance.now() > end) throw new Error(`pages lack: ${JSON.stringify(lacking())}`);
  }
}

function perSecond(cost: CpuCost, ms: number): CpuCost {
  return Object.fromEntries(Object.entries(cost).map(([name, used]) => [name, (used * 1000) / ms]));
}
