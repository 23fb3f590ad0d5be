import type { BellState, NotificationWire } from '../../domain/wire/notifications';
import { markQuiet } from '../../modules/notifications/mark-quiet';
import { quietPeople } from '../../modules/notifications/queries-of-preferences';
import { bellRevisions, bellStates, wokenSince } from '../../modules/notifications/queries';
import type { ApiDeps } from '../deps';
import { createBatcher } from './batcher';
import type { Connection, Connections } from './connections';
import { ARRIVALS_MS } from './gathered';

/** Tells pages how their bell stands after rows that were there have changed. */
interface BellWatch {
  /** A page that has just come: it may have missed what was told while it was away. */
  greet(connection: Connection): void;
  /** A hint that these people's rows have changed. */
  wake(userIds: string[]): void;
  /** That this revision has been told by another way. */
  told(userId: string, revision: number): void;
  /** Finds revisions that were not told, and rows whose snooze is over. */
  sweep(): Promise<void>;
  stop(): void;
}

/** What pages are told: how the bell stands now, and the rows that are in sight again. */
export type BellEvent = BellState & { woken: NotificationWire[] };

/**
 * Socket event `bell`. A hint that was lost costs a second: the sweep compares the revisions of all connected people with
 * those it has told. A snooze that ends is no write at all: each node looks which rows' time came since it last looked.
 */
export function createBellWatch(deps: ApiDeps, connections: Connections): BellWatch {
  const { db, logger } = deps;
  const told = new Map<string, number>();
  let lookedUpTo: Date | undefined;
  const tell = async (userIds: string[], woken = new Map<string, NotificationWire[]>()) => {
    for (const [userId, state] of await bellStates(db, userIds)) {
      told.set(userId, Math.max(state.revision, told.get(userId) ?? 0));
      const event: BellEvent = { ...state, woken: woken.get(userId) ?? [] };
      for (const { socket } of connections.of(userId)) socket.emit('bell', event);
    }
  };
  const batcher = createBatcher({
    delayMs: 2,
    work: (userIds) => tell(userIds),
    onError: (error) => logger.warn({ err: error }, 'bells could not be told'),
  });
  const greetings = createGreetings(deps);
  const findUntold = async (userIds: string[]) => {
    const revisions = await bellRevisions(db, userIds);
    batcher.add(
      [...revisions]
        .filter(([userId, revision]) => revision > (told.get(userId) ?? 0))
        .map(([userId]) => userId),
    );
    for (const userId of told.keys()) {
      if (connections.of(userId).length === 0) told.delete(userId);
    }
  };
  const findWoken = async (userIds: string[]) => {
    const since = lookedUpTo ?? new Date(Date.now() - 1_000);
    const { rows, upTo } = await wokenSince(db, { userIds, since });
    lookedUpTo = upTo;
    if (rows.size === 0) return;
    const owners = [...rows.keys()];
    await markQuiet(db, rows, await quietPeople(db, { userIds: owners, now: Date.now() }));
    await tell(owners, rows);
  };
  return {
    greet: greetings.greet,
    wake: (userIds) => batcher.add(userIds.filter((id) => connections.of(id).length > 0)),
    told: (userId, revision) => void told.set(userId, Math.max(revision, told.get(userId) ?? 0)),
    async sweep() {
      const userIds = connections.userIds();
      await Promise.all([findUntold(userIds), findWoken(userIds)]);
    },
    stop() {
      batcher.stop();
      greetings.stop();
    },
  };
}

/** Tells pages that have just come, each for itself: of many that come back together, none hears of the others. */
function createGreetings({ db, logger }: ApiDeps) {
  const arrived = new Set<Connection>();
  const batcher = createBatcher({
    delayMs: ARRIVALS_MS,
    async work(userIds) {
      const pages = [...arrived];
      arrived.clear();
      const states = await bellStates(db, userIds);
      for (const { userId, socket } of pages) {
        const state = states.get(userId);
        if (state) socket.emit('bell', { ...state, woken: [] } satisfies BellEvent);
      }
    },
    onError: (error) => logger.warn({ err: error }, 'a bell could not be told'),
  });
  return {
    greet: (connection: Connection) => {
      arrived.add(connection);
      batcher.add([connection.userId]);
    },
    stop: batcher.stop,
  };
}
