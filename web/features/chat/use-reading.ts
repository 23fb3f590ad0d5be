import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { MessageWire } from '../../../domain/wire/chat';
import { useMarkConversationRead } from './api';

const NEAR_END_PX = 80;
const NEAR_START_PX = 120;

/**
 * Where the reader of a log stands: at its end they stay at its end and what comes is read; further up they stay where
 * they are, also when earlier messages are put above.
 */
export function useReading(input: {
  conversationId: string;
  messages: MessageWire[];
  readSeq: number;
  older: () => void;
}) {
  const { messages, readSeq, older } = input;
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const marked = useRef(readSeq);
  const before = useRef({ first: 0, height: 0 });
  const visible = useDocumentVisibility() === 'visible';
  const { mutate: mark } = useMarkConversationRead(input.conversationId);
  const first = messages[0]?.seq ?? 0;
  const last = messages.at(-1)?.seq ?? 0;

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const grew = element.scrollHeight - before.current.height;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    else if (first < before.current.first) element.scrollTop += grew;
    before.current = { first, height: element.scrollHeight };
  }, [first, messages]);
  useEffect(() => {
    if (!visible || !atEnd.current || last <= marked.current) return;
    marked.current = last;
    mark(last);
  }, [visible, last, mark]);

  const onScroll = () => {
    const element = log.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (scrollTop < NEAR_START_PX) older();
    if (atEnd.current && visible && last > marked.current) {
      marked.current = last;
      mark(last);
    }
  };
  return { log, onScroll };
}
