import type { Request, Response } from 'express';
import type { Principal } from '../../domain/access/principal';
import type { AssistantEvent } from '../../domain/wire/assistant-threads';
import { eventsOf } from '../../modules/assistant/event-log';
import { giveUpLost } from '../../modules/assistant/message-store';
import type { MessagePlace } from '../../modules/assistant/threads';
import type { Database } from '../../platform/database/database';

/** Proxies and browsers keep a stream open as long as something comes. */
const BEAT = ': waiting\n\n';
const BEAT_MS = 10_000;

/** Sends what is told of an answer after a place, to its end or until nobody listens. The answer itself goes on. */
export async function sendEvents(
  { db, request, response }: { db: Database; request: Request; response: Response },
  of: { principal: Principal; place: MessagePlace; after: number },
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  request.socket.setNoDelay(true);
  const timer = setInterval(() => response.write(BEAT), BEAT_MS);
  const { messageId, threadId } = of.place;
  const beat = () => giveUpLost(db, threadId);
  try {
    for await (const event of eventsOf(db, { ...of, messageId, signal: gone.signal, beat })) {
      response.write(written(event));
    }
  } finally {
    clearInterval(timer);
    response.end();
  }
}

const written = (event: AssistantEvent) =>
  `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Where a stream is taken up: as the address says, or as a browser that connects again does. */
export function placeAfter(request: Request, after: number | undefined): number {
  const last = request.get('last-event-id') ?? '';
  return after ?? (/^\d{1,9}$/.test(last) ? Number(last) : 0);
}
