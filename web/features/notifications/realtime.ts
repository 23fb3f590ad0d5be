import type { QueryClient } from '@tanstack/react-query';
import type { Socket } from 'socket.io-client';
import type { ApprovalEvent } from '../../../domain/wire/approvals';
import type { BellState, NotificationWire } from '../../../domain/wire/notifications';
import { keys } from '../../lib/query-keys';
import { refresh, refreshRequests } from '../../lib/refresh';
import { readAfter, readBell } from './api';
import { catchUp, markRead, placeOf, ring, tell, type Bell } from './bell';

interface ReadEvent extends BellState {
  ids?: string[];
  upTo?: number;
}

/** What the socket's events do to the cache. */
interface Realtime {
  client: QueryClient;
  /** A notification that is new to this tab. */
  announce: (row: NotificationWire) => void;
  /** The socket is up, or has gone. */
  onStatus: (connected: boolean) => void;
}

// Runs one catch-up at a time; a call during one asks for another after it.
function createCatchUp({ client, announce }: Realtime): () => void {
  let running = false;
  let again = false;

  async function once() {
    const bell = client.getQueryData<Bell>(keys.bell);
    if (!bell) {
      client.setQueryData(keys.bell, await readBell());
      return;
    }
    let head = bell.head;
    for (;;) {
      const list = await readAfter(head);
      let shown: NotificationWire[] = [];
      client.setQueryData<Bell>(keys.bell, (current = bell) => {
        shown = list.items.filter((row) => row.seq > current.head);
        return catchUp(current, list);
      });
      shown.forEach(announce);
      const last = list.items.at(-1);
      if (!last || last.seq >= list.head) return;
      head = last.seq;
    }
  }

  async function run() {
    running = true;
    try {
      do {
        again = false;
        await once();
      } while (again);
    } catch {
      // The next connect or event asks again; a session that ended shows itself there.
    } finally {
      running = false;
    }
  }

  return () => {
    if (running) again = true;
    else void run();
  };
}

// Whatever was read before the room was joined may have missed an event.
function refreshOlderThan(client: QueryClient, joinedAt: number): void {
  void refresh(client, {
    predicate: ({ queryKey, state }) =>
      state.dataUpdatedAt < joinedAt &&
      !['me', 'notifications', 'preview'].includes(String(queryKey[0])),
  });
}

/** Binds the socket to the cache. Returns what undoes it. */
export function bindRealtime(socket: Socket, realtime: Realtime): () => void {
  const { client, announce, onStatus } = realtime;
  const syncBell = createCatchUp(realtime);

  socket.on('connect', () => {
    onStatus(true);
    syncBell();
    refreshOlderThan(client, Date.now());
  });
  socket.on('disconnect', (reason) => {
    onStatus(false);
    // The server cut us: either the session is over, which /me tells, or it restarts.
    if (reason === 'io server disconnect') void checkSession(socket, client);
  });
  socket.on('connect_error', () => {
    onStatus(false);
    if (!socket.active) void checkSession(socket, client);
  });
  socket.on('notification', (row: NotificationWire, acknowledge?: () => void) => {
    acknowledge?.();
    const bell = client.getQueryData<Bell>(keys.bell);
    const place = bell ? placeOf(bell, row.seq) : 'gap';
    if (bell && place === 'next') {
      client.setQueryData<Bell>(keys.bell, ring(bell, row));
      announce(row);
      // What one may see has changed, wherever one looks.
      if (row.type.startsWith('access-')) void refresh(client, {});
      else void refreshRequests(client);
    } else if (place === 'gap') syncBell();
    void refresh(client, { queryKey: keys.notifications });
  });
  socket.on('notifications-read', (read: ReadEvent) => {
    client.setQueryData<Bell>(
      keys.bell,
      (bell) => bell && tell(markRead(bell, read, new Date().toISOString()), read),
    );
    void refresh(client, { queryKey: keys.notifications });
  });
  socket.on('bell', ({ woken, ...state }: BellState & { woken: NotificationWire[] }) => {
    client.setQueryData<Bell>(keys.bell, (bell) => bell && tell(bell, state));
    woken.forEach(announce);
    void refresh(client, { queryKey: keys.notifications });
  });
  socket.on('approval', (_event: ApprovalEvent) => void refreshRequests(client));
  socket.connect();
  return () => {
    socket.removeAllListeners();
    socket.disconnect();
  };
}

/** One and a half to four and a half seconds: whom a server turned away together does not come back together. */
const refusedRetryMs = () => 1500 + Math.random() * 3000;

async function checkSession(socket: Socket, client: QueryClient): Promise<void> {
  await client.refetchQueries({ queryKey: keys.me });
  if (client.getQueryData(keys.me) === null) return;
  setTimeout(() => {
    if (socket.hasListeners('connect') && !socket.connected) socket.connect();
  }, refusedRetryMs());
}
