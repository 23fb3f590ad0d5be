import { useCallback, useEffect, useRef, useState } from 'react';
import { useSocket, useSocketEvent } from '../../lib/socket';

const SHOWN_MS = 4_000;
const TOLD_EVERY_MS = 1_500;

/** Who writes in a conversation at the moment, and how to say that I do. */
export function useTyping(conversationId: string): { writing: string[]; tell: () => void } {
  const socket = useSocket();
  const [until, setUntil] = useState<ReadonlyMap<string, number>>(new Map());
  const told = useRef(0);
  useSocketEvent<{ conversationId: string; userId: string }>('typing', (typing) => {
    if (typing.conversationId !== conversationId) return;
    setUntil((known) => new Map(known).set(typing.userId, Date.now() + SHOWN_MS));
  });
  useSocketEvent<{ conversationId: string; author: { id: string } }>('message', ({ author }) =>
    setUntil((known) => new Map([...known].filter(([userId]) => userId !== author.id))),
  );
  useEffect(() => {
    if (until.size === 0) return;
    const timer = setTimeout(() => {
      const now = Date.now();
      setUntil((known) => new Map([...known].filter(([, end]) => end > now)));
    }, SHOWN_MS / 4);
    return () => clearTimeout(timer);
  }, [until]);
  const tell = useCallback(() => {
    if (Date.now() - told.current < TOLD_EVERY_MS) return;
    told.current = Date.now();
    socket.volatile.emit('typing', { conversationId });
  }, [socket, conversationId]);
  return { writing: [...until.keys()], tell };
}
