import { z } from 'zod';
import type { ApiDeps } from '../deps';
import type { Connection } from '../notifications/connections';

const EVERY_MS = 1_000;
const typingSchema = z.strictObject({ conversationId: z.uuid() });

/**
 * Passes on that somebody writes: `typing {conversationId}`, once a second at most. Whether they are in that conversation
 * is looked at wherever it is told.
 */
export function hearTyping(deps: Pick<ApiDeps, 'bus'>, { socket, userId }: Connection): void {
  let last = 0;
  socket.on('typing', (payload: unknown) => {
    const { data } = typingSchema.safeParse(payload);
    const now = Date.now();
    if (!data || now - last < EVERY_MS) return;
    last = now;
    deps.bus.publish({ topic: 'typing', userId, conversationId: data.conversationId });
  });
}
