import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { MessageWire } from '../../../domain/wire/chat';

/**
 * Which thread is open beside the log: it is in the address, so that a reload and the way back find it. A permalink to an
 * answer opens its thread.
 */
export function useSideThread(messages: MessageWire[]) {
  const [params, setParams] = useSearchParams();
  const messageId = params.get('thread');
  const linked = Number(params.get('message')) || null;
  const followed = useRef<number | null>(null);
  const set = useCallback(
    (id: string | null) =>
      setParams((current) => {
        const next = new URLSearchParams(current);
        if (id) next.set('thread', id);
        else next.delete('thread');
        return next;
      }),
    [setParams],
  );
  const openThread = useCallback((message: MessageWire) => set(message.id), [set]);
  useEffect(() => {
    const answer = messages.find(({ seq, threadOf }) => seq === linked && threadOf !== null);
    if (!answer || followed.current === linked) return;
    followed.current = linked;
    set(answer.id);
  }, [linked, messages, set]);
  return { messageId, openThread, close: () => set(null) };
}
