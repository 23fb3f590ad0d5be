import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config';
import type { Logger } from '../logger/logger';
import type { Bus, BusMessage } from './bus';
import { packMessages, unpackMessages } from './envelope';
import { createPostgresTransport } from './postgres-transport';
import { createRedisTransport } from './redis-transport';

/** While nothing can be sent, hints beyond this many are dropped: the sweeps find their rows. */
const MAX_WAITING = 5000;
/** A lone hint leaves at once; in a burst those of this long travel together, so that it costs 50 sends a second. */
const PAUSE_MS = 20;

/**
 * The bus of a process: PostgreSQL LISTEN/NOTIFY, or Redis when `REDIS_URL` is set.
 * Returns at once; the connections come up behind it and come back by themselves for as long as the process lives.
 * Subscribers of the same process are called synchronously, before the hint has left.
 */
export function createBus(deps: {
  config: Pick<Config, 'DATABASE_URL' | 'REDIS_URL'>;
  logger: Logger;
}): Bus {
  const { config, logger } = deps;
  const self = randomUUID();
  const subscribers = new Set<(message: BusMessage) => void>();
  const tell = (message: BusMessage) => {
    for (const subscriber of subscribers) {
      try {
        subscriber(message);
      } catch (error) {
        logger.error({ err: error, topic: message.topic }, 'a bus subscriber failed');
      }
    }
  };
  const receive = (payload: string) => unpackMessages(self, payload).forEach(tell);
  const transport = config.REDIS_URL
    ? createRedisTransport({ url: config.REDIS_URL, logger, receive })
    : createPostgresTransport({ url: config.DATABASE_URL, logger, receive });

  let waiting: BusMessage[] = [];
  let sending: Promise<void> | undefined;
  // What is published in one turn, or while a send is under way, leaves together.
  const drain = async () => {
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const messages = waiting;
      waiting = [];
      try {
        await transport.send(packMessages(self, messages));
      } catch (error) {
        logger.warn({ err: error, lost: messages.length }, 'hints could not be sent');
      }
      await sleep(PAUSE_MS);
    }
    sending = undefined;
  };
  return {
    publish(message) {
      tell(message);
      if (waiting.length < MAX_WAITING) waiting.push(message);
      sending ??= drain();
    },
    subscribe(callback) {
      subscribers.add(callback);
      return () => subscribers.delete(callback);
    },
    async close() {
      await sending;
      subscribers.clear();
      await transport.close();
    },
  };
}
