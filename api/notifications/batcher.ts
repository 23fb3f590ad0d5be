/** Work that is gathered for a moment and done together, one batch at a time. */
export interface Batcher {
  add(keys: Iterable<string>): void;
  /** No batch starts any more. */
  stop: () => void;
}

/** While this many new keys come within `delayMs`, a batch waits for more, `longestMs` at most. */
interface Crowd {
  size: number;
  longestMs: number;
}

/**
 * Gathers keys for `delayMs` and hands them over once; what comes while a batch is under way makes up the next.
 * So a burst costs one query per batch and never two at a time. A batch that fails is reported and forgotten:
 * the sweeps find its rows again.
 * @param options.loneAtOnce what comes `delayMs` after the last batch began, or later, is gathered for one turn of the
 * event loop only
 */
export function createBatcher(options: {
  delayMs: number;
  loneAtOnce?: boolean;
  crowd?: Crowd;
  work: (keys: string[]) => Promise<void>;
  onError: (error: unknown) => void;
}): Batcher {
  const { delayMs, loneAtOnce = false, crowd } = options;
  let waiting = new Set<string>();
  let held: { since: number; size: number } | undefined;
  let cancel: (() => void) | undefined;
  let began = -Infinity;
  let running = false;
  let stopped = false;
  const schedule = () => {
    if (waiting.size === 0 || running || stopped || cancel) return;
    if (loneAtOnce && !held && performance.now() - began >= delayMs) {
      const turn = setImmediate(runOrHold);
      cancel = () => clearImmediate(turn);
    } else {
      const timer = setTimeout(runOrHold, delayMs);
      cancel = () => clearTimeout(timer);
    }
  };
  const runOrHold = () => {
    cancel = undefined;
    const { since, size } = held ?? { since: Date.now(), size: 0 };
    const isCrowded = crowd !== undefined && waiting.size - size >= crowd.size;
    if (!isCrowded || Date.now() - since >= crowd.longestMs) return run();
    held = { since, size: waiting.size };
    schedule();
  };
  const run = () => {
    running = true;
    began = performance.now();
    held = undefined;
    const keys = [...waiting];
    waiting = new Set();
    void options
      .work(keys)
      .catch(options.onError)
      .finally(() => {
        running = false;
        schedule();
      });
  };
  return {
    add(keys) {
      for (const key of keys) waiting.add(key);
      schedule();
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
