/** When things happened that are told from outside, whoever comes first: the news or the one who waits for it. */
export interface Arrivals {
  note(key: string): void;
  /** When it was noted, in `performance.now()` milliseconds. Rejects after three minutes. */
  of(key: string): Promise<number>;
}

const PATIENCE_MS = 180_000;

/** Nothing has happened yet. */
export function createArrivals(): Arrivals {
  const noted = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  return {
    note(key) {
      if (noted.has(key)) return;
      const at = performance.now();
      noted.set(key, at);
      waiting.get(key)?.(at);
    },
    of(key) {
      const at = noted.get(key);
      if (at !== undefined) return Promise.resolve(at);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`nothing heard of "${key}" for three minutes`)),
          PATIENCE_MS,
        );
        waiting.set(key, (when) => {
          clearTimeout(timer);
          waiting.delete(key);
          resolve(when);
        });
      });
    },
  };
}
