import { liveSessions } from '../../modules/auth/live-sessions';
import type { ApiDeps } from '../deps';
import { createBatcher } from './batcher';
import type { Connection, Connections } from './connections';

/** The longest wait a timer can hold. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Cuts the sockets of sessions that are over. */
interface SessionWatch {
  /** Arranges for the connection to be looked at when its session expires; call it once per connection. */
  expect(connection: Connection, expiresAt: Date): void;
  /** A hint that these people's sessions have changed. */
  wake(userIds: string[]): void;
  /** Looks at every connected session, in one statement. */
  sweep(): Promise<void>;
  stop(): void;
}

/** Sessions are read from the database again, never believed: on a hint, at their expiry and once a second. */
export function createSessionWatch(deps: ApiDeps, connections: Connections): SessionWatch {
  const { db, logger } = deps;
  const check = async (watched: Connection[]) => {
    if (watched.length === 0) return;
    const ids = [...new Set(watched.map((connection) => connection.sessionId))];
    const live = await liveSessions(db, ids);
    for (const connection of watched) {
      const session = live.get(connection.sessionId);
      if (session) connection.roles = session.roles;
      else cut(connections, connection);
    }
  };
  const batcher = createBatcher({
    delayMs: 0,
    work: (userIds) => check(userIds.flatMap((userId) => connections.of(userId))),
    onError: (error) => logger.warn({ err: error }, 'sessions could not be checked'),
  });
  return {
    expect(connection, expiresAt) {
      const delay = Math.min(expiresAt.getTime() - Date.now() + 1, LONGEST_TIMER_MS);
      const timer = setTimeout(() => batcher.add([connection.userId]), delay);
      connection.socket.on('disconnect', () => clearTimeout(timer));
    },
    wake: (userIds) => batcher.add(userIds.filter((id) => connections.of(id).length > 0)),
    sweep: () => check(connections.all()),
    stop: batcher.stop,
  };
}

/** Out of the registry first: nothing is sent to the socket any more, whatever its transport still holds. */
function cut(connections: Connections, connection: Connection): void {
  connections.remove(connection);
  connection.socket.disconnect(true);
}
