import {
  joinedSince,
  membersAmong,
  type ConversationState,
} from '../../modules/chat/delivery-queries';
import type { Database } from '../../platform/database/database';

/** What a process knows of a conversation that somebody connected is in. */
interface Tracked {
  /** The last change it has told. */
  cursor: number;
  /** Who of those connected is in it, as of the version. */
  members: Set<string>;
  membersVersion: number;
}

/** The conversations a process tells of, and who of those connected is in them. */
export interface TrackedConversations {
  byId: Map<string, Tracked>;
  /** Whoever is connected or is about to be. */
  userIds: () => string[];
  /** Believes for a moment that somebody is about to be connected. */
  expect: (userId: string) => void;
}

const RECENT_SECONDS = 10;
/** From the handshake to the connection; a client that gives up between the two is forgotten after it. */
const ARRIVAL_MS = 30_000;
const NOT_READ = -1;

/** Nothing yet. @param connected who is connected to this process */
export function createTracked(connected: () => string[]): TrackedConversations {
  const arriving = new Map<string, number>();
  return {
    byId: new Map(),
    userIds: () => {
      const now = Date.now();
      for (const [userId, until] of arriving) if (until < now) arriving.delete(userId);
      return [...new Set([...connected(), ...arriving.keys()])];
    },
    expect: (userId) => arriving.set(userId, Date.now() + ARRIVAL_MS),
  };
}

/** Follows the conversations of somebody who connects, from their newest change as of now. */
export async function follow(
  tracksOf: (userId: string) => Promise<ConversationState[] | undefined>,
  tracked: TrackedConversations,
  userId: string,
): Promise<void> {
  tracked.expect(userId);
  for (const { conversationId, change, membersVersion } of (await tracksOf(userId)) ?? []) {
    const known = tracked.byId.get(conversationId);
    if (known) {
      known.members.add(userId);
      // Read at another version than the others were: all are read again before anything is told.
      if (known.membersVersion !== membersVersion) known.membersVersion = NOT_READ;
    } else {
      const members = new Set([userId]);
      tracked.byId.set(conversationId, { cursor: change, members, membersVersion });
    }
  }
}

/**
 * Follows what connected people have been let into since they connected, from the change that let them in.
 * @param conversationIds those to look at; without them, those that somebody was let into lately
 * @returns the ones that are followed from now on
 */
export async function discover(
  db: Database,
  tracked: TrackedConversations,
  conversationIds?: string[],
): Promise<string[]> {
  const unknown = conversationIds?.filter((id) => !tracked.byId.has(id));
  const userIds = tracked.userIds();
  if (unknown?.length === 0 || userIds.length === 0) return [];
  const seconds = conversationIds ? undefined : RECENT_SECONDS;
  const found = await joinedSince(db, { userIds, conversationIds: unknown, seconds });
  const fresh = found.filter(({ conversationId }) => !tracked.byId.has(conversationId));
  for (const { conversationId, joinedChange } of fresh) {
    tracked.byId.set(conversationId, {
      cursor: joinedChange - 1,
      members: new Set(),
      membersVersion: NOT_READ,
    });
  }
  return fresh.map(({ conversationId }) => conversationId);
}

/** Reads again who is in these. */
export async function refresh(
  db: Database,
  tracked: TrackedConversations,
  conversationIds: string[],
): Promise<void> {
  // Whoever comes while they are being read is not in the answer: it is asked again.
  for (let asked: Set<string> | undefined; tracked.userIds().some((id) => !asked?.has(id));) {
    asked = new Set(tracked.userIds());
    const found = await membersAmong(db, { conversationIds, userIds: [...asked] });
    for (const { conversationId, members, membersVersion } of found) {
      const known = tracked.byId.get(conversationId);
      if (known) Object.assign(known, { members: new Set(members), membersVersion });
    }
  }
}

/** Forgets what nobody connected is in any more. */
export function prune(tracked: TrackedConversations): void {
  const present = new Set(tracked.userIds());
  for (const [id, { members }] of tracked.byId) {
    if (![...members].some((member) => present.has(member))) tracked.byId.delete(id);
  }
}
