import { createChangeOrder } from '../../domain/chat/change-order';
import type { ChangeWire, MessageWire } from '../../domain/wire/chat';

/** What a page shows of one conversation, and when. */
export interface ShownMessage {
  at: number;
  message: MessageWire;
}

/** What a page knows of one conversation: it shows a change only after the one before, and asks for what it lacks. */
export interface ChatLog {
  shown: ShownMessage[];
  /** What was told beside messages, in the log's order. */
  events: ChangeWire[];
  seqs: () => number[];
  /** Takes what was pushed. */
  hear(change: ChangeWire): void;
  hearMessage(message: MessageWire): void;
  /** Reads all that came after what is shown. */
  catchUp(): Promise<void>;
  stop(): void;
}

const PATIENCE_MS = 50;

/** How many changes are read at a time. */
export const CHANGES_AT_ONCE = 500;

/**
 * A log that is empty yet.
 * @param input.fetch reads the next `CHANGES_AT_ONCE` changes after one; it may fail, then the next push tries again
 */
export function createChatLog(input: {
  conversationId: string;
  fetch(after: number): Promise<ChangeWire[]>;
}): ChatLog {
  const order = createChangeOrder<ChangeWire>(0);
  const shown: ShownMessage[] = [];
  const events: ChangeWire[] = [];
  let waiting: NodeJS.Timeout | undefined;
  const take = (changes: ChangeWire[]) => {
    for (const change of order.accept(changes)) {
      if (change.kind === 'message') {
        shown.push({ at: Date.now(), message: change.message as MessageWire });
      } else events.push(change);
    }
  };
  const catchUp = async () => {
    for (let more = true; more;) {
      const items = await input.fetch(order.cursor);
      take(items);
      more = items.length === CHANGES_AT_ONCE;
    }
  };
  const fillGap = async () => {
    waiting = undefined;
    if (order.hasGap()) await catchUp().catch(() => undefined);
  };
  const hear = (change: ChangeWire) => {
    if (change.conversationId !== input.conversationId) return;
    take([change]);
    if (order.hasGap()) waiting ??= setTimeout(() => void fillGap(), PATIENCE_MS);
  };
  return {
    ...{ shown, events, hear, catchUp },
    seqs: () => shown.map(({ message }) => message.seq),
    hearMessage: (message) => hear(asChange(message, shown)),
    stop: () => clearTimeout(waiting),
  };
}

/** A row that has a text for the first time at this number is a new message; any other is one seen before. */
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
