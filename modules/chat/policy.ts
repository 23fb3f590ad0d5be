import { isUnrestricted } from '../restrictions/policy';

/**
 * Whether a person tells others what they have read.
 * @param person SQL of the person's id
 */
export function tellsRead(person: string): string {
  return `NOT EXISTS (SELECT 1 FROM chat_setting told WHERE told.user_id = ${person} AND NOT told.tells_read)`;
}

/**
 * SQL condition that nothing keeps a person from chat now. Doors ask it once for every route of chat; writes ask again
 * under the lock they write under, and whoever tells pages of what was written asks it of each of them.
 * @param person SQL of the person's id
 */
export function mayChat(person: string): string {
  return isUnrestricted('chat', person);
}

/**
 * SQL condition that a person is in a conversation now and may chat: what every read and every write of chat stands on. Nobody is let
 * in by a role; what admins may read, they read elsewhere, with a reason.
 * @param conversation SQL of the conversation's id
 * @param person SQL of the person's id
 */
export function isMember(conversation: string, person: string): string {
  return `(EXISTS (SELECT 1 FROM conversation_member member WHERE member.conversation_id = ${conversation}
    AND member.user_id = ${person} AND member.left_at IS NULL) AND ${mayChat(person)})`;
}

/** SQL of what the members of a conversation `c` follow: 'department', 'project', or null where people decide it. */
export const FOLLOWS = `(SELECT CASE WHEN o.department_id IS NULL THEN 'project' ELSE 'department' END
  FROM organisation_channel o WHERE o.conversation_id = c.id)`;
