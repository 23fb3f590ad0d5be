import type { MessageWire } from '../../../domain/wire/chat';
import { isPassing } from '../../lib/api';

/** A message as it is written. */
export interface Written {
  conversationId: string;
  clientId: string;
  text: string;
  /** The message it answers to. */
  threadOf?: number;
  /** Whom it names. */
  mentions?: string[];
  /** It names everybody, and whoever wrote it was asked where they are many. */
  mentionsAll?: boolean;
  /** Uploaded files that go along. */
  files?: { id: string; name: string }[];
}

/** A message that is written and not known to have arrived. */
export interface Unsent extends Written {
  /** Why it was refused; null while it is on its way or waits for the network. */
  refusal: string | null;
}

/** Where unsent messages are kept. */
export interface OutboxStore {
  read(): Unsent[];
  keep(entries: Unsent[]): void;
}

/** The messages of one person that have not arrived yet. */
export interface Outbox {
  entries: () => Unsent[];
  /** What has just arrived, for as long as its push may take: until then it is in no log. */
  landing: () => Unsent[];
  subscribe: (onChange: () => void) => () => void;
  /** Writes a message down and sends it. */
  add(message: Written): void;
  /** Sends what waits, oldest first; what was refused stays. */
  flush: () => void;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
}

const RETRY_MS = 5_000;
/** A push that takes longer is lost, and what it would have told is asked for. */
const LANDING_MS = 3_000;

/** What waits, kept over reloads, and what has just arrived, kept in memory for as long as its push may take. */
function createEntries(store: OutboxStore) {
  let entries = store.read();
  let landing: Unsent[] = [];
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const set = (next: Unsent[]) => {
    const own = new Set([...entries, ...next].map(({ clientId }) => clientId));
    // What another window keeps here stays: it may wait as well.
    const others = store.read().filter(({ clientId }) => !own.has(clientId));
    entries = next;
    store.keep([...others, ...next]);
    tell();
  };
  const without = (clientId: string) => entries.filter((entry) => entry.clientId !== clientId);
  return {
    entries: () => entries,
    landing: () => landing,
    set,
    drop: (clientId: string) => set(without(clientId)),
    land: (entry: Unsent) => {
      landing = [...landing, entry];
      set(without(entry.clientId));
      setTimeout(() => {
        landing = landing.filter((other) => other !== entry);
        tell();
      }, LANDING_MS);
    },
    subscribe: (onChange: () => void) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
}

/**
 * Keeps what is written until the server has answered, over reloads too. Each conversation's messages go out one after
 * the other; the client id makes sending one again safe.
 */
export function createOutbox(deps: {
  store: OutboxStore;
  send: (message: Unsent) => Promise<MessageWire>;
  onSent: (message: MessageWire) => void;
}): Outbox {
  const { entries, set, drop, land, landing, subscribe } = createEntries(deps.store);
  const sending = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (clientId: string, refusal: string | null) =>
    set(entries().map((entry) => (entry.clientId === clientId ? { ...entry, refusal } : entry)));
  const sendAll = async (conversationId: string) => {
    sending.add(conversationId);
    const next = () => entries().find((e) => e.conversationId === conversationId && !e.refusal);
    for (let entry = next(); entry; entry = next()) {
      const { clientId } = entry;
      try {
        deps.onSent(await deps.send(entry));
        land(entry);
      } catch (error) {
        if (isPassing(error)) {
          timer ??= setTimeout(flush, RETRY_MS);
          break;
        }
        change(clientId, (error as Error).message);
      }
    }
    sending.delete(conversationId);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const id of new Set(entries().map(({ conversationId }) => conversationId))) {
      if (!sending.has(id)) void sendAll(id);
    }
  };
  return {
    entries,
    landing,
    subscribe,
    add(message) {
      set([...entries(), { ...message, refusal: null }]);
      flush();
    },
    flush,
    retry(clientId) {
      change(clientId, null);
      flush();
    },
    discard: drop,
  };
}
