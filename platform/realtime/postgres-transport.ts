import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withServerOptions } from '../database/app-role';
import { HeardClient } from '../database/heard-client';
import { runPrepared } from '../database/prepared';
import type { Logger } from '../logger/logger';
import { CHANNEL, reconnectDelay, type Transport } from './transport';

const TIMEOUT_MS = 5000;
/** A connection that was cut without a goodbye is noticed by asking. */
const PROBE_EVERY_MS = 10_000;

/**
 * LISTEN on a connection of its own, NOTIFY on another, neither ever inside a transaction of the application:
 * a NOTIFY in a write's transaction makes all such commits wait for one another.
 */
export function createPostgresTransport(deps: {
  url: string;
  logger: Logger;
  receive: (payload: string) => void;
}): Transport {
  const stop = new AbortController();
  const listening = listenForever(deps, stop.signal);
  const sender = new pg.Pool({
    // A hint need not survive a power loss, and should not wait for the disk.
    connectionString: withServerOptions(deps.url, '-c synchronous_commit=off'),
    application_name: 'netra-bus-notify',
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    keepAlive: true,
    Client: HeardClient,
  });
  // Without a listener the error of an idle connection would end the process.
  sender.on('error', (error) => deps.logger.warn({ err: error }, 'bus connection for NOTIFY lost'));
  const notify = (payloads: string[]) =>
    runPrepared(sender, 'SELECT pg_notify($1, p) FROM unnest($2::text[]) AS p', [
      CHANNEL,
      payloads,
    ]);
  return {
    async send(payloads) {
      // The first attempt may meet a connection that has just been cut; the second opens a new one.
      await notify(payloads).catch(() => notify(payloads));
    },
    async close() {
      stop.abort();
      await Promise.all([listening, sender.end()]);
    },
  };
}

async function listenForever(
  deps: { url: string; logger: Logger; receive: (payload: string) => void },
  stop: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !stop.aborted; attempt++) {
    try {
      await listenOnce(deps, stop, () => (attempt = 0));
    } catch (error) {
      if (!stop.aborted) deps.logger.warn({ err: error }, 'bus connection for LISTEN lost');
    }
    await sleep(reconnectDelay(attempt), undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Listens until the connection ends; rejects with what ended it, resolves when `stop` did. */
async function listenOnce(
  deps: { url: string; receive: (payload: string) => void },
  stop: AbortSignal,
  connected: () => void,
): Promise<void> {
  const client = new pg.Client({
    connectionString: deps.url,
    application_name: 'netra-bus-listen',
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    keepAlive: true,
  });
  const finished = new AbortController();
  const ended = new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('connection ended')));
    stop.addEventListener('abort', () => resolve(), { signal: finished.signal });
  });
  ended.catch(() => undefined);
  client.on('notification', ({ payload }) => deps.receive(payload ?? ''));
  let probe: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    connected();
    probe = setInterval(() => {
      client.query('SELECT 1').catch(() => void client.end().catch(() => undefined));
    }, PROBE_EVERY_MS);
    await ended;
  } finally {
    clearInterval(probe);
    finished.abort();
    await client.end().catch(() => undefined);
  }
}
