import type { ChatSettings, ConversationWire, MemberSettings } from '../../../domain/wire/chat';
import type { Queryable } from '../../../platform/database/database';
import type { ChatDeps } from '../deps';
import { findConversation } from '../queries';

/** Mutes a conversation for a person, or puts it among their favourites; their other pages are told. @throws DomainError not-found */
export async function changeMemberSettings(
  deps: ChatDeps,
  input: { userId: string; conversationId: string; wanted: MemberSettings },
): Promise<ConversationWire> {
  const { userId, conversationId, wanted } = input;
  await deps.db.query(
    `UPDATE conversation_member SET muted = coalesce($3, muted), favourite = coalesce($4, favourite)
     WHERE conversation_id = $1 AND user_id = $2 AND left_at IS NULL`,
    [conversationId, userId, wanted.muted ?? null, wanted.favourite ?? null],
  );
  const conversation = await findConversation(deps.db, input);
  const upTo = conversation.readSeq;
  deps.bus.publish({ topic: 'chat-read', userId, conversationId, upTo });
  return conversation;
}

/** What a person tells others of themselves. */
export async function readChatSettings(db: Queryable, userId: string): Promise<ChatSettings> {
  const [row] = await db.query<ChatSettings>(
    `SELECT tells_read AS "tellsRead", tells_presence AS "tellsPresence" FROM chat_setting WHERE user_id = $1`,
    [userId],
  );
  return row ?? { tellsRead: true, tellsPresence: true };
}

/** Changes what a person tells others of themselves, from now on. */
export async function changeChatSettings(
  deps: ChatDeps,
  input: { userId: string; wanted: Partial<ChatSettings> },
): Promise<ChatSettings> {
  const { userId, wanted } = input;
  await deps.db.query(
    `INSERT INTO chat_setting (user_id, tells_read, tells_presence)
     VALUES ($1, coalesce($2, true), coalesce($3, true))
     ON CONFLICT (user_id) DO UPDATE SET tells_read = coalesce($2, chat_setting.tells_read),
       tells_presence = coalesce($3, chat_setting.tells_presence)`,
    [userId, wanted.tellsRead ?? null, wanted.tellsPresence ?? null],
  );
  if (wanted.tellsPresence !== undefined) {
    deps.bus.publish({ topic: 'presence-setting', userId });
  }
  return readChatSettings(deps.db, userId);
}
