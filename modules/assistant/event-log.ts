import { EventEmitter } from 'node:events';
import type { Principal } from '../../domain/access/principal';
import { storableJson } from '../../domain/storable';
import type { AssistantEvent } from '../../domain/wire/assistant-threads';
import { violatedConstraint, type Queryable } from '../../platform/database/database';
import { hearingOf } from './watch';

/** An event before it has its place. */
export type Untold = AssistantEvent extends infer Event
  ? Event extends AssistantEvent
    ? Omit<Event, 'seq'>
    : never
  : never;

/** Who waits in this process for more of an answer. */
const changes = new EventEmitter().setMaxListeners(0);

/** Where two write the next event of an answer: one of them has taken it for lost. */
const PLACE_TAKEN = 'assistant_event_pkey';
/** Whether an error is that the place of an event has been taken. */
export const isPlaceTaken = (error: unknown): boolean => violatedConstraint(error) === PLACE_TAKEN;

/** How often another node's answer is looked at. */
const LOOK_AGAIN_MS = 300;

/** Tells this process that there is more of an answer. */
export const toldMore = (messageId: string): void => void changes.emit(messageId);

/** Writes what is told of an answer down, in gap-free order, and only then lets it be heard. */
export function createTeller(db: Queryable, messageId: string) {
  let seq = 0;
  let waiting: Untold[] = [];
  let writing: Promise<void> = Promise.resolve();
  let isTakenForLost = false;
  const write = async () => {
    const events = waiting;
    waiting = [];
    if (events.length === 0 || isTakenForLost) return;
    try {
      await insertEvents(db, { messageId, after: seq, events });
    } catch (error) {
      // It has its last event already: what comes after that is told to nobody.
      isTakenForLost = isPlaceTaken(error);
      if (!isTakenForLost) throw error;
      return;
    }
    seq += events.length;
    toldMore(messageId);
  };
  const tell = (event: Untold) => {
    const last = waiting.at(-1);
    // Words that come while others are being written are one event.
    if (event.type === 'words' && last?.type === 'words') last.text += event.text;
    else waiting.push({ ...event });
    writing = writing.then(write);
    // Heard by whoever waits for all of it.
    writing.catch(() => undefined);
  };
  return {
    tell,
    /** Waits until all is written. @returns the place of the last event */
    all: async () => {
      await writing;
      return seq;
    },
  };
}

/** Appends events after a place. */
export async function insertEvents(
  db: Queryable,
  { messageId, after, events }: { messageId: string; after: number; events: Untold[] },
): Promise<void> {
  const placed = events.map((event, at) => ({ seq: after + at + 1, ...event }));
  await db.query(
    `INSERT INTO assistant_event (message_id, seq, event)
     SELECT $1, (told.event->>'seq')::int, told.event FROM jsonb_array_elements($2::jsonb) told(event)`,
    [messageId, storableJson(placed)],
  );
}

const isLast = ({ type }: AssistantEvent) =>
  type === 'answer' || type === 'stopped' || type === 'failed';

/**
 * What is told of an answer after a place, to its end: from the rows, whichever node writes them. Whoever may not hear more
 * of it, by then, hears why as the last event.
 * @param options.principal who listens
 * @param options.beat called between looks, to end an answer that nobody works on any more
 */
export async function* eventsOf(
  db: Queryable,
  options: {
    principal: Pick<Principal, 'id' | 'sessionId'>;
    messageId: string;
    after: number;
    signal: AbortSignal;
    beat: () => Promise<void>;
  },
): AsyncGenerator<AssistantEvent> {
  const { messageId, signal, beat } = options;
  for (let after = options.after; !signal.aborted;) {
    const more = nextChange(messageId, signal);
    // Asked before the events are read: what is over by then has all of them, and nobody is told who may not be.
    const { isOver, barred } = await hearingOf(db, options);
    if (barred) {
      yield { seq: after + 1, type: 'failed', reason: barred.message };
      return;
    }
    const rows = await db.query<{ event: AssistantEvent }>(
      'SELECT event FROM assistant_event WHERE message_id = $1 AND seq > $2 ORDER BY seq',
      [messageId, after],
    );
    for (const { event } of rows) {
      yield event;
      if (isLast(event)) return;
      after = event.seq;
    }
    if (rows.length === 0) {
      if (isOver) return;
      await more;
      await beat();
    }
  }
}

/** Resolves when this process tells more, when it is time to look again, or when nobody listens any more. */
function nextChange(messageId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, LOOK_AGAIN_MS);
    function end() {
      clearTimeout(timer);
      changes.off(messageId, end);
      signal.removeEventListener('abort', end);
      resolve();
    }
    changes.once(messageId, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
