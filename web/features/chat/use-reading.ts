import { useDocumentVisibility } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useMarkConversationRead, useMarkConversationUnread } from './reading-api';

const NEAR_END_PX = 80;
/** What scrolls by is not told to the server one by one. */
const SETTLE_MS = 200;

/**
 * Where the reader of a log stands: at its end they stay at its end, whatever grows; further up they stay where they are.
 * `startsAtEnd` says whether the log was opened at its end, `onMove` hears of each move.
 */
export function useStanding(input: { startsAtEnd: boolean; onMove: (log: HTMLElement) => void }) {
  const { startsAtEnd } = input;
  const moved = useRef(input.onMove);
  useEffect(() => {
    moved.current = input.onMove;
  });
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [isAtEnd, setAtEnd] = useState(startsAtEnd);
  const stays = useRef(startsAtEnd);
  const top = useRef(0);
  const stand = useCallback((atEnd: boolean) => {
    stays.current = atEnd;
    setAtEnd(atEnd);
  }, []);
  const toEnd = useCallback(() => {
    stand(true);
    scroller?.scrollTo({ top: scroller.scrollHeight });
  }, [scroller, stand]);
  const onGrowth = useCallback(() => {
    requestAnimationFrame(() => {
      if (!scroller) return;
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      if (stays.current) scroller.scrollTo({ top: scrollHeight });
      else if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) stand(true);
      moved.current(scroller);
    });
  }, [scroller, stand]);
  useEffect(() => {
    if (!scroller) return;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) stand(true);
      else if (scrollTop < top.current) stand(false);
      top.current = scrollTop;
      moved.current(scroller);
    };
    // The writing place grows, or a keyboard comes up.
    const resized = new ResizeObserver(onGrowth);
    resized.observe(scroller);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [scroller, stand, onGrowth]);
  return { scroller, setScroller, isAtEnd, toEnd, onGrowth };
}

/**
 * Tells the server what has been seen while the page is looked at. What was marked unread stays so until the reader says
 * that it is read, or comes again.
 */
export function useMarking(input: { conversationId: string; readSeq: number }) {
  const { conversationId } = input;
  const visible = useDocumentVisibility() === 'visible';
  const { mutate: mark } = useMarkConversationRead(conversationId);
  const { mutate: markUnread } = useMarkConversationUnread(conversationId);
  const marked = useRef(input.readSeq);
  const seen = useRef(input.readSeq);
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    const before = marked.current;
    if (!visible || held.current || seen.current <= before) return;
    marked.current = seen.current;
    mark(seen.current, { onError: () => (marked.current = Math.min(marked.current, before)) });
  }, [visible, mark]);
  useEffect(() => {
    flush();
    return () => clearTimeout(timer.current);
  }, [flush]);
  const see = useCallback(
    (seq: number, at: 'end' | 'middle') => {
      seen.current = Math.max(seen.current, seq);
      if (held.current) return;
      if (at === 'end') return flush();
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SETTLE_MS);
    },
    [flush],
  );
  const unreadFrom = useCallback(
    (from: number) => {
      held.current = true;
      clearTimeout(timer.current);
      seen.current = marked.current = from - 1;
      markUnread(from);
    },
    [markUnread],
  );
  const release = useCallback(() => {
    held.current = false;
    flush();
  }, [flush]);
  return { see, unreadFrom, release };
}
