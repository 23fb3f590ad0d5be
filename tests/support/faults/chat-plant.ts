import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { anyFreePort } from '../../../dev/embedded/ports';
import type { Queryable } from '../../../platform/database/database';
import { ensureBuilt, runRole, type Environment } from '../app';
import { SESSION_SECRET } from '../realtime-node';
import { startTestRedis, type TestRedis } from '../redis';
import type { Kept } from './kept';
import { keepPostgres, keepRole, startGuard } from './plant';

/** As much of NETRA as chat takes: two APIs and a PostgreSQL of their own. Temporal is away all the time. */
export interface ChatPlant {
  urls: [string, string];
  apis: [Kept, Kept];
  postgres: Kept;
  /** Between the APIs, if it was asked for. */
  redis: TestRedis | undefined;
  /** Straight to the database, for looking. Errors while it is away are the caller's. */
  db: Queryable;
  /** What ended although nobody had ended it. */
  ownEnds(): string[];
  stop(): Promise<void>;
}

/** Starts it, empty. @param options.redis carries hints by Redis instead of LISTEN and NOTIFY */
export async function startChatPlant(options: { redis?: boolean } = {}): Promise<ChatPlant> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'netra-chat-faults-'));
  chmodSync(folder, 0o755);
  const guard = startGuard(folder);
  const postgres = await keepPostgres(folder, {}, guard.watch);
  const redis = options.redis ? await startTestRedis() : undefined;
  const ports = [await anyFreePort(), await anyFreePort()] as const;
  const nowhere = await anyFreePort();
  const common: Environment = {
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'info', HOST: '127.0.0.1', DATABASE_POOL: '8' },
    PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
    DATABASE_URL: postgres.part().url,
    TEMPORAL_ADDRESS: `127.0.0.1:${nowhere}`,
    SMTP_URL: `smtp://127.0.0.1:${nowhere}`,
    FILES_DIR: join(folder, 'files'),
    SESSION_SECRET,
    EMAIL_LINK_SECRET: 'the link secret of the faults, 0123456789ab',
    ...(redis && { REDIS_URL: redis.url }),
  };
  await runRole('migrate', common);
  const [first, second] = await Promise.all([
    keepRole('api', { ...common, PORT: String(ports[0]) }),
    keepRole('api', { ...common, PORT: String(ports[1]) }, 'second api'),
  ]);
  const pool = new pg.Pool({ connectionString: postgres.part().url, max: 4 });
  pool.on('error', () => undefined);
  const urls: [string, string] = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`];
  await Promise.all(urls.map(untilItAnswers));
  return {
    ...{ urls, postgres, redis },
    apis: [first, second],
    db: {
      query: async <Row>(sql: string, values?: unknown[]) =>
        (await pool.query(sql, values)).rows as Row[],
    },
    ownEnds: () => [first, second, postgres].flatMap(({ ownEnds }) => ownEnds),
    async stop() {
      await Promise.all([first.stop(), second.stop()]);
      await pool.end();
      await redis?.kill();
      await postgres.stop();
      await guard.end();
    },
  };
}

/** Waits until an API serves. */
export async function untilItAnswers(url: string): Promise<void> {
  for (const end = Date.now() + 60_000; ;) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer) return;
    if (Date.now() > end) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
