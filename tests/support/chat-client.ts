import { createChangeOrder } from '../../domain/chat/change-order';
import type { ChangeWire, MessageWire } from '../../domain/wire/chat';
import { readChanges } from '../../modules/chat/use-cases/read-conversation';
import { signInAs, type RealtimeNode } from './realtime-node';
import { connectSocket, type SocketClient } from './socket-client';

/** What a page shows of one conversation, and when. */
export interface ShownMessage {
  at: number;
  message: MessageWire;
}

/** A page that is open at one conversation: it believes the log alone, and asks for what it lacks. */
export interface ChatPage {
  client: SocketClient;
  shown: ShownMessage[];
  /** What was told beside messages, in the log's order. */
  events: ChangeWire[];
  seqs(): number[];
  /** Cuts its connection; it comes back by itself. */
  cut(): void;
  close(): void;
}

const PATIENCE_MS = 50;

/** Opens a page: join first, then read what came, then go on with what is pushed. */
export async function openChat(
  node: RealtimeNode,
  input: { userId: string; conversationId: string },
): Promise<ChatPage> {
  const { token } = await signInAs(node.deps.db, input.userId);
  const client = await connectSocket(node.url, { token, reconnection: true });
  const { socket } = client;
  const order = createChangeOrder<ChangeWire>(0);
  const shown: ShownMessage[] = [];
  const events: ChangeWire[] = [];
  const take = (changes: ChangeWire[]) => {
    for (const change of order.accept(changes)) {
      if (change.kind === 'message') {
        shown.push({ at: Date.now(), message: change.message as MessageWire });
      } else events.push(change);
    }
  };
  const fetch = async () => {
    for (let more = true; more;) {
      const { items } = await readChanges(node.deps.db, {
        ...input,
        after: order.cursor,
        limit: 500,
      });
      take(items);
      more = items.length === 500;
    }
  };
  let waiting: NodeJS.Timeout | undefined;
  const heard = (change: ChangeWire) => {
    if (change.conversationId !== input.conversationId) return;
    take([change]);
    if (order.hasGap()) waiting ??= setTimeout(() => void catchUp(), PATIENCE_MS);
  };
  const catchUp = async () => {
    waiting = undefined;
    if (order.hasGap()) await fetch().catch(() => undefined);
  };
  // A row that has a text for the first time at this number is a new message; any other is one seen before.
  socket.on('message', (message: MessageWire) => heard(asChange(message, shown)));
  socket.on('conversation', heard);
  socket.on('connect', () => void fetch().catch(() => undefined));
  await fetch();
  return {
    client,
    shown,
    events,
    seqs: () => shown.map(({ message }) => message.seq),
    cut: () => socket.io.engine.close(),
    close: () => {
      clearTimeout(waiting);
      client.close();
    },
  };
}

function asChange(message: MessageWire, shown: ShownMessage[]): ChangeWire {
  const isNew = message.seq > (shown.at(-1)?.message.seq ?? 0);
  return {
    conversationId: message.conversationId,
    change: message.change,
    kind: isNew ? 'message' : 'edited',
    by: message.author,
    person: null,
    upTo: null,
    message,
    at: message.createdAt,
  };
}
