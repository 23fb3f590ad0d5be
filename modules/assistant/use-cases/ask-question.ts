import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { DomainError } from '../../../domain/errors';
import { violatedConstraint, type Transaction } from '../../../platform/database/database';
import type { AnsweringDeps } from '../asking';
import { readSettings } from '../settings';
import { findThread, NEW_THREAD } from '../threads';
import { addUsage, pricesOf, requireWithinLimits } from '../usage';
import { switchedOff } from '../watch';

const TITLE_LENGTH = 80;

/** A question somebody asks in a conversation of theirs. */
export interface Question {
  threadId: string;
  text: string;
}

/**
 * Takes a question in: within limits, one at a time in a conversation, the next of its order.
 * @returns the id of the message that is to be answered
 * @throws DomainError not-found, unavailable (switched off), rate-limited, conflict (the answer before is on its way)
 */
export async function takeQuestion(
  deps: AnsweringDeps,
  principal: Principal,
  question: Question,
): Promise<string> {
  const { db, clock, config, model } = deps;
  const now = clock.now();
  try {
    return await db.transaction(async (tx) => {
      // Two questions of one person wait for one another here, so that limits are exact.
      await tx.query('SELECT 1 FROM employee WHERE id = $1 FOR NO KEY UPDATE', [principal.id]);
      await findThread(tx, principal, question.threadId);
      const settings = await readSettings(tx);
      if (!settings.isOn) throw switchedOff();
      await requireWithinLimits(tx, principal, { settings, now, byModel: model !== null });
      addUsage(tx, {
        ...{ personId: principal.id, day: dateIn(principal.zone, now) },
        ...{ use: { input: 0, output: 0 }, questions: 1, prices: pricesOf(config) },
      });
      return insertMessage(tx, principal, { ...question, now });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'assistant_message_answering') throw error;
    throw new DomainError(
      'conflict',
      'The answer before is still on its way: wait for it, or stop it.',
    );
  }
}

async function insertMessage(
  tx: Transaction,
  { id }: Principal,
  { threadId, text, now }: Question & { now: Date },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `WITH place AS (
       UPDATE assistant_thread SET head = head + 1, updated_at = $4,
         title = CASE WHEN head = 0 AND title = $5 THEN $6 ELSE title END
       WHERE id = $1 RETURNING head)
     INSERT INTO assistant_message (thread_id, person_id, seq, text, asked_at, worked_on_at)
     SELECT $1, $2, head, $3, $4, clock_timestamp() FROM place RETURNING id`,
    [threadId, id, text, now, NEW_THREAD, text.slice(0, TITLE_LENGTH)],
  );
  return row!.id;
}
