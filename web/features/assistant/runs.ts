import type { AssistantEvent } from '../../../domain/wire/assistant-threads';
import { isPassing } from '../../lib/api';
import { begun, isRunning, taken, type RunView } from './run-view';

/** How answers are asked for and heard. A call ends when its stream does, whether or not the answer was whole by then. */
export interface AnswerSource {
  ask(of: { threadId: string; text: string } & Hearing): Promise<void>;
  /** Takes a stream up after what has been heard. */
  follow(of: { threadId: string; messageId: string; after: number } & Hearing): Promise<void>;
  stop(of: { threadId: string; messageId: string }): Promise<unknown>;
}

interface Hearing {
  hear: (event: AssistantEvent) => void;
  signal: AbortSignal;
}

/** The answers that are on their way, one for each thread at most. */
export interface Runs {
  view: (threadId: string) => RunView | undefined;
  subscribe: (onChange: () => void) => () => void;
  /** @returns whether it was taken; if not, the view says why */
  ask(threadId: string, text: string): Promise<boolean>;
  /** Takes up what was asked before a reload, or in another window. */
  follow(threadId: string, of: { messageId: string; question: string }): void;
  stop(threadId: string): void;
  /** The connection is back: what was dropped is taken up at once. */
  wake: () => void;
  /** Nobody is signed in any more. */
  clear: () => void;
}

const UNKNOWN = 'The connection broke off before it was known whether the question had arrived.';
const AGAIN_MS = [500, 1000, 2000, 3000];

interface Run {
  view: RunView;
  abort: AbortController;
}

/** A wait that ends early when it is told to. */
function createWait() {
  const waiting = new Set<() => void>();
  return {
    for: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(end, ms);
        function end() {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        }
        waiting.add(end);
      }),
    wake: () => [...waiting].forEach((end) => end()),
  };
}

function createStore() {
  const runs = new Map<string, Run>();
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  return {
    get: (threadId: string) => runs.get(threadId),
    begin(threadId: string, view: RunView): Run {
      runs.get(threadId)?.abort.abort();
      const run = { view, abort: new AbortController() };
      runs.set(threadId, run);
      tell();
      return run;
    },
    set(run: Run, part: Partial<RunView>) {
      run.view = { ...run.view, ...part };
      tell();
    },
    drop: (threadId: string) => {
      runs.get(threadId)?.abort.abort();
      if (runs.delete(threadId)) tell();
    },
    all: () => [...runs.keys()],
    subscribe: (onChange: () => void) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
}

type Store = ReturnType<typeof createStore>;

interface Deps {
  source: AnswerSource;
  onEnd: (threadId: string) => void;
}

/** Hears streams into a store, each until its answer has ended, taking it up again as often as it breaks off. */
function createHearing({ source, onEnd }: Deps, store: Store) {
  const wait = createWait();
  const hearing = (run: Run, heard?: () => void) => ({
    signal: run.abort.signal,
    hear: (event: AssistantEvent) => {
      store.set(run, taken(run.view, event));
      heard?.();
    },
  });
  /** @returns whether there is more to hear */
  const hearOne = async (run: Run, connect: () => Promise<void>): Promise<boolean> => {
    const problem = await connect().then(
      () => null,
      (error: Error) => error,
    );
    if (run.abort.signal.aborted || !isRunning(run.view)) return false;
    const isKnown = run.view.messageId !== null;
    if (isKnown && (problem === null || isPassing(problem))) return true;
    store.set(run, { state: 'failed', problem: problem ?? new Error(UNKNOWN) });
    return false;
  };
  const hearOut = async (threadId: string, run: Run, connect: () => Promise<void>) => {
    let [times, last] = [0, 0];
    for (let next = connect; await hearOne(run, next);) {
      const { messageId, seq: after } = run.view;
      // One that brings words each time is not kept waiting.
      times = after > last ? 0 : times + 1;
      last = after;
      store.set(run, { state: 'dropped' });
      await wait.for(AGAIN_MS[Math.min(times, AGAIN_MS.length - 1)]!);
      next = () => source.follow({ threadId, messageId: messageId!, after, ...hearing(run) });
    }
    if (!run.abort.signal.aborted) onEnd(threadId);
  };
  return { hearing, hearOut, wake: wait.wake };
}

/**
 * Hears answers to their end: a stream that breaks off is taken up where it was, so that no words are lost and none come
 * twice, whatever page is looked at meanwhile.
 * @param deps.onEnd an answer has ended, or it is not known whether a question was taken
 */
export function createRuns(deps: Deps): Runs {
  const { source } = deps;
  const store = createStore();
  const { hearing, hearOut, wake } = createHearing(deps, store);
  return {
    view: (threadId) => store.get(threadId)?.view,
    subscribe: store.subscribe,
    ask(threadId, text) {
      const run = store.begin(threadId, begun(text));
      return new Promise((resolve) => {
        const asked = () => source.ask({ threadId, text, ...hearing(run, () => resolve(true)) });
        void hearOut(threadId, run, asked).then(() => resolve(run.view.messageId !== null));
      });
    },
    follow(threadId, { messageId, question }) {
      const known = store.get(threadId);
      if (known && (known.view.messageId === messageId || isRunning(known.view))) return;
      const run = store.begin(threadId, begun(question, messageId));
      void hearOut(threadId, run, () =>
        source.follow({ threadId, messageId, after: 0, ...hearing(run) }),
      );
    },
    stop(threadId) {
      const run = store.get(threadId);
      const messageId = run?.view.messageId;
      if (!run || !messageId) return;
      source.stop({ threadId, messageId }).catch((problem: Error) => store.set(run, { problem }));
    },
    wake,
    clear: () => store.all().forEach((threadId) => store.drop(threadId)),
  };
}
