import { randomUUID } from 'node:crypto';
import {
  pageStateSchema,
  type Presence,
  type PresenceEvent,
} from '../../domain/wire/chat-presence';
import { presenceAudience, presencesFor } from '../../modules/chat/presence-queries';
import type { BusMessage, PresenceMessage } from '../../platform/realtime/bus';
import type { ApiDeps } from '../deps';
import { createBatcher } from '../notifications/batcher';
import type { Connection, Connections } from '../notifications/connections';
import { createGathered } from '../notifications/gathered';
import { createPresenceNodes } from './presence-nodes';

const BEAT_MS = 1_500;
/** A page that is loaded again is gone for a moment: that is not told. */
const GRACE_MS = 1_500;
const GATHER_MS = 100;
/** When a whole company comes back, each page is told of its people a few times, not of each of them. */
const CROWD = { size: 20, longestMs: 2_000 };
const ASKED_EVERY_MS = 1_000;

/** Tells people who of those they talk to is there. */
interface PresenceWatch {
  /** A page has come; it is told of everybody it may know of. */
  join(connection: Connection): void;
  hear(message: BusMessage): void;
  sweep(): Promise<void>;
  stop(): void;
}

type Nodes = ReturnType<typeof createPresenceNodes>;

/** How pages are told: of changes, gathered for a moment, and of everybody. */
function createTelling(deps: ApiDeps, connections: Connections, nodes: Nodes) {
  const { db, logger } = deps;
  /** Who has changed whether they tell it: that they do not is told once, as being offline. */
  const decided = new Set<string>();
  const warn = (error: unknown) => logger.warn({ err: error }, 'presence could not be told');
  const tell = async (people: string[]) => {
    const viewers = new Set(connections.userIds());
    const told = new Map<string, PresenceEvent['people']>();
    for (const { person, viewer, tells } of await presenceAudience(db, { people, viewers })) {
      // Somebody who does not tell it is silent, also about when they come and go.
      if (!tells && !decided.has(person)) continue;
      const state = tells ? nodes.stateOf(person) : 'offline';
      const list = told.get(viewer) ?? [];
      list.push({ userId: person, state });
      told.set(viewer, list);
    }
    for (const person of people) decided.delete(person);
    for (const [viewer, list] of told) {
      for (const { socket } of connections.of(viewer)) {
        socket.emit('presence', { whole: false, people: list } satisfies PresenceEvent);
      }
    }
  };
  const batcher = createBatcher({ delayMs: GATHER_MS, crowd: CROWD, work: tell, onError: warn });
  const knownOf = createGathered(
    (viewers) => presencesFor(db, { viewers, people: new Set(nodes.people()) }),
    GATHER_MS,
  );
  const readWhole = async (connection: Connection) => {
    const { socket, userId } = connection;
    const known = (await knownOf(userId)) ?? [];
    const people = known.map((person) => ({ userId: person, state: nodes.stateOf(person) }));
    // Whoever may not chat is not among the connections, and is told of nobody.
    if (!connections.of(userId).includes(connection)) return;
    socket.emit('presence', { whole: true, people } satisfies PresenceEvent);
  };
  return {
    add: (people: string[]) => batcher.add(people),
    stop: batcher.stop,
    decide(userId: string) {
      decided.add(userId);
      batcher.add([userId]);
    },
    whole: (connection: Connection) => void readWhole(connection).catch(warn),
  };
}

/** Presence is kept in memory alone, by the process a page is connected to; several pages are one person. */
export function createPresenceWatch(deps: ApiDeps, connections: Connections): PresenceWatch {
  const { bus } = deps;
  const nodes = createPresenceNodes({
    self: randomUUID(),
    publish: (message) => bus.publish(message),
    now: Date.now,
  });
  const telling = createTelling(deps, connections, nodes);
  const away = new Set<Connection>();
  let beatAt = 0;
  let stopped = false;
  const settle = (userId: string) => {
    if (stopped) return;
    const pages = connections.of(userId);
    const awake = pages.some((page) => !away.has(page));
    const state: Presence = pages.length === 0 ? 'offline' : awake ? 'online' : 'away';
    if (nodes.setOwn(userId, state)) telling.add([userId]);
  };
  return {
    join(connection) {
      const { socket, userId } = connection;
      let askedAt = 0;
      settle(userId);
      telling.whole(connection);
      socket.on('presence', (payload: unknown) => {
        const { data } = pageStateSchema.safeParse(payload);
        if (!data) return;
        if (data.away) away.add(connection);
        else away.delete(connection);
        settle(userId);
      });
      socket.on('presence-ask', () => {
        if (Date.now() - askedAt < ASKED_EVERY_MS) return;
        askedAt = Date.now();
        telling.whole(connection);
      });
      socket.on('disconnect', () => {
        away.delete(connection);
        setTimeout(() => settle(userId), GRACE_MS).unref();
      });
    },
    hear(message) {
      if (message.topic === 'presence-setting') telling.decide(message.userId);
      else if (isOfNodes(message)) telling.add(nodes.hear(message));
    },
    sweep() {
      telling.add(nodes.forgetSilent());
      if (Date.now() - beatAt >= BEAT_MS) {
        beatAt = Date.now();
        nodes.beat();
      }
      return Promise.resolve();
    },
    stop() {
      stopped = true;
      telling.stop();
    },
  };
}

function isOfNodes(message: BusMessage): message is PresenceMessage {
  return ['presence', 'presence-beat', 'presence-ask', 'presence-whole'].includes(message.topic);
}
