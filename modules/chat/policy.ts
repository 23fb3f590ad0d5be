/**
 * Whether a person tells others what they have read.
 * @param person SQL of the person's id
 */
export function tellsRead(person: string): string {
  return `NOT EXISTS (SELECT 1 FROM chat_setting told WHERE told.user_id = ${person} AND NOT told.tells_read)`;
}

/**
 * SQL condition that a person is in a conversation now: what every read and every write of chat stands on. Nobody is let
 * in by a role; what admins may read, they read elsewhere, with a reason.
 * @param conversation SQL of the conversation's id
 * @param person SQL of the person's id
 */
export function isMember(conversation: string, person: string): string {
  return `EXISTS (SELECT 1 FROM conversation_member member WHERE member.conversation_id = ${conversation}
    AND member.user_id = ${person} AND member.left_at IS NULL)`;
}
