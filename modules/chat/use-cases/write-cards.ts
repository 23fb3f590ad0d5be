import type { CardWire } from '../../../domain/wire/chat';
import type { Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { netraConversationId } from '../netra-conversation';

/** Something NETRA shows to one person in their conversation with it. */
export interface CardDraft {
  userId: string;
  /** What it is about, as the bell calls it. */
  type: string;
  /** The same one never comes twice. */
  clientId: string;
  text: string;
  card: CardWire;
}

/**
 * SQL condition that a person wants to be shown something in chat: the one place where that is asked.
 * @param person SQL of the person's id
 * @param type SQL of what it is about, as the bell calls it
 */
export function wantsCard(person: string, type: string): string {
  // Everybody wants everything, as long as nobody can say otherwise.
  return `(${person} IS NOT NULL AND ${type} IS NOT NULL)`;
}

/**
 * Writes cards into people's conversations with NETRA, each once. Nothing is waited for: the statements leave with those
 * of the caller's transaction, and somebody without such a conversation gets none. Call it late in the transaction: the
 * conversations stay locked until it ends, always in the same order.
 */
export function writeCards(deps: { bus: Bus }, tx: Transaction, drafts: CardDraft[]): void {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => ({
    ...draft,
    conversationId: netraConversationId(draft.userId),
  }));
  const conversationIds = [...new Set(rows.map(({ conversationId }) => conversationId))];
  tx.send('SELECT 1 FROM conversation WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
    conversationIds,
  ]);
  tx.send(WRITE, [JSON.stringify(rows)]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'chat', conversationIds }));
}

const WRITE = `
  WITH fresh AS (
    SELECT DISTINCT ON (d."conversationId", d."clientId") d.*
    FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("conversationId" uuid, "userId" uuid, type text, "clientId" text,
      text text, card jsonb)) WITH ORDINALITY AS d ("conversationId", "userId", type, "clientId", text, card, ord)
    WHERE ${wantsCard('d."userId"', 'd.type')} AND NOT EXISTS (SELECT FROM chat_message m
      WHERE m.conversation_id = d."conversationId" AND m.client_id = d."clientId" AND m.author_id IS NULL)
    ORDER BY d."conversationId", d."clientId", d.ord
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY "conversationId" ORDER BY ord) AS n FROM fresh
  ), taken AS (
    UPDATE conversation c SET head = c.head + f.size, change_head = c.change_head + f.size
    FROM (SELECT "conversationId", count(*) AS size FROM numbered GROUP BY 1) AS f WHERE c.id = f."conversationId"
    RETURNING c.id, c.head - f.size AS head, c.change_head - f.size AS change
  ), written AS (
    INSERT INTO chat_message (conversation_id, seq, client_id, text, card, change)
    SELECT taken.id, taken.head + n, "clientId", text, card, taken.change + n
    FROM numbered JOIN taken ON taken.id = "conversationId" RETURNING *
  )
  INSERT INTO conversation_change (conversation_id, change, kind, seq)
  SELECT conversation_id, change, 'message', seq FROM written`;
