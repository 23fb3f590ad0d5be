import { DomainError, invalidInput } from '../../../domain/errors';
import type { Hold, SetHold } from '../../../domain/wire/chat-retention';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { listHolds } from '../retention-queries';
import { noteAccess, type Auditor } from '../note-access';

/**
 * Has everything kept: of a conversation, or of all a person is or was in. What retention is removing at this moment is
 * waited for; nothing goes afterwards.
 * @throws DomainError invalid-input (nobody, or nothing, of that id), conflict (there is one already)
 */
export async function setHold(db: Database, auditor: Auditor, wanted: SetHold): Promise<Hold> {
  const { conversationId, personId, reason } = wanted;
  try {
    return await db.transaction(async (tx) => {
      await requireSubject(tx, wanted);
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO chat_hold (person_id, conversation_id, reason, set_by) VALUES ($1, $2, $3, $4) RETURNING id`,
        [personId ?? null, conversationId ?? null, reason, auditor.id],
      );
      noteAccess(tx, auditor, { action: 'hold-set', conversationId, personId, reason });
      return findHold(tx, (row as { id: string }).id);
    });
  } catch (error) {
    if (!violatedConstraint(error)?.startsWith('chat_hold_')) throw error;
    throw new DomainError('conflict', 'There is a hold already.');
  }
}

/** Ends a hold; rules apply again from the next night on. @throws DomainError not-found, conflict (lifted already) */
export async function liftHold(
  db: Database,
  auditor: Auditor,
  input: { holdId: string; reason: string },
): Promise<Hold> {
  const { holdId, reason } = input;
  return db.transaction(async (tx) => {
    const lifted = await tx.query(
      `UPDATE chat_hold SET lifted_by = $2, lifted_at = clock_timestamp(), lift_reason = $3
       WHERE id = $1 AND lifted_at IS NULL RETURNING 1`,
      [holdId, auditor.id, reason],
    );
    const hold = await findHold(tx, holdId);
    if (lifted.length === 0) throw new DomainError('conflict', 'This hold has been lifted.');
    const of = { conversationId: hold.conversation?.id, personId: hold.person?.id };
    noteAccess(tx, auditor, { action: 'hold-lifted', ...of, reason });
    return hold;
  });
}

async function findHold(tx: Transaction, id: string): Promise<Hold> {
  const [hold] = await listHolds(tx, { id });
  if (!hold) throw new DomainError('not-found', 'There is no such hold.');
  return hold;
}

async function requireSubject(tx: Transaction, wanted: SetHold): Promise<void> {
  const [path, table, id] = wanted.conversationId
    ? (['conversationId', 'conversation', wanted.conversationId] as const)
    : (['personId', 'employee', wanted.personId] as const);
  const found = await tx.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
  if (found.length === 0) {
    throw invalidInput([
      { path, message: `There is no such ${table === 'employee' ? 'person' : table}.` },
    ]);
  }
}
