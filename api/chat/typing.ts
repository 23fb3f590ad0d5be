import { z } from 'zod';
import type { ApiDeps } from '../deps';
import type { Connection } from '../notifications/connections';
import type { ChatDelivery } from './deliver';

const EVERY_MS = 1_000;
const typingSchema = z.strictObject({ conversationId: z.uuid() });

/**
 * Passes on that somebody writes: `typing {conversationId}`, once a second at most. Whether they are in that conversation,
 * and may chat, is looked at here: another process follows only those who are connected to it.
 */
export function hearTyping(
  deps: Pick<ApiDeps, 'bus'>,
  { socket, userId }: Connection,
  chat: Pick<ChatDelivery, 'isHeard'>,
): void {
  let last = 0;
  socket.on('typing', (payload: unknown) => {
    const { data } = typingSchema.safeParse(payload);
    const now = Date.now();
    if (!data || now - last < EVERY_MS || !chat.isHeard({ userId, ...data })) return;
    last = now;
    deps.bus.publish({ topic: 'typing', userId, conversationId: data.conversationId });
  });
}
