import { useDebouncedCallback, useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ConversationDetail } from '../../../domain/wire/chat';
import { useMarkConversationRead, useMarkUnread } from './api';
import type { ThreadView } from './thread';

const GATHER_MS = 250;

/**
 * What of a log is read: whatever has been in sight while the page was, and at the end of it also what is not shown by
 * itself, such as answers in threads. What somebody makes unread stays so until they come again.
 */
export function useReading(input: {
  conversation: Pick<ConversationDetail, 'id' | 'readSeq'>;
  thread: Pick<ThreadView, 'messages' | 'hasNewer'>;
}) {
  const { id: conversationId, readSeq } = input.conversation;
  const { messages, hasNewer } = input.thread;
  const marked = useRef(readSeq);
  const [inSight, setInSight] = useState(0);
  const [atEnd, setAtEnd] = useState(false);
  const [held, setHeld] = useState(false);
  const visible = useDocumentVisibility() === 'visible';
  const { mutate } = useMarkConversationRead(conversationId);
  const { mutate: makeUnread } = useMarkUnread(conversationId);
  const mark = useDebouncedCallback((seq: number) => mutate(seq), GATHER_MS);
  const last = messages.at(-1)?.seq ?? 0;
  const seen = atEnd && !hasNewer ? last : inSight;

  useEffect(() => {
    if (!visible || held || seen <= marked.current) return;
    marked.current = seen;
    mark(seen);
  }, [visible, held, seen, mark]);

  return {
    atEnd,
    onSight: setInSight,
    onEnd: setAtEnd,
    markUnread: (from: number) => {
      mark.cancel();
      setHeld(true);
      makeUnread(from);
    },
  };
}
