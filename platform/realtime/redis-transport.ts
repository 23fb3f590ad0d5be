import Redis from 'ioredis';
import type { Logger } from '../logger/logger';
import { CHANNEL, reconnectDelay, type Transport } from './transport';

/** Redis publish/subscribe: one connection to publish, one to listen, both coming back by themselves. */
export function createRedisTransport(deps: {
  url: string;
  logger: Logger;
  receive: (payload: string) => void;
}): Transport {
  const retryStrategy = (times: number) => reconnectDelay(times - 1);
  // A hint waits for one new connection at most and is then given up; the subscription waits for ever.
  const publisher = new Redis(deps.url, { retryStrategy, maxRetriesPerRequest: 1 });
  const subscriber = new Redis(deps.url, { retryStrategy, maxRetriesPerRequest: null });
  for (const connection of [publisher, subscriber]) {
    connection.on('error', (error) => deps.logger.warn({ err: error }, 'bus connection to Redis'));
  }
  subscriber.on('message', (_channel, payload) => deps.receive(payload));
  subscriber.subscribe(CHANNEL).catch((error: unknown) => {
    deps.logger.warn({ err: error }, 'bus subscription ended');
  });
  return {
    async send(payloads) {
      await Promise.all(payloads.map((payload) => publisher.publish(CHANNEL, payload)));
    },
    close() {
      publisher.disconnect();
      subscriber.disconnect();
      return Promise.resolve();
    },
  };
}
