import type { TokenPrices } from '../../domain/assistant/cost';
import { storableJson, storableText } from '../../domain/storable';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { Database, Queryable } from '../../platform/database/database';
import type { TokenUse } from '../../platform/llm/language-model';
import type { Ending, Turn } from './asking';
import { isPlaceTaken, toldMore, type Untold } from './event-log';
import { addUsage } from './usage';

/** Turns of a conversation that are given along at most. */
const MOST_TURNS = 6;
/** A message that nobody has worked on for so long was on a node that is gone: who works on one notes it each second. */
const GIVEN_UP = '15 seconds';

/** What was asked and answered before a message in its conversation, oldest first. */
export async function turnsBefore(db: Queryable, messageId: string): Promise<Turn[]> {
  const rows = await db.query<{ text: string; answer: AssistantAnswer }>(
    `SELECT m.text, m.answer FROM assistant_message m
     JOIN assistant_message asked ON asked.id = $1 AND asked.thread_id = m.thread_id AND m.seq < asked.seq
     WHERE m.state = 'done' ORDER BY m.seq DESC LIMIT $2`,
    [messageId, MOST_TURNS],
  );
  return rows
    .map(({ text, answer }) => ({ text, words: answer.answer, calls: answer.toolCalls }))
    .reverse();
}

/** Writes a call down before its result is used. */
export async function recordCall(
  db: Queryable,
  messageId: string,
  { name, args, rowCount, refused, milliseconds }: AssistantAnswer['toolCalls'][number],
): Promise<void> {
  await db.query(
    `INSERT INTO assistant_call (message_id, seq, name, args, row_count, refused, milliseconds)
     SELECT $1, 1 + count(*), $2, $3, $4, $5, $6 FROM assistant_call WHERE message_id = $1`,
    // A model may call a tool by any name, and with any text.
    [
      ...[messageId, storableText(name), storableJson(args), rowCount],
      ...[refused && storableText(refused), milliseconds],
    ],
  );
}

const lastEvent = (ending: Ending): Untold => {
  if (ending.kind === 'done') return { type: 'answer', answer: ending.answer };
  if (ending.kind === 'stopped') return { type: 'stopped' };
  return { type: 'failed', reason: ending.error.message };
};

/** Ends a message once: its last event, its state, and what it cost. */
export async function closeMessage(
  db: Database,
  of: {
    messageId: string;
    personId: string;
    ending: Ending;
    words: string;
    /** The place of the last event that was told. */
    after: number;
    answeredBy: string | null;
    milliseconds: number;
    day: string;
    use: TokenUse;
    prices: TokenPrices | null;
  },
): Promise<void> {
  const { messageId, ending } = of;
  await db.transaction(async (tx) => {
    const answer = ending.kind === 'done' ? storableJson(ending.answer) : null;
    const closed = await tx.query(
      `UPDATE assistant_message SET state = $2, words = $3, answer = $4, answered_by = $5, milliseconds = $6
       WHERE id = $1 AND state = 'answering' RETURNING id`,
      [messageId, ending.kind, storableText(of.words), answer, of.answeredBy, of.milliseconds],
    );
    if (of.use.input + of.use.output > 0) addUsage(tx, { ...of, questions: 0 });
    if (closed.length === 0) return;
    const event = { seq: of.after + 1, ...lastEvent(ending) };
    tx.send('INSERT INTO assistant_event (message_id, seq, event) VALUES ($1, $2, $3)', [
      ...[messageId, event.seq, storableJson(event)],
    ]);
  });
  toldMore(messageId);
}

/**
 * Ends what was being answered on a node that is gone, with the words that were told, so that nobody waits for it.
 * @param threadId of one conversation, or null for all
 */
export async function giveUpLost(db: Queryable, threadId: string | null): Promise<void> {
  try {
    await db.query(
      `WITH lost AS (
         UPDATE assistant_message m SET state = 'failed', words = coalesce((
             SELECT string_agg(e.event->>'text', '' ORDER BY e.seq) FROM assistant_event e
             WHERE e.message_id = m.id AND e.event->>'type' = 'words'), '')
         WHERE state = 'answering' AND ($1::uuid IS NULL OR thread_id = $1)
           AND coalesce(worked_on_at, asked_at) < clock_timestamp() - $2::interval RETURNING id)
       INSERT INTO assistant_event (message_id, seq, event)
       SELECT l.id, place.next, jsonb_build_object('seq', place.next, 'type', 'failed', 'reason', $3::text)
       FROM lost l CROSS JOIN LATERAL (
         SELECT 1 + coalesce(max(e.seq), 0) AS next FROM assistant_event e WHERE e.message_id = l.id) place`,
      [threadId, GIVEN_UP, 'It was broken off: ask again.'],
    );
  } catch (error) {
    // Somebody works on it after all, and has just told more of it.
    if (!isPlaceTaken(error)) throw error;
  }
}

/** Asks for the end of an answer, on whichever node it is. */
export async function askToStop(db: Queryable, messageId: string): Promise<void> {
  await db.query(
    `UPDATE assistant_message SET stop_asked = true WHERE id = $1 AND state = 'answering'`,
    [messageId],
  );
}
