import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { DomainError } from '../../domain/errors';
import type { RestrictionInForce } from '../../domain/wire/common';
import { isSessionOf, liveSessions } from '../../modules/auth/live-sessions';
import { notificationHeads } from '../../modules/notifications/queries';
import { restrictionsAmong } from '../../modules/restrictions/queries';
import type { BusMessage } from '../../platform/realtime/bus';
import { verifySessionToken } from '../../platform/tokens/session-token';
import type { ApiDeps } from '../deps';
import { createChatDelivery, type ChatDelivery } from '../chat/deliver';
import { createPresenceWatch } from '../chat/presence';
import { hearTyping } from '../chat/typing';
import { createApprovalEvents } from './approval-events';
import { createBatcher, type Batcher } from './batcher';
import { createBellWatch } from './bell-watch';
import { createConnections, type Connection } from './connections';
import { createDelivery } from './deliver';
import { ARRIVALS_MS, createGathered, HANDSHAKES_EVERY_MS } from './gathered';
import { isAllowedOrigin, readHandshake } from './handshake';
import { connectionsOfChat, createRestrictionWatch } from './restriction-watch';
import { createSessionWatch } from './session-watch';
import { repeatEvery } from './repeat-every';

/** With the time a sweep takes, a lost hint costs a second. */
const SWEEP_EVERY_MS = 900;
/** A client sends nothing that changes data: of what it emits, only that somebody writes is listened to. */
const LARGEST_CLIENT_MESSAGE = 16_384;

/** What a socket carries from its handshake to its connection. */
type NetraSocket = Socket<
  Record<string, never>,
  Record<string, (payload: unknown) => void>,
  Record<string, never>,
  { connection: Connection; expiresAt: Date; restrictions: RestrictionInForce[] }
>;

/**
 * The socket door, on the API's HTTP server at `/socket.io`.
 * Sockets are hints made fast: everything they tell is a row that has been committed, read again for each push.
 * @returns how to stop; clients then reconnect elsewhere. The HTTP server itself is left to its owner.
 */
export function attachSockets(server: HttpServer, deps: ApiDeps): { close(): Promise<void> } {
  const io = createSocketServer(server, deps);
  const connections = createConnections();
  const delivery = createDelivery(deps, connections);
  const bells = createBellWatch(deps, connections);
  const approvals = createApprovalEvents(deps, connections);
  const sessions = createSessionWatch(deps, connections);
  const restrictions = createRestrictionWatch(deps, connections, (userId) => chat.follow(userId));
  const talking = connectionsOfChat(connections, restrictions);
  const chat = createChatDelivery(deps, io, talking);
  const presence = createPresenceWatch(deps, talking);

  const arrivals = createArrivals(deps, [sessions, restrictions, delivery]);
  const recognise = createRecognise(deps, chat);
  io.use((socket: NetraSocket, next) => {
    recognise(socket).then(
      () => next(),
      (error: unknown) => next(refusal(deps, error)),
    );
  });
  io.on('connection', (socket: NetraSocket) => {
    const { connection, expiresAt } = socket.data;
    restrictions.meet(connection, socket.data.restrictions);
    connections.add(connection);
    socket.on('disconnect', () => connections.remove(connection));
    hearTyping(deps, connection, chat);
    presence.join(connection);
    sessions.expect(connection, expiresAt);
    // The session may have ended, and rows may have come, between the handshake and the registry.
    arrivals.add([connection.userId]);
    bells.greet(connection);
  });

  const unsubscribe = deps.bus.subscribe((message: BusMessage) => {
    presence.hear(message);
    if (message.topic === 'notifications') delivery.wake(message.userIds);
    if (message.topic === 'approval') approvals.wake(message.approvalId);
    if (message.topic === 'sessions') sessions.wake(message.userIds);
    if (message.topic === 'restrictions') restrictions.wake(message.userIds);
    if (message.topic === 'chat') chat.wake(message.conversationIds);
    if (message.topic === 'typing') chat.tellTyping(message);
    if (message.topic === 'chat-read') chat.tellRead(message);
    if (message.topic === 'bell') bells.wake([message.userId]);
    if (message.topic === 'notifications-read') {
      const { topic, userId, ...read } = message;
      for (const { socket } of connections.of(userId)) socket.emit(topic, read);
      bells.told(userId, read.revision);
    }
  });
  const parts = [sessions, restrictions, delivery, bells, approvals, chat, presence];
  const sweeps = repeatEvery(SWEEP_EVERY_MS, () => sweepAll(deps, parts));
  return {
    async close() {
      unsubscribe();
      for (const part of [arrivals, ...parts]) part.stop();
      await sweeps.stop();
      closeSockets(io);
    },
  };
}

/** Who has just come is looked at again by each part: what they go by may have changed since the handshake. */
function createArrivals(deps: ApiDeps, parts: { wake(userIds: string[]): void }[]): Batcher {
  return createBatcher({
    delayMs: ARRIVALS_MS,
    work(userIds) {
      for (const part of parts) part.wake(userIds);
      return Promise.resolve();
    },
    onError: (error) => deps.logger.warn({ err: error }, 'who has come could not be looked at'),
  });
}

/** A handshake that is half way would keep the HTTP server from ever closing. */
function closeSockets({ engine }: Server): void {
  engine.on('connection', (late: { close(discard: boolean): void }) => late.close(true));
  engine.close();
}

async function sweepAll(
  { logger }: Pick<ApiDeps, 'logger'>,
  parts: { sweep(): Promise<void> }[],
): Promise<void> {
  for (const result of await Promise.allSettled(parts.map((part) => part.sweep()))) {
    if (result.status === 'rejected') {
      logger.warn({ err: result.reason as unknown }, 'a sweep failed');
    }
  }
}

/** No connection-state recovery: it would let a socket back in without asking who it is. */
function createSocketServer(server: HttpServer, deps: ApiDeps): Server {
  return new Server(server, {
    path: '/socket.io',
    serveClient: false,
    connectTimeout: 10_000,
    maxHttpBufferSize: LARGEST_CLIENT_MESSAGE,
    allowRequest: (request, answer) => {
      const allowed = isAllowedOrigin(request, deps.config.PUBLIC_URL);
      answer(allowed ? null : 'origin not allowed', allowed);
    },
  });
}

/**
 * Who connects, by session token, and from where their bell goes on. Without a `lastSeq` that is the newest row as of
 * now, before the client is told that it is connected: a page that fetches after `connect` misses nothing in between.
 * What is asked of the database is asked for all who connect at a time.
 */
function createRecognise(
  deps: ApiDeps,
  chat: ChatDelivery,
): (socket: NetraSocket) => Promise<void> {
  const { db, config } = deps;
  const headOf = createGathered((userIds) => notificationHeads(db, userIds), HANDSHAKES_EVERY_MS);
  const liveSession = createGathered((ids) => liveSessions(db, ids), HANDSHAKES_EVERY_MS);
  const restrictionsOf = createGathered(
    (userIds) => restrictionsAmong(db, userIds),
    HANDSHAKES_EVERY_MS,
  );
  return async (socket) => {
    const { token, lastSeq } = readHandshake(socket.handshake);
    if (!token) throw new DomainError('unauthenticated', 'no session token');
    const claims = verifySessionToken(config.SESSION_SECRET, token, new Date());
    const { employeeId: userId, sessionId } = claims;
    const [head = 0, session, restrictions = []] = await Promise.all([
      headOf(userId),
      liveSession(sessionId),
      restrictionsOf(userId),
      chat.follow(userId),
    ]);
    if (!session || !isSessionOf(session, claims)) {
      throw new DomainError('unauthenticated', 'the session is over');
    }
    const { expiresAt, roles } = session;
    socket.data = {
      ...{ expiresAt, restrictions },
      // A number from another database's past would silence the bell until it is reached.
      connection: { socket, userId, sessionId, roles, lastSeq: Math.min(lastSeq ?? head, head) },
    };
  };
}

/** What the client reads as `connect_error`. */
function refusal(deps: ApiDeps, error: unknown): Error {
  if (error instanceof DomainError) return new Error('unauthenticated');
  deps.logger.warn({ err: error }, 'a socket could not be recognised');
  return new Error('unavailable');
}
