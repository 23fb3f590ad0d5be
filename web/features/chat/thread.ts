import { createChangeOrder } from '../../../domain/chat/change-order';
import type { ChangeWire, ConversationDetail, MessageWire } from '../../../domain/wire/chat';
import type { ApiProblem } from '../../lib/api';
import { noteAnswers } from './thread-count';

/** How much of the past is asked for at a time. */
export const PAGE = 50;
/** A push that overtakes another is usually followed by it: what is missing after this is asked for. */
const GAP_MS = 50;

/** Where a thread reads from. */
export interface ThreadSource {
  conversation(): Promise<Pick<ConversationDetail, 'change'>>;
  /** Newest first, before a seq. */
  messages(before?: number): Promise<MessageWire[]>;
  /** Oldest first; `head` is the newest change. */
  changes(after: number): Promise<{ items: ChangeWire[]; head: number }>;
}

/** What a page shows of a conversation. */
export interface ThreadView {
  /** Oldest first, without holes. */
  messages: MessageWire[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  error: ApiProblem | null;
  /** Undefined until the first page is there. */
  isReady: boolean;
}

/** A conversation that is open, kept as the log says. */
export interface Thread {
  view: () => ThreadView;
  subscribe: (onChange: () => void) => () => void;
  /** Reads the newest page and whatever was missed; again after each reconnect. */
  sync(): Promise<void>;
  /** Takes what was pushed. */
  hear(change: Pick<ChangeWire, 'change' | 'message'>): void;
  /** Reads what came before the oldest that is shown. */
  older(): Promise<void>;
}

const EMPTY: ThreadView = {
  messages: [],
  hasOlder: false,
  isLoadingOlder: false,
  error: null,
  isReady: false,
};

/**
 * Puts rows where they belong: a message that is shown is replaced by a newer state of it, the next one is added, and
 * one before the oldest that is shown waits until its page is read.
 */
export function place(shown: MessageWire[], rows: MessageWire[]): MessageWire[] {
  const messages = [...shown];
  for (const row of rows) {
    const first = messages[0]?.seq ?? row.seq;
    const at = row.seq - first;
    const known = messages[at];
    if (at === messages.length || (known && known.change <= row.change)) {
      messages[at] = row;
      noteAnswers(messages, row);
    }
  }
  return messages;
}

function createView() {
  let view = EMPTY;
  const listeners = new Set<() => void>();
  return {
    view: () => view,
    show: (next: Partial<ThreadView>) => {
      view = { ...view, ...next };
      for (const listener of listeners) listener();
    },
    subscribe: (onChange: () => void) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
}

async function readOlder(source: ThreadSource, { view, show }: ReturnType<typeof createView>) {
  const [first] = view().messages;
  if (!first || !view().hasOlder || view().isLoadingOlder) return;
  show({ isLoadingOlder: true });
  try {
    const page = await source.messages(first.seq);
    const messages = [...page.reverse(), ...view().messages];
    show({ messages, hasOlder: page.length === PAGE, isLoadingOlder: false });
  } catch (error) {
    show({ isLoadingOlder: false, error: error as ApiProblem });
  }
}

/** Opens a conversation. Nothing is read before {@link Thread.sync}. */
export function createThread(source: ThreadSource): Thread {
  const shown = createView();
  const { view, show } = shown;
  let order: ReturnType<typeof createChangeOrder<Pick<ChangeWire, 'change' | 'message'>>>;
  let gap: ReturnType<typeof setTimeout> | undefined;
  let syncing: Promise<void> | undefined;
  const take = (changes: Pick<ChangeWire, 'change' | 'message'>[]) => {
    const rows = order.accept(changes).flatMap(({ message }) => message ?? []);
    if (rows.length > 0) show({ messages: place(view().messages, rows) });
  };
  const open = async () => {
    // The number first: whatever happens in between is in the page already, and comes once more.
    const { change } = await source.conversation();
    const page = await source.messages();
    order = createChangeOrder(change);
    show({ messages: page.reverse(), hasOlder: page.length === PAGE, isReady: true, error: null });
  };
  const catchUp = async () => {
    for (;;) {
      const { items, head } = await source.changes(order.cursor);
      take(items);
      if (items.length === 0 || order.cursor >= head) return;
    }
  };
  const run = async () => {
    try {
      if (!view().isReady) await open();
      await catchUp();
      show({ error: null });
    } catch (error) {
      show({ error: error as ApiProblem });
    } finally {
      syncing = undefined;
    }
  };
  const sync = () => (syncing ??= run());
  return {
    view,
    subscribe: shown.subscribe,
    sync,
    hear(change) {
      if (!view().isReady) return;
      take([change]);
      if (!order.hasGap()) return;
      gap ??= setTimeout(() => {
        gap = undefined;
        if (order.hasGap()) void sync();
      }, GAP_MS);
    },
    older: () => readOlder(source, shown),
  };
}
