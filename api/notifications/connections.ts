import type { Socket } from 'socket.io';
import type { Role } from '../../domain/roles';

/** One connected page of one person. */
export interface Connection {
  socket: Socket;
  userId: string;
  sessionId: string;
  /** As of the last look at the session. */
  roles: Role[];
  /** The last notification that was handed to this socket: the next one is sent only after it. */
  lastSeq: number;
}

/** The connected pages of this process. Who hears what is decided here and in SQL; a client names no room. */
export interface Connections {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Everybody, or the pages of one person. */
  all(): Connection[];
  of(userId: string): Connection[];
  admins(): Connection[];
  userIds(): string[];
}

/** An empty registry. */
export function createConnections(): Connections {
  const byUser = new Map<string, Set<Connection>>();
  const all = () => [...byUser.values()].flatMap((set) => [...set]);
  return {
    add(connection) {
      const set = byUser.get(connection.userId) ?? new Set();
      byUser.set(connection.userId, set.add(connection));
    },
    remove(connection) {
      const set = byUser.get(connection.userId);
      set?.delete(connection);
      if (set?.size === 0) byUser.delete(connection.userId);
    },
    all,
    of: (userId) => [...(byUser.get(userId) ?? [])],
    admins: () => all().filter((connection) => connection.roles.includes('admin')),
    userIds: () => [...byUser.keys()],
  };
}
