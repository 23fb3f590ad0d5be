import { createContext, useContext, useEffect, useRef } from 'react';
import { io, type Socket } from 'socket.io-client';

/**
 * When pages whose server has gone come back: the first ones after a quarter of a second, each at a moment of its own, so
 * that thousands do not come in step; and while it is away never more than some seconds apart.
 */
const BACK_OFF = { reconnectionDelay: 500, reconnectionDelayMax: 3000, randomizationFactor: 0.5 };

/** The tab's one socket, authenticated by the session cookie. Not connected until asked. */
export function createSocket(): Socket {
  return io({ path: '/socket.io', autoConnect: false, withCredentials: true, ...BACK_OFF });
}

/** The tab's socket, below whoever keeps it. */
export const SocketContext = createContext<Socket | null>(null);

/** The tab's socket. */
export function useSocket(): Socket {
  const socket = useContext(SocketContext);
  if (!socket) throw new Error('useSocket is used outside the signed-in part of the app');
  return socket;
}

/** Calls back for each event of this name, as long as the component is there. */
export function useSocketEvent<Payload>(event: string, onEvent: (payload: Payload) => void): void {
  const socket = useSocket();
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  useEffect(() => {
    const hear = (payload: Payload) => latest.current(payload);
    socket.on(event, hear);
    return () => void socket.off(event, hear);
  }, [socket, event]);
}
