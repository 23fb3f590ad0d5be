import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantMessage, AssistantThread } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { giveUpLost } from './message-store';

/** What a conversation is called until its first question. */
export const NEW_THREAD = 'New conversation';

interface ThreadRow {
  id: string;
  title: string;
  createdAt: Date;
  updatedAt: Date;
  key: string;
}

const SELECT_THREAD = `SELECT t.id, t.title, t.created_at AS "createdAt", t.updated_at AS "updatedAt",
    to_char(t.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS key
  FROM assistant_thread t WHERE t.person_id = $1 AND t.deleted_at IS NULL`;

const presentThread = ({ id, title, createdAt, updatedAt }: ThreadRow): AssistantThread => ({
  ...{ id, title, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
});

const none = () => new DomainError('not-found', 'There is no such conversation.');

/** Begins a conversation of one's own. */
export async function startThread(db: Queryable, { id }: Principal): Promise<AssistantThread> {
  const [row] = await db.query<ThreadRow>(
    `INSERT INTO assistant_thread (person_id, title) VALUES ($1, $2)
     RETURNING id, title, created_at AS "createdAt", updated_at AS "updatedAt"`,
    [id, NEW_THREAD],
  );
  return presentThread(row!);
}

/** One's own conversations, the latest first; `q` is looked for in names and questions. */
export async function threadsPage(
  db: Queryable,
  principal: Principal,
  query: { q?: string; limit: number; cursor?: string },
): Promise<Page<AssistantThread>> {
  const end = decodeCursor(query.cursor);
  const rows = await db.query<ThreadRow>(
    `${SELECT_THREAD}
       AND ($2::text IS NULL OR position(lower($2) in lower(t.title)) > 0 OR EXISTS (
         SELECT 1 FROM assistant_message m WHERE m.thread_id = t.id
           AND (position(lower($2) in lower(m.text)) > 0 OR position(lower($2) in lower(m.words)) > 0)))
       AND ($3::text IS NULL OR (t.updated_at, t.id) < ($3::timestamp AT TIME ZONE 'UTC', $4::uuid))
     ORDER BY t.updated_at DESC, t.id DESC LIMIT $5`,
    [principal.id, query.q ?? null, end?.sortKey ?? null, end?.id ?? null, query.limit + 1],
  );
  return toPage(rows, query.limit, {
    position: ({ key, id }) => ({ sortKey: key, id }),
    present: presentThread,
  });
}

/** One of one's own conversations. @throws DomainError not-found, also for somebody else's */
export async function findThread(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<AssistantThread> {
  const [row] = await db.query<ThreadRow>(`${SELECT_THREAD} AND t.id = $2`, [principal.id, id]);
  if (!row) throw none();
  return presentThread(row);
}

/** Gives a conversation another name. @throws DomainError not-found, also for somebody else's */
export async function renameThread(
  db: Queryable,
  principal: Principal,
  { id, title }: { id: string; title: string },
): Promise<AssistantThread> {
  await findThread(db, principal, id);
  await db.query('UPDATE assistant_thread SET title = $2 WHERE id = $1', [id, title]);
  return findThread(db, principal, id);
}

/** Takes a conversation away from its owner's sight. @throws DomainError not-found, also for somebody else's */
export async function deleteThread(db: Queryable, principal: Principal, id: string): Promise<void> {
  await findThread(db, principal, id);
  await db.query('UPDATE assistant_thread SET deleted_at = clock_timestamp() WHERE id = $1', [id]);
  await db.query(
    `UPDATE assistant_message SET stop_asked = true WHERE thread_id = $1 AND state = 'answering'`,
    [id],
  );
}

interface MessageRow {
  id: string;
  seq: number;
  text: string;
  askedAt: Date;
  state: AssistantMessage['state'];
  words: string;
  problem: string | null;
  answer: AssistantAnswer | null;
  verdict: 'up' | 'down' | null;
  reason: string | null;
}

const SELECT_MESSAGE = `SELECT m.id, m.seq, m.text, m.asked_at AS "askedAt", m.state, m.words, m.answer, f.verdict, f.reason,
    CASE m.state WHEN 'failed' THEN (SELECT e.event->>'reason' FROM assistant_event e WHERE e.message_id = m.id
      ORDER BY e.seq DESC LIMIT 1) END AS problem
  FROM assistant_message m JOIN assistant_thread t ON t.id = m.thread_id AND t.deleted_at IS NULL
  LEFT JOIN assistant_feedback f ON f.message_id = m.id
  WHERE t.person_id = $1 AND m.thread_id = $2`;

const presentMessage = ({ askedAt, verdict, reason, ...row }: MessageRow): AssistantMessage => ({
  ...row,
  askedAt: askedAt.toISOString(),
  feedback: verdict && { verdict, ...(reason === null ? {} : { reason }) },
});

/** What was asked and answered in one's own conversation, oldest first. @throws DomainError not-found */
export async function messagesOf(
  db: Queryable,
  principal: Principal,
  threadId: string,
): Promise<AssistantMessage[]> {
  await findThread(db, principal, threadId);
  await giveUpLost(db, threadId);
  const rows = await db.query<MessageRow>(`${SELECT_MESSAGE} ORDER BY m.seq`, [
    ...[principal.id, threadId],
  ]);
  return rows.map(presentMessage);
}

/** A message of one's own conversation. */
export interface MessagePlace {
  threadId: string;
  messageId: string;
}

/** One question with its answer. @throws DomainError not-found, also for somebody else's */
export async function findMessage(
  db: Queryable,
  principal: Principal,
  { threadId, messageId }: MessagePlace,
): Promise<AssistantMessage> {
  const [row] = await db.query<MessageRow>(`${SELECT_MESSAGE} AND m.id = $3`, [
    ...[principal.id, threadId, messageId],
  ]);
  if (!row) throw new DomainError('not-found', 'There is no such question.');
  return presentMessage(row);
}

/** Keeps what somebody thinks of an answer of theirs; null takes it back. @throws DomainError not-found */
export async function giveFeedback(
  db: Queryable,
  principal: Principal,
  {
    place,
    verdict,
    reason,
  }: {
    place: MessagePlace;
    verdict: 'up' | 'down' | null;
    reason?: string;
  },
): Promise<AssistantMessage> {
  await findMessage(db, principal, place);
  if (verdict === null) {
    await db.query('DELETE FROM assistant_feedback WHERE message_id = $1', [place.messageId]);
  } else {
    await db.query(
      `INSERT INTO assistant_feedback (message_id, verdict, reason) VALUES ($1, $2, $3)
       ON CONFLICT (message_id) DO UPDATE SET verdict = $2, reason = $3, at = clock_timestamp()`,
      [place.messageId, verdict, reason ?? null],
    );
  }
  return findMessage(db, principal, place);
}
