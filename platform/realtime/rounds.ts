import type { Logger } from '../logger/logger';
import type { Bus, BusMessage } from './bus';

const OUTBOX_SWEEP_MS = 1_000;

/**
 * Work in rounds, one after the other: at once when the bus tells something that concerns it, and after a while anyway,
 * so that a message which is lost costs no more than that. What is told during a round has another one follow it.
 * @param options.concerns whether a message is one to get up for
 * @param options.round resolves with true when there is more to do at once
 * @param options.onError is told of a round that has failed; the next one comes in its time
 * @returns how to stop; resolves once the round that is under way has ended
 */
export function startRounds(options: {
  bus: Pick<Bus, 'subscribe'>;
  everyMs: number;
  concerns: (topic: BusMessage['topic']) => boolean;
  round: () => Promise<boolean>;
  onError: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { bus, everyMs, concerns, round, onError } = options;
  let stopped = false;
  let woken = true;
  let wake: () => void = () => undefined;
  const unsubscribe = bus.subscribe(({ topic }) => {
    if (!concerns(topic)) return;
    woken = true;
    wake();
  });
  const loop = async () => {
    while (!stopped) {
      woken = false;
      const hasMore = await round().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (hasMore || woken || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => (clearTimeout(timer), resolve());
      });
    }
  };
  const running = loop();
  return {
    async stop() {
      unsubscribe();
      stopped = true;
      wake();
      await running;
    },
  };
}

/**
 * Rounds that tell Temporal what is due in rows that are their own outbox: at a hint or within a second.
 * @param what stands before the warning of a round that has failed
 */
export function startOutboxRounds(
  deps: { bus: Pick<Bus, 'subscribe'>; logger: Logger },
  what: string,
  tell: () => Promise<void>,
): { stop(): Promise<void> } {
  return startRounds({
    bus: deps.bus,
    everyMs: OUTBOX_SWEEP_MS,
    concerns: (topic) => topic === 'outbox',
    async round() {
      await tell();
      return false;
    },
    onError: (error) => deps.logger.warn({ err: error }, `${what}: Temporal could not be told`),
  });
}
