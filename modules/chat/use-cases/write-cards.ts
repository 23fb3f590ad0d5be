import { noticeOfRow, notices } from '../../../domain/notifications/notices';
import type { CardWire } from '../../../domain/wire/chat';
import type { Transaction } from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';
import type { Bus } from '../../../platform/realtime/bus';
import { netraConversationId } from '../netra-conversation';

/** Something NETRA shows to one person in their conversation with it. */
interface CardDraft {
  userId: string;
  /** What it is about, as the bell calls it. */
  type: string;
  /** The same one never comes twice. */
  clientId: string;
  text: string;
  card: CardWire;
  /** `dedupeKey` of the bell row that tells the same: its delivery log names the card. */
  rings: string;
}

/**
 * Writes cards into people's conversations with NETRA, each once. Nothing is waited for: the statements leave with those
 * of the caller's transaction, and neither somebody without such a conversation nor somebody who has turned this off in
 * chat gets one. Call it late in the transaction, after the bell is rung: the conversations stay locked until it ends,
 * always in the same order.
 */
export function writeCards(deps: { bus: Bus }, tx: Transaction, drafts: CardDraft[]): void {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => {
    const notice = noticeOfRow(draft.type);
    const conversationId = netraConversationId(draft.userId);
    return { ...draft, conversationId, notice, choice: notices[notice].channels.chat };
  });
  const conversationIds = [...new Set(rows.map(({ conversationId }) => conversationId))];
  tx.send('SELECT 1 FROM conversation WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
    conversationIds,
  ]);
  tx.send(WRITE, [JSON.stringify(rows)]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'chat', conversationIds }));
}

const WRITE = `
  WITH fresh AS (
    SELECT DISTINCT ON (d."conversationId", d."clientId") d.*,
      d.choice = 'always' OR coalesce(p.wanted, d.choice = 'on') AS wanted
    FROM ${jsonRows(
      '$1',
      '"conversationId" uuid, "userId" uuid, notice text, choice text, "clientId" text, text text, card jsonb, rings text',
    )} AS d
    LEFT JOIN notification_preference p ON p.user_id = d."userId" AND p.notice = d.notice AND p.channel = 'chat'
    WHERE d.choice IS NOT NULL AND EXISTS (SELECT FROM conversation c WHERE c.id = d."conversationId")
      AND NOT EXISTS (SELECT FROM chat_message m
        WHERE m.conversation_id = d."conversationId" AND m.client_id = d."clientId" AND m.author_id IS NULL)
    ORDER BY d."conversationId", d."clientId", d.ordinality
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY "conversationId" ORDER BY ordinality) AS n FROM fresh WHERE wanted
  ), taken AS (
    UPDATE conversation c SET head = c.head + f.size, change_head = c.change_head + f.size
    FROM (SELECT "conversationId", count(*) AS size FROM numbered GROUP BY 1) AS f WHERE c.id = f."conversationId"
    RETURNING c.id, c.head - f.size AS head, c.change_head - f.size AS change
  ), written AS (
    INSERT INTO chat_message (conversation_id, seq, client_id, text, card, change)
    SELECT taken.id, taken.head + n, "clientId", text, card, taken.change + n
    FROM numbered JOIN taken ON taken.id = "conversationId" RETURNING *
  ), logged AS (
    INSERT INTO notification_delivery (notification_id, channel, state, detail)
    SELECT n.id, 'chat', 'queued', CASE WHEN f.wanted THEN '' ELSE 'turned-off' END
    FROM fresh f JOIN notification n ON n.user_id = f."userId" AND n.dedupe_key = f.rings
    ON CONFLICT DO NOTHING
  )
  INSERT INTO conversation_change (conversation_id, change, kind, seq)
  SELECT conversation_id, change, 'message', seq FROM written`;
