import type { ConversationWire } from '../../../domain/wire/chat';

/** What a conversation's badge counts: what is unread; muted, what is unread and names me. */
export function countedOf(
  conversation: Pick<ConversationWire, 'muted' | 'unread' | 'unreadMentions'>,
): number {
  return conversation.muted ? conversation.unreadMentions : conversation.unread;
}

/** Conversations as they are listed: favourites on top, both parts in the order they came in. */
export function sectionsOf(conversations: ConversationWire[]): {
  favourites: ConversationWire[];
  others: ConversationWire[];
} {
  return {
    favourites: conversations.filter(({ favourite }) => favourite),
    others: conversations.filter(({ favourite }) => !favourite),
  };
}

/** The conversation before or after one, as they are listed; the first or last at the ends. */
export function neighbourOf(
  conversations: ConversationWire[],
  input: { selected: string | undefined; step: 1 | -1 },
): string | undefined {
  const { favourites, others } = sectionsOf(conversations);
  const ids = [...favourites, ...others].map(({ id }) => id);
  const at = input.selected === undefined ? -1 : ids.indexOf(input.selected);
  if (at < 0) return input.step > 0 ? ids[0] : ids.at(-1);
  return ids[at + input.step];
}
