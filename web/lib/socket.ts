import { io, type Socket } from 'socket.io-client';

/** The tab's one socket, authenticated by the session cookie. Not connected until asked. */
export function createSocket(): Socket {
  return io({ path: '/socket.io', autoConnect: false, withCredentials: true });
}
