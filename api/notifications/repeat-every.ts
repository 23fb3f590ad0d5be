/**
 * Runs `work`, then waits, then runs it again: never two at a time, however long one takes.
 * @param work must not reject
 * @returns how to stop; resolves when the last run is over
 */
export function repeatEvery(pauseMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  const schedule = () => {
    timer = setTimeout(() => {
      current = work().then(() => {
        if (!stopped) schedule();
      });
    }, pauseMs);
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
