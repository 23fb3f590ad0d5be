import type { Server } from 'socket.io';
import type { ChangeWire } from '../../domain/wire/chat';
import { conversationStates, tracksOf } from '../../modules/chat/delivery-queries';
import { changesAfter } from '../../modules/chat/queries';
import type { Database } from '../../platform/database/database';
import type { ApiDeps } from '../deps';
import { createBatcher } from '../notifications/batcher';
import type { Connections } from '../notifications/connections';
import { createGathered, HANDSHAKES_EVERY_MS } from '../notifications/gathered';
import {
  createTracked,
  discover,
  follow,
  prune,
  refresh,
  type TrackedConversations,
} from './tracked';

const GATHER_MS = 2;
const CHANGES_PER_BATCH = 500;

/** Tells connected people what happens in their conversations. */
export interface ChatDelivery {
  /** A hint that something happened in these. */
  wake(conversationIds: string[]): void;
  /** Follows the conversations of somebody who connects; once it resolves, nothing that happens in them is missed. */
  follow(userId: string): Promise<void>;
  /** Whether what somebody connected does in a conversation is for the others to hear: they are in it and may chat. */
  isHeard(person: { conversationId: string; userId: string }): boolean;
  /** Tells the others in a conversation that somebody writes. Nothing is kept of it, and it may be lost. */
  tellTyping(typing: { conversationId: string; userId: string }): void;
  /** Tells a person's pages that they have read a conversation on one of them. */
  tellRead(read: { userId: string; conversationId: string; upTo: number }): void;
  /** Finds what hints have missed, in two statements. */
  sweep(): Promise<void>;
  stop(): void;
}

type Tell = (userIds: Iterable<string>, event: string, payload: unknown) => void;

/**
 * Delivery by a cursor per conversation: what the log holds after it is told in order, once, to whoever is in the
 * conversation. A version says how good the known members are: while it is the conversation's, nothing is told to
 * somebody who has left, however late the hint of it comes.
 */
export function createChatDelivery(
  deps: ApiDeps,
  io: Server,
  connections: Connections,
): ChatDelivery {
  const { db, logger } = deps;
  const tracked = createTracked(() => connections.userIds());
  const tracksFor = createGathered((userIds) => tracksOf(db, userIds), HANDSHAKES_EVERY_MS);
  const tell: Tell = (userIds, event, payload) => {
    const sockets = [...userIds].flatMap((id) => connections.of(id).map(({ socket }) => socket.id));
    // An empty list of rooms would mean everybody.
    if (sockets.length > 0) io.to(sockets).emit(event, payload);
  };
  const batcher = createBatcher({
    delayMs: GATHER_MS,
    loneAtOnce: true,
    work: async (ids) => batcher.add(await push({ db, tracked, tell }, ids)),
    onError: (error) => logger.warn({ err: error }, 'messages could not be pushed'),
  });
  return {
    wake: (ids) => batcher.add(connections.userIds().length > 0 ? ids : []),
    follow: (userId) => follow(tracksFor, tracked, userId),
    isHeard: ({ conversationId, userId }) =>
      connections.of(userId).length > 0 &&
      (tracked.byId.get(conversationId)?.members.has(userId) ?? false),
    tellTyping({ conversationId, userId }) {
      const members = tracked.byId.get(conversationId)?.members ?? [];
      const others = [...members].filter((member) => member !== userId);
      tell(others, 'typing', { conversationId, userId });
    },
    tellRead: ({ userId, conversationId, upTo }) =>
      tell([userId], 'conversation-read', { conversationId, upTo }),
    async sweep() {
      if (connections.userIds().length === 0) return;
      prune(tracked);
      const fresh = await discover(db, tracked);
      const states = await conversationStates(db, [...tracked.byId.keys()]);
      const behind = states.filter(
        ({ conversationId, change }) =>
          change > (tracked.byId.get(conversationId)?.cursor ?? change),
      );
      batcher.add([...fresh, ...behind.map(({ conversationId }) => conversationId)]);
    },
    stop: () => batcher.stop(),
  };
}

/** Tells what each conversation's log holds after its cursor. @returns those that hold more */
async function push(
  deps: { db: Database; tracked: TrackedConversations; tell: Tell },
  conversationIds: string[],
): Promise<string[]> {
  const { db, tracked, tell } = deps;
  await discover(db, tracked, conversationIds);
  const after = new Map<string, number>();
  for (const id of conversationIds) {
    const known = tracked.byId.get(id);
    if (known) after.set(id, known.cursor);
  }
  if (after.size === 0) return [];
  const changes = await changesAfter(db, { after, limit: CHANGES_PER_BATCH });
  await refreshStale(deps, [...changes.keys()]);
  for (const [conversationId, list] of changes) {
    const known = tracked.byId.get(conversationId);
    for (const change of list) {
      if (!known || change.change <= known.cursor) continue;
      known.cursor = change.change;
      tell(
        audienceOf(change, known.members),
        change.message ? 'message' : 'conversation',
        change.message ?? change,
      );
    }
  }
  return [...changes].flatMap(([id, list]) => (list.length === CHANGES_PER_BATCH ? [id] : []));
}

/** Whoever has just gone is told that, and is not among the members any more. */
function audienceOf({ kind, person }: ChangeWire, members: Set<string>): Set<string> {
  return kind === 'left' && person ? new Set([...members, person.id]) : members;
}

/** The members are read after the changes: nobody who left before these is told of them. */
async function refreshStale(
  { db, tracked }: { db: Database; tracked: TrackedConversations },
  conversationIds: string[],
): Promise<void> {
  if (conversationIds.length === 0) return;
  const stale = (await conversationStates(db, conversationIds)).filter(
    ({ conversationId, membersVersion }) =>
      tracked.byId.get(conversationId)?.membersVersion !== membersVersion,
  );
  const ids = stale.map(({ conversationId }) => conversationId);
  if (ids.length > 0) await refresh(db, tracked, ids);
}
