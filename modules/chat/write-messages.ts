import { NETRA } from '../../domain/chat/netra';
import type { CardWire, MessageWire } from '../../domain/wire/chat';
import type { Database, Transaction } from '../../platform/database/database';
import { jsonRows } from '../../platform/database/json-rows';
import type { Bus } from '../../platform/realtime/bus';
import { attachFiles, refuseFiles } from './attach-files';
import { noteMentions } from './mentions';
import { isMember } from './policy';
import { MESSAGE_COLUMNS, presentMessage, type MessageRow } from './present-message';

/** A message somebody sends, or NETRA itself. */
export interface DraftMessage {
  authorId: string;
  clientId: string;
  text: string;
  /** Seq of the message it answers to, which is no answer itself. */
  threadOf?: number;
  card?: CardWire;
  /** Whom it names; whoever is not in the conversation is passed over. */
  mentions?: string[];
  mentionsAll?: boolean;
  /** Files its author uploaded here and has not sent yet. */
  fileIds?: string[];
}

/**
 * Writes messages into one conversation, in order. The conversation is locked first, until the transaction ends, so that
 * what follows sees who is in it and what is written already; a number that is taken is used.
 * @returns for each draft its message, or the first one of the same author and client id, or undefined when the author
 * is not in the conversation or its files are not theirs to send
 */
async function writeMessages(
  deps: { bus: Bus },
  tx: Transaction,
  input: { conversationId: string; drafts: DraftMessage[] },
): Promise<(MessageWire | undefined)[]> {
  const { conversationId } = input;
  tx.send('SELECT 1 FROM conversation WHERE id = $1 FOR NO KEY UPDATE', [conversationId]);
  const drafts = await refuseFiles(tx, input);
  const rows = await tx.query<MessageRow & { fresh: boolean }>(WRITE, [
    conversationId,
    JSON.stringify(drafts),
  ]);
  if (rows.length > 0) {
    tx.afterCommit(() => deps.bus.publish({ topic: 'chat', conversationIds: [conversationId] }));
  }
  const written = new Map(rows.map((row) => [keyOf(row), presentMessage(row)]));
  const fresh = new Set(rows.filter((row) => row.fresh).map(keyOf));
  const answers = rows.filter((row) => row.fresh && row.threadOf !== null);
  for (const row of await readAgain(tx, conversationId, answers)) {
    written.set(keyOf(row), presentMessage(row));
  }
  await nameThose(deps, tx, { conversationId, drafts, written, fresh });
  await attachFiles(tx, {
    conversationId,
    sending: drafts.flatMap(({ fileIds, ...draft }) => {
      const message = fresh.has(keyOf(draft)) && written.get(keyOf(draft));
      return message && fileIds?.length ? [{ message, fileIds }] : [];
    }),
  });
  return input.drafts.map((draft) => written.get(keyOf(draft)));
}

/** Answers as they stand once they are written: the statement that writes one does not count it in its thread yet. */
async function readAgain(
  tx: Transaction,
  conversationId: string,
  rows: MessageRow[],
): Promise<MessageRow[]> {
  if (rows.length === 0) return [];
  return tx.query<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM chat_message m LEFT JOIN employee author ON author.id = m.author_id
     WHERE m.conversation_id = $1 AND m.seq = ANY($2::bigint[])`,
    [conversationId, rows.map(({ seq }) => seq)],
  );
}

/** Writes down whom new messages name, and shows it of them. */
async function nameThose(
  deps: { bus: Bus },
  tx: Transaction,
  input: {
    conversationId: string;
    drafts: DraftMessage[];
    written: Map<string, MessageWire>;
    fresh: Set<string>;
  },
): Promise<void> {
  const { conversationId, drafts, written, fresh } = input;
  const naming = drafts.filter(({ mentions, mentionsAll }) => mentions?.length || mentionsAll);
  const mentioning = naming.flatMap((draft) => {
    const message = fresh.has(keyOf(draft)) && written.get(keyOf(draft));
    return message
      ? [{ message, userIds: draft.mentions ?? [], all: draft.mentionsAll ?? false }]
      : [];
  });
  const added = await noteMentions(deps, tx, { conversationId, mentioning });
  for (const { message } of mentioning) message.mentions = added.get(message.seq) ?? [];
}

/** The same in a transaction of its own. */
export function commitMessages(
  deps: { db: Database; bus: Bus },
  input: { conversationId: string; drafts: DraftMessage[] },
): Promise<(MessageWire | undefined)[]> {
  return deps.db.transaction((tx) => writeMessages(deps, tx, input));
}

const keyOf = ({ authorId, clientId }: { authorId: string; clientId: string }) =>
  `${authorId} ${clientId}`;

// NETRA writes wherever it has something to say, as nobody: without an author, and without being in the conversation.
const WRITE = `
  WITH draft AS (
    SELECT nullif(d."authorId", '${NETRA.id}') AS author_id, d."clientId" AS client_id, d.text,
      d."threadOf" AS thread_of, d.card, d.ordinality AS ord
    FROM ${jsonRows('$2', '"authorId" uuid, "clientId" text, text text, "threadOf" bigint, card jsonb')} AS d
    WHERE d."authorId" = '${NETRA.id}' OR ${isMember('$1', 'd."authorId"')}
  ), known AS (
    SELECT x.* FROM draft d JOIN chat_message x ON x.conversation_id = $1 AND x.client_id = d.client_id
      AND x.author_id IS NOT DISTINCT FROM d.author_id
  ), fresh AS (
    SELECT DISTINCT ON (author_id, client_id) * FROM draft d
    WHERE NOT EXISTS (SELECT FROM known k
      WHERE k.client_id = d.client_id AND k.author_id IS NOT DISTINCT FROM d.author_id)
    ORDER BY author_id, client_id, ord
  ), numbered AS (
    SELECT *, row_number() OVER (ORDER BY ord) AS n, count(*) OVER () AS size FROM fresh
  ), taken AS (
    UPDATE conversation SET head = head + f.size, change_head = change_head + f.size
    FROM (SELECT max(size) AS size FROM numbered) AS f WHERE id = $1 AND f.size > 0
    RETURNING head - f.size AS head, change_head - f.size AS change
  ), written AS (
    INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, thread_of, card, change)
    SELECT $1, taken.head + n, author_id, client_id, text, thread_of, card, taken.change + n
    FROM numbered, taken RETURNING *
  ), noted AS (
    INSERT INTO conversation_change (conversation_id, change, kind, seq, user_id)
    SELECT $1, change, 'message', seq, author_id FROM written
  )
  SELECT ${MESSAGE_COLUMNS}, m.fresh
  FROM (SELECT *, true AS fresh FROM written UNION SELECT *, false FROM known) AS m
  LEFT JOIN employee author ON author.id = m.author_id`;
