import type { ChangeWire, MessageWire } from '../../domain/wire/chat';
import { readChanges } from '../../modules/chat/use-cases/read-conversation';
import { CHANGES_AT_ONCE, createChatLog, type ShownMessage } from './chat-log';
import { signInAs, type RealtimeNode } from './realtime-node';
import { connectSocket, type SocketClient } from './socket-client';

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

/** Opens a page: join first, then read what came, then go on with what is pushed. */
export async function openChat(
  node: RealtimeNode,
  input: { userId: string; conversationId: string },
): Promise<ChatPage> {
  const { token } = await signInAs(node.deps.db, input.userId);
  const client = await connectSocket(node.url, { token, reconnection: true });
  const { socket } = client;
  const log = createChatLog({
    conversationId: input.conversationId,
    fetch: async (after) =>
      (await readChanges(node.deps.db, { ...input, after, limit: CHANGES_AT_ONCE })).items,
  });
  socket.on('message', (message: MessageWire) => log.hearMessage(message));
  socket.on('conversation', (change: ChangeWire) => log.hear(change));
  socket.on('connect', () => void log.catchUp().catch(() => undefined));
  await log.catchUp();
  return {
    client,
    shown: log.shown,
    events: log.events,
    seqs: log.seqs,
    cut: () => socket.io.engine.close(),
    close: () => {
      log.stop();
      client.close();
    },
  };
}
