import { standingOf, type Capability } from '../../domain/restrictions/standing';
import type { RestrictionInForce } from '../../domain/wire/common';
import type { RestrictionEvent } from '../../domain/wire/restrictions';
import { restrictionsAmong } from '../../modules/restrictions/queries';
import type { ApiDeps } from '../deps';
import { createBatcher } from './batcher';
import type { Connection, Connections } from './connections';

/** Knows which connected people are restricted, and tells their pages when that changes. */
interface RestrictionWatch {
  /** Takes note of how somebody stands who connects, as of their handshake; look again once they are in the registry. */
  meet(connection: Connection, restrictions: RestrictionInForce[]): void;
  isRestricted(userId: string, capability: Capability): boolean;
  /** A hint that these people's restrictions have changed. */
  wake(userIds: string[]): void;
  /** Looks at everybody connected, in one statement. */
  sweep(): Promise<void>;
  stop(): void;
}

/**
 * Restrictions are read from the database again, never believed: on a hint and once a second, one look at a time, so that
 * an older look never overtakes a newer one. That is how one also ends by itself here, whatever became of its workflow.
 * @param beforeChat is called for somebody who may chat again, before they hear anything of it
 */
export function createRestrictionWatch(
  deps: ApiDeps,
  connections: Connections,
  beforeChat: (userId: string) => Promise<void>,
): RestrictionWatch {
  const standing = new Map<string, RestrictionEvent>();
  const look = async (userIds: string[]) => {
    const found = await restrictionsAmong(deps.db, userIds);
    for (const userId of userIds) {
      const known = standing.get(userId);
      const now = standingOf(found.get(userId) ?? []);
      if (JSON.stringify(now) === JSON.stringify(known ?? standingOf([]))) continue;
      if (known?.chat && !now.chat) await beforeChat(userId);
      if (connections.of(userId).length > 0) standing.set(userId, now);
      for (const { socket } of connections.of(userId)) socket.emit('restriction', now);
    }
    forget(standing, connections);
  };
  const batcher = createBatcher({
    delayMs: 0,
    work: look,
    onError: (error) => deps.logger.warn({ err: error }, 'restrictions could not be looked at'),
  });
  return {
    meet({ socket, userId }, restrictions) {
      const now = standingOf(restrictions);
      if (!standing.has(userId)) standing.set(userId, now);
      if (restrictions.length > 0) socket.emit('restriction', now);
    },
    isRestricted: (userId, capability) => standing.get(userId)?.[capability] ?? false,
    wake: (userIds) => batcher.add(userIds.filter((id) => connections.of(id).length > 0)),
    sweep() {
      batcher.add(connections.userIds());
      return Promise.resolve();
    },
    stop: batcher.stop,
  };
}

function forget(standing: Map<string, RestrictionEvent>, connections: Connections): void {
  for (const userId of standing.keys()) {
    if (connections.of(userId).length === 0) standing.delete(userId);
  }
}

/** The registry as chat sees it: whoever is restricted from it is as if they were not connected. */
export function connectionsOfChat(connections: Connections, watch: RestrictionWatch): Connections {
  const mayChat = (userId: string) => !watch.isRestricted(userId, 'chat');
  const able = (list: Connection[]) => list.filter(({ userId }) => mayChat(userId));
  return {
    ...connections,
    all: () => able(connections.all()),
    of: (userId) => (mayChat(userId) ? connections.of(userId) : []),
    admins: () => able(connections.admins()),
    userIds: () => connections.userIds().filter(mayChat),
  };
}
