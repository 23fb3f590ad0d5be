import { createContext, useContext } from 'react';
import type { ConversationDetail, MessageWire } from '../../../domain/wire/chat';

/** The conversation that is open, for what is shown of its messages. */
interface OpenedConversation {
  conversation: ConversationDetail;
  /** Opens the thread of a message beside the log; null where one is in a thread already. */
  openThread: ((message: MessageWire) => void) | null;
}

export const ConversationContext = createContext<OpenedConversation | null>(null);

/** The conversation that is open. */
export function useOpened(): OpenedConversation {
  const opened = useContext(ConversationContext);
  if (!opened) throw new Error('useOpened is used outside an open conversation');
  return opened;
}
