import type { BellState, NotificationWire } from '../../domain/wire/notifications';
import type { BellEvent } from '../../api/notifications/bell-watch';
import { signInAs, type RealtimeNode } from './realtime-node';
import { connectSocket, type SocketClient } from './socket-client';

/** A page with a bell: what it counts by what it is told, without ever asking. */
interface BellPage {
  client: SocketClient;
  bells: BellEvent[];
  unread(): number;
}

/** Opens a page of a person on a node. Its count starts from what it is told as it connects. */
export async function openBellPage(node: RealtimeNode, userId: string): Promise<BellPage> {
  const { token } = await signInAs(node.deps.db, userId);
  const client = await connectSocket(node.url, { token, lastSeq: 0 });
  const bells: BellEvent[] = [];
  let told: BellState = { head: 0, unread: 0, revision: -1 };
  const believe = ({ head, unread, revision }: BellState) => {
    if (revision >= told.revision) told = { head, unread, revision };
  };
  client.socket.on('bell', (event: BellEvent) => {
    bells.push(event);
    believe(event);
  });
  client.socket.on('notifications-read', believe);
  const isNews = ({ seq, readAt, archivedAt }: NotificationWire) =>
    seq > told.head && readAt === null && archivedAt === null;
  return {
    client,
    bells,
    unread: () =>
      told.unread + client.notifications.filter(({ payload }) => isNews(payload)).length,
  };
}
