import type { ConversationDetail, MessageWire } from '../../../domain/wire/chat';

/** Where a log opens, and what was new in it then. */
export interface LogStart {
  /** The first message that was read: what comes before it later moves nothing. */
  firstSeq: number | undefined;
  newFrom: number | undefined;
  place: { index: number | 'LAST'; align: 'start' | 'center' | 'end' };
}

/**
 * A log opens at the message that was asked for, otherwise at the first that is not read, otherwise at its end.
 * @param input.messages what is shown, oldest first
 */
export function startOf(input: {
  messages: MessageWire[];
  conversation: Pick<ConversationDetail, 'readSeq'>;
  meId: string;
  target: number | undefined;
}): LogStart {
  const { messages, conversation, meId, target } = input;
  const indexOf = (isIt: (message: MessageWire) => boolean) => messages.findIndex(isIt);
  const firstNew = indexOf(({ seq, author }) => seq > conversation.readSeq && author.id !== meId);
  const wanted = target === undefined ? -1 : indexOf(({ seq }) => seq === target);
  const start = { firstSeq: messages[0]?.seq, newFrom: messages[firstNew]?.seq };
  if (wanted >= 0) return { ...start, place: { index: wanted, align: 'center' } };
  if (firstNew >= 0) return { ...start, place: { index: firstNew, align: 'center' } };
  return { ...start, place: { index: 'LAST', align: 'end' } };
}
