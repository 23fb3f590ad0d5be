import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { ApprovalEvent } from '../../domain/wire/approvals';
import type { NotificationWire } from '../../domain/wire/notifications';
import { promised } from './promised';

/** One event as a client saw it. */
interface Seen<Payload> {
  at: number;
  payload: Payload;
}

/** A page of the app, as far as the socket goes: it keeps whatever it is told. */
export interface SocketClient {
  socket: Socket;
  notifications: Seen<NotificationWire>[];
  approvals: Seen<ApprovalEvent>[];
  reads: Seen<{ unread: number; ids?: string[]; upTo?: number }>[];
  /** When and why the server or the network cut it. */
  disconnects: Seen<string>[];
  seqs(): number[];
  close(): void;
}

/** How a client connects. */
interface SocketClientOptions {
  token?: string;
  cookie?: string;
  origin?: string;
  lastSeq?: unknown;
  transports?: ('websocket' | 'polling')[];
  /** Lets it connect again by itself; off, so that a test sees every cut. */
  reconnection?: boolean;
}

function optionsOf(
  options: SocketClientOptions,
  lastSeq: () => unknown,
): Partial<ManagerOptions & SocketOptions> {
  const { cookie, origin } = options;
  return {
    transports: options.transports ?? ['websocket'],
    forceNew: true,
    reconnection: options.reconnection ?? false,
    reconnectionDelay: 200,
    auth: (tell) => tell({ token: options.token, lastSeq: lastSeq() }),
    extraHeaders: { ...(cookie && { Cookie: cookie }), ...(origin && { Origin: origin }) },
  };
}

/**
 * Connects and resolves once the server has accepted.
 * @throws the server's refusal, as `connect_error` gives it
 */
export async function connectSocket(
  url: string,
  options: SocketClientOptions,
): Promise<SocketClient> {
  const notifications: Seen<NotificationWire>[] = [];
  // As the app does: whoever comes back says what they have.
  const socket = io(
    url,
    optionsOf(options, () => notifications.at(-1)?.payload.seq ?? options.lastSeq),
  );
  const client: SocketClient = {
    socket,
    notifications,
    approvals: [],
    reads: [],
    disconnects: [],
    seqs: () => client.notifications.map(({ payload }) => payload.seq),
    close: () => socket.close(),
  };
  const keep =
    <Payload>(list: Seen<Payload>[]) =>
    (payload: Payload) =>
      void list.push({ at: Date.now(), payload });
  socket.on('notification', keep(client.notifications));
  socket.on('approval', keep(client.approvals));
  socket.on('notifications-read', keep(client.reads));
  socket.on('disconnect', keep(client.disconnects));
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => {
      socket.close();
      reject(error);
    };
    socket.once('connect_error', refuse);
    socket.once('connect', () => {
      // Whoever was let in once comes back by themselves, however often nobody answers.
      socket.off('connect_error', refuse);
      resolve();
    });
  });
  return client;
}

/** The message a connection is refused with; fails when it is accepted. */
export async function refusalOf(url: string, options: SocketClientOptions): Promise<string> {
  const client = await connectSocket(url, options).catch((error: Error) => error);
  if (client instanceof Error) return client.message;
  client.close();
  throw new Error('the connection was accepted');
}

/** Waits until `condition` holds; what is promised within `ms` is given up when it is long overdue. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const end = Date.now() + promised(ms);
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${promised(ms)} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
