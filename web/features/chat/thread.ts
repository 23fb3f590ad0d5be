import { createChangeOrder } from '../../../domain/chat/change-order';
import type {
  ChangeWire,
  ConversationDetail,
  MessageList,
  MessageWire,
} from '../../../domain/wire/chat';
import { isPassing, type ApiProblem } from '../../lib/api';
import { noteAnswers } from './thread-count';

/** How much of the past is asked for at a time. */
export const PAGE = 50;
/** A push that overtakes another is usually followed by it: what is missing after this is asked for. */
const GAP_MS = 50;
/** After a failure that may pass, while the connection stays: nothing else would ask again. */
const AGAIN_MS = 2_000;

/** Which page of a log: before or after a seq, around one, or the newest. */
export interface PageOf {
  before?: number;
  after?: number;
  around?: number;
}

/** Where a thread reads from. */
export interface ThreadSource {
  conversation(): Promise<Pick<ConversationDetail, 'change' | 'readSeq' | 'unread'>>;
  /** Newest first if it is before a seq or the newest, otherwise oldest first; `head` is the newest seq. */
  messages(page: PageOf): Promise<Pick<MessageList, 'items' | 'head'>>;
  /** Oldest first; `head` is the newest change. */
  changes(after: number): Promise<{ items: ChangeWire[]; head: number }>;
}

/** What a page shows of a conversation. */
interface ThreadView {
  /** Oldest first, without holes. */
  messages: MessageWire[];
  hasOlder: boolean;
  /** Whether there is more after the last that is shown, as in a log that was opened in its middle. */
  hasNewer: boolean;
  isLoading: 'older' | 'newer' | null;
  error: ApiProblem | null;
  /** False until the first page is there. */
  isReady: boolean;
  /** Grows whenever the log is opened at another place. */
  opening: number;
  /** The message it was opened at; null at its end. */
  target: number | null;
  /** What the reader had read when it was first opened, and whether there was more. */
  readSeq: number;
  hadUnread: boolean;
}

/** A conversation that is open, kept as the log says. */
interface Thread {
  view: () => ThreadView;
  subscribe: (onChange: () => void) => () => void;
  /** Reads the first page and whatever was missed; again after each reconnect, and by itself after a failure. */
  sync(): Promise<void>;
  /** Nobody looks any more: nothing is asked for by itself until the next {@link Thread.sync}. */
  stop: () => void;
  /** Takes what was pushed. */
  hear(change: Pick<ChangeWire, 'change' | 'message'>): void;
  /** Reads what came before the oldest that is shown. */
  older(): Promise<void>;
  /** Reads what came after the newest that is shown. */
  newer(): Promise<void>;
  /** Opens the log at a message, or at its end. */
  goTo(seq: number | null): Promise<void>;
}

const EMPTY: ThreadView = {
  messages: [],
  hasOlder: false,
  hasNewer: false,
  isLoading: null,
  error: null,
  isReady: false,
  opening: 0,
  target: null,
  readSeq: 0,
  hadUnread: false,
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

/** A page, oldest first, with whether there is more on either side of it. */
async function readPage(source: ThreadSource, page: PageOf) {
  const { items, head } = await source.messages(page);
  const messages =
    page.after === undefined && page.around === undefined ? [...items].reverse() : items;
  const [first, last] = [messages[0]?.seq ?? 1, messages.at(-1)?.seq ?? head];
  return { messages, hasOlder: first > 1, hasNewer: last < head };
}

type PageRead = Awaited<ReturnType<typeof readPage>>;
type Placed = Partial<ThreadView> & Pick<ThreadView, 'messages'>;

/**
 * Pages of a log that is being told of at the same time. A page may have been read before a change that is heard before
 * the page is: what is heard meanwhile is put on top of it once more.
 */
function createPages(source: ThreadSource, { view, show }: ReturnType<typeof createView>) {
  let heard: MessageWire[] = [];
  let opening = 0;
  const begin = (isLoading: ThreadView['isLoading']) => {
    heard = [];
    show({ isLoading });
  };
  const put = (next: Placed) =>
    show({ isLoading: null, error: null, ...next, messages: place(next.messages, heard) });
  const read = async (page: PageOf, join: (read: PageRead) => Placed) => {
    const asked = opening;
    try {
      const answer = await readPage(source, page);
      // The log has been opened elsewhere meanwhile: this page is not beside what is shown.
      if (asked === opening) put(join(answer));
    } catch (error) {
      if (asked !== opening) return;
      show({ isLoading: null });
      throw error;
    }
  };
  const extend = (page: PageOf, join: (read: PageRead) => Placed) =>
    read(page, join).catch((error: ApiProblem) => show({ error }));
  return {
    hear(rows: MessageWire[]) {
      if (view().isLoading) heard.push(...rows);
      show({ messages: place(view().messages, rows) });
    },
    async open(target: number | null, more: Partial<ThreadView> = {}) {
      opening += 1;
      begin('newer');
      const page = target === null ? {} : { around: target };
      await read(page, (answer) => ({ ...answer, ...more, target, opening, isReady: true }));
    },
    async older() {
      const { messages, hasOlder, isLoading } = view();
      const [first] = messages;
      if (!first || !hasOlder || isLoading) return;
      begin('older');
      await extend({ before: first.seq }, (answer) => ({
        messages: [...answer.messages, ...view().messages],
        hasOlder: answer.hasOlder,
      }));
    },
    async newer() {
      const { messages, hasNewer, isLoading } = view();
      const last = messages.at(-1);
      if (!last || !hasNewer || isLoading) return;
      begin('newer');
      await extend({ after: last.seq }, (answer) => ({
        // What was pushed meanwhile may be the first of this page.
        messages: place(view().messages, answer.messages),
        hasNewer: answer.hasNewer,
      }));
    },
  };
}

/** One thing that is to be done later, if nothing else is waited for. */
function createAlarm() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    set(ms: number, work: () => void) {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, ms);
    },
    clear: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** Opens a conversation: at a message, or at the first that is not read. Nothing is read before {@link Thread.sync}. */
export function createThread(source: ThreadSource, at: number | null = null): Thread {
  const shown = createView();
  const { view, show } = shown;
  const pages = createPages(source, shown);
  let order: ReturnType<typeof createChangeOrder<Pick<ChangeWire, 'change' | 'message'>>>;
  const alarm = createAlarm();
  let syncing: Promise<void> | undefined;
  const take = (changes: Pick<ChangeWire, 'change' | 'message'>[]) => {
    const rows = order.accept(changes).flatMap(({ message }) => message ?? []);
    if (rows.length > 0) pages.hear(rows);
  };
  const open = async () => {
    // The number first: whatever happens in between is in the page already, and comes once more.
    const { change, readSeq, unread } = await source.conversation();
    order = createChangeOrder(change);
    const target = at ?? (unread > 0 ? readSeq + 1 : null);
    await pages.open(target, { readSeq, hadUnread: unread > 0 });
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
      if (isPassing(error)) alarm.set(AGAIN_MS, () => void sync());
    } finally {
      syncing = undefined;
    }
  };
  const sync = () => (syncing ??= run());
  return {
    view,
    subscribe: shown.subscribe,
    sync,
    stop: alarm.clear,
    hear(change) {
      if (!view().isReady) return;
      take([change]);
      if (order.hasGap()) alarm.set(GAP_MS, () => order.hasGap() && void sync());
    },
    older: () => pages.older(),
    newer: () => pages.newer(),
    goTo: (seq) => pages.open(seq).catch((error: ApiProblem) => show({ error })),
  };
}
