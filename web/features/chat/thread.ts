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
  conversation(): Promise<Pick<ConversationDetail, 'change' | 'head'>>;
  /** A page, oldest first: the newest one, or one before, after or around a seq. */
  messages(where?: { before?: number; after?: number; around?: number }): Promise<MessageWire[]>;
  /** Oldest first; `head` is the newest change. */
  changes(after: number): Promise<{ items: ChangeWire[]; head: number }>;
}

/** What a page shows of a conversation. */
export interface ThreadView {
  /** Oldest first, without holes. */
  messages: MessageWire[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  /** What follows the last one shown is not shown: pages between are not read yet. */
  hasNewer: boolean;
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
  /** Reads what follows the newest that is shown. */
  newer(): Promise<void>;
}

const EMPTY: ThreadView = {
  messages: [],
  hasOlder: false,
  isLoadingOlder: false,
  hasNewer: false,
  error: null,
  isReady: false,
};

/**
 * Puts rows where they belong: a message that is shown is replaced by a newer state of it, the next one is added, and
 * one beyond either end waits until its page is read.
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

/** What is shown, and up to where there is something to show. */
function createView() {
  let view = EMPTY;
  let head = 0;
  const listeners = new Set<() => void>();
  const show = (next: Partial<ThreadView>) => {
    view = { ...view, ...next };
    for (const listener of listeners) listener();
  };
  return {
    view: () => view,
    show,
    /** Shows these rows; `newest` is a seq that is known to exist. */
    showRows: (messages: MessageWire[], newest = 0) => {
      const last = messages.at(-1)?.seq ?? 0;
      head = Math.max(head, newest, last);
      show({ messages, hasOlder: startsLate(messages), hasNewer: last < head });
    },
    subscribe: (onChange: () => void) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
}

/**
 * Reads pages beyond either end, one at a time each. What is told while a page is on its way may be newer than the page:
 * it is placed once more behind it.
 */
function createPages(
  source: ThreadSource,
  { view, show, showRows }: ReturnType<typeof createView>,
) {
  const loading = { older: false, newer: false };
  let meanwhile: MessageWire[] = [];
  const read = async (end: 'older' | 'newer', load: () => Promise<MessageWire[]>) => {
    if (loading[end]) return;
    loading[end] = true;
    show({ isLoadingOlder: loading.older });
    try {
      const messages = await load();
      showRows(place(messages, meanwhile));
    } catch (error) {
      show({ error: error as ApiProblem });
    } finally {
      loading[end] = false;
      if (!loading.older && !loading.newer) meanwhile = [];
      show({ isLoadingOlder: loading.older });
    }
  };
  return {
    hear: (rows: MessageWire[]) => {
      if (loading.older || loading.newer) meanwhile.push(...rows);
    },
    older: async () => {
      const before = view().messages[0]?.seq;
      if (before === undefined || !view().hasOlder) return;
      await read('older', async () => {
        const page = await source.messages({ before });
        return [...page, ...view().messages];
      });
    },
    newer: async () => {
      const after = view().messages.at(-1)?.seq;
      if (after === undefined || !view().hasNewer) return;
      await read('newer', async () => {
        const page = await source.messages({ after });
        return place(view().messages, page);
      });
    },
  };
}

/** Numbers begin with one and have no holes. */
const startsLate = ([first]: MessageWire[]) => (first?.seq ?? 1) > 1;

/**
 * Opens a conversation, at its end or around a message. Nothing is read before {@link Thread.sync}.
 * @param at seq of the message to open around
 */
export function createThread(source: ThreadSource, at?: number): Thread {
  const shown = createView();
  const { view, show, showRows } = shown;
  const pages = createPages(source, shown);
  let order: ReturnType<typeof createChangeOrder<Pick<ChangeWire, 'change' | 'message'>>>;
  let gap: ReturnType<typeof setTimeout> | undefined;
  let syncing: Promise<void> | undefined;
  const take = (changes: Pick<ChangeWire, 'change' | 'message'>[]) => {
    const rows = order.accept(changes).flatMap(({ message }) => message ?? []);
    pages.hear(rows);
    if (rows.length > 0) {
      showRows(place(view().messages, rows), Math.max(...rows.map(({ seq }) => seq)));
    }
  };
  const open = async () => {
    // The number first: whatever happens in between is in the page already, and comes once more.
    const conversation = await source.conversation();
    const messages = await source.messages(at === undefined ? {} : { around: at });
    order = createChangeOrder(conversation.change);
    showRows(messages, conversation.head);
    show({ isReady: true, error: null });
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
    older: pages.older,
    newer: pages.newer,
  };
}
