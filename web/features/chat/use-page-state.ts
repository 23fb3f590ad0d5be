import { useEffect } from 'react';
import { useSocket } from '../../lib/socket';

/** Whoever has touched nothing for this long is away. */
const IDLE_MS = 5 * 60_000;
const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/** Tells the server when nobody has touched this page for a while, and when somebody does again. */
export function usePageState(): void {
  const socket = useSocket();
  useEffect(() => {
    let away = false;
    let timer: ReturnType<typeof setTimeout>;
    const tell = (next: boolean) => {
      if (next === away) return;
      away = next;
      if (socket.connected) socket.emit('presence', { away });
    };
    const touched = () => {
      tell(false);
      clearTimeout(timer);
      timer = setTimeout(() => tell(true), IDLE_MS);
    };
    // A new connection is taken for somebody who is there.
    const connected = () => away && socket.emit('presence', { away });
    touched();
    socket.on('connect', connected);
    for (const touch of TOUCHES) window.addEventListener(touch, touched, { passive: true });
    return () => {
      clearTimeout(timer);
      socket.off('connect', connected);
      for (const touch of TOUCHES) window.removeEventListener(touch, touched);
    };
  }, [socket]);
}
