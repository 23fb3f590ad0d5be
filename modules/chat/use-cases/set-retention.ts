import { invalidInput } from '../../../domain/errors';
import type { Retention, SetRetention } from '../../../domain/wire/chat-retention';
import type { Database, Transaction } from '../../../platform/database/database';
import { previewRetention, readRetention, ruleRows } from '../retention-queries';
import { noteAccess, type Auditor } from '../note-access';

/**
 * Replaces the rules by which messages go. What they were, what they are and how much goes with the next night is in the
 * auditors' log.
 * @throws DomainError invalid-input naming a conversation that does not exist
 */
export async function setRetention(
  db: Database,
  auditor: Auditor,
  wanted: SetRetention,
): Promise<Retention> {
  const { reason, ...rules } = wanted;
  return db.transaction(async (tx) => {
    // One change after the other, and none while messages are being removed.
    await tx.query('LOCK TABLE chat_retention_rule IN SHARE ROW EXCLUSIVE MODE');
    await requireConversations(tx, wanted);
    const before = await readRetention(tx);
    const { messages } = await previewRetention(tx, rules);
    tx.send('DELETE FROM chat_retention_rule');
    tx.send(
      `INSERT INTO chat_retention_rule (kind, conversation_id, days, set_by)
       SELECT r.kind, r.conversation_id, r.days, $2
       FROM jsonb_to_recordset($1::jsonb) AS r (kind text, conversation_id uuid, days integer)`,
      [JSON.stringify(ruleRows(rules)), auditor.id],
    );
    const filters = { before: daysAlone(before), after: rules };
    noteAccess(tx, auditor, { action: 'retention-set', reason, filters, hits: messages });
    return readRetention(tx);
  });
}

const daysAlone = ({ conversations, ...kinds }: Retention) => ({
  ...kinds,
  conversations: conversations.map(({ conversation, days }) => ({
    ...{ conversationId: conversation.id, days },
  })),
});

async function requireConversations(tx: Transaction, wanted: SetRetention): Promise<void> {
  const ids = wanted.conversations.map(({ conversationId }) => conversationId);
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM conversation WHERE id = ANY($1::uuid[])',
    [ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  const problems = ids.flatMap((id, at) =>
    known.has(id)
      ? []
      : {
          path: `conversations.${at}.conversationId`,
          message: 'There is no such conversation.',
        },
  );
  if (problems.length > 0) throw invalidInput(problems);
}
