import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { anyFreePort } from '../../../dev/embedded/ports';
import { startPostgres, type RunningPostgres } from '../../../dev/embedded/postgres';
import { startTemporal, type RunningTemporal } from '../../../dev/embedded/temporal';
import { RETENTION_DAYS, SEARCH_ATTRIBUTES } from '../../../dev/embedded/temporal-namespace';
import type { Role } from '../../../dev/roles';
import { ensureBuilt, runRole, spawnRole, type Environment, type RunningRole } from '../app';
import { startOddSmtp, type OddSmtp } from '../odd-smtp';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';
import { keep, type Kept, type Running } from './kept';

/** A NETRA whose every part is a process of its own that can be broken, with the demo company in it. */
export interface Plant {
  /** Of both APIs. The first one reaches PostgreSQL by a cable. */
  urls: [string, string];
  apis: [Kept, Kept];
  /** The first one reaches PostgreSQL and Temporal by cables. */
  workers: [Kept, Kept];
  postgres: Kept;
  temporal: Kept;
  /** Cables of the first API and the first worker, and that of both workers to the mail server. */
  cables: Record<'api-postgres' | 'worker-postgres' | 'worker-temporal' | 'smtp', TcpProxy>;
  smtp: OddSmtp;
  /** Straight to the database, for looking. Errors while it is away are the caller's. */
  db: pg.Pool;
  /** Straight to Temporal. */
  client: Client;
  /** Sets what is called whenever the mail server gets a mail. */
  onMail(callback: () => void): void;
  /** Waits until every part serves. */
  healthy(withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** How to build one. */
interface PlantOptions {
  /** Where PostgreSQL keeps its data; a folder of the plant's own unless told otherwise. */
  postgresDir?: string;
  postgresSettings?: Record<string, string>;
  /** Variables of the second API alone. */
  secondApi?: Environment;
}

/** Starts two APIs, two workers, PostgreSQL, Temporal and a mail server, none of which anybody else uses. */
export async function startPlant(options: PlantOptions = {}): Promise<Plant> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'netra-faults-'));
  chmodSync(folder, 0o755);
  const guard = startGuard(folder);
  const postgres = await keepPostgres(folder, options, guard.watch);
  const temporal = await keepTemporal(folder, guard.watch);
  let onMail: () => void = () => undefined;
  const smtp = await startOddSmtp({ onMail: () => onMail() });
  const to = (port: number) => startTcpProxy({ host: '127.0.0.1', port });
  const databasePort = Number(new URL(postgres.part().url).port);
  const temporalPort = Number(temporal.part().address.split(':')[1]);
  const cables = {
    'api-postgres': await to(databasePort),
    'worker-postgres': await to(databasePort),
    'worker-temporal': await to(temporalPort),
    smtp: await to(smtp.port),
  };
  const ports = [await anyFreePort(), await anyFreePort()] as const;
  const by = (cable: TcpProxy) => {
    const url = new URL(postgres.part().url);
    url.port = String(cable.port);
    return url.href;
  };
  const common: Environment = {
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'info', HOST: '127.0.0.1', DATABASE_POOL: '8' },
    PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
    DATABASE_URL: postgres.part().url,
    TEMPORAL_ADDRESS: temporal.part().address,
    SMTP_URL: `smtp://127.0.0.1:${cables.smtp.port}`,
    FILES_DIR: join(folder, 'files'),
    SESSION_SECRET: 'the session secret of the faults, 0123456789',
    EMAIL_LINK_SECRET: 'the link secret of the faults, 0123456789ab',
    LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
  };
  await runRole('migrate', common);
  await runRole('seed', common);
  const firstWorker = {
    DATABASE_URL: by(cables['worker-postgres']),
    TEMPORAL_ADDRESS: `127.0.0.1:${cables['worker-temporal'].port}`,
  };
  const [api, api2, worker, worker2] = await Promise.all([
    keepRole('api', {
      ...common,
      PORT: String(ports[0]),
      DATABASE_URL: by(cables['api-postgres']),
    }),
    keepRole('api', { ...common, PORT: String(ports[1]), ...options.secondApi }, 'second api'),
    keepRole('worker', { ...common, ...firstWorker }),
    keepRole('worker', common, 'second worker'),
  ]);
  const db = new pg.Pool({ connectionString: postgres.part().url, max: 4 });
  db.on('error', () => undefined);
  const connection = await Connection.connect({ address: temporal.part().address });
  const urls: [string, string] = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`];
  const plant: Plant = {
    ...{ urls, postgres, temporal, cables, smtp, db },
    apis: [api, api2],
    workers: [worker, worker2],
    client: new Client({ connection, namespace: 'netra' }),
    onMail: (callback) => (onMail = callback),
    healthy: (withinMs = 90_000) => healthy(urls, withinMs),
    async stop() {
      await Promise.all([api, api2, worker, worker2].map((part) => part.stop()));
      await db.end();
      await connection.close();
      await temporal.stop();
      await postgres.stop();
      await Promise.all(Object.values(cables).map((cable) => cable.pull().catch(() => undefined)));
      await smtp.stop();
      await guard.end();
    },
  };
  await plant.healthy();
  return plant;
}

/** Ends the servers and deletes the folder, even if this process is killed. */
export function startGuard(folder: string) {
  const guard = spawn(process.execPath, [join(__dirname, '..', 'guard.mjs'), folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  return {
    watch: (server: Running, signal: string) => {
      guard.stdin.write(`${server.pid} ${signal}\n`);
      void server.exited.then(() => {
        if (!guard.stdin.writableEnded) guard.stdin.write(`${server.pid}\n`);
      });
    },
    async end() {
      const ended = once(guard, 'exit');
      if (!guard.stdin.writableEnded) guard.stdin.end();
      await ended;
    },
  };
}

type Watch = ReturnType<typeof startGuard>['watch'];

/** A PostgreSQL of a plant's own, with its data below `folder`. */
export async function keepPostgres(folder: string, options: PlantOptions, watch: Watch) {
  const port = await anyFreePort();
  return keep<RunningPostgres>({
    name: 'PostgreSQL',
    async start() {
      const server = await startPostgres({
        dataDir: options.postgresDir ?? join(folder, 'postgres'),
        ...{ port, password: 'faults', database: 'netra' },
        logFile: join(folder, 'postgres.log'),
        settings: { max_connections: '200', ...options.postgresSettings },
      });
      watch(server, 'SIGINT');
      return server;
    },
  });
}

async function keepTemporal(folder: string, watch: Watch) {
  const [port, uiPort] = [await anyFreePort(), await anyFreePort()];
  const stateDir = join(folder, 'temporal');
  mkdirSync(stateDir);
  return keep<RunningTemporal>({
    name: 'Temporal',
    async start() {
      const server = await startTemporal({
        ...{ stateDir, port, uiPort, namespace: 'netra', uiPublicPath: '/temporal' },
        ...{ retentionDays: RETENTION_DAYS, searchAttributes: SEARCH_ATTRIBUTES },
      });
      watch(server, 'SIGTERM');
      return server;
    },
  });
}

/** A process of NETRA's that is started again whenever it ends. */
export function keepRole(role: Role, environment: Environment, name: string = role) {
  return keep<RunningRole>({
    name,
    start: () => Promise.resolve(spawnRole(role, environment)),
    isReady: (part) => part.output().includes('"msg":"ready"'),
    describe: (part) => part.output().slice(-2_000),
  });
}

async function healthy(urls: string[], withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; ; await sleep(100)) {
    const answers = await Promise.all(urls.map(statusOf));
    if (answers.every((status) => status === 'ok')) return;
    if (Date.now() > end) throw new Error(`not healthy: ${answers.join(', ')}`);
  }
}

async function statusOf(url: string): Promise<string> {
  try {
    const answer = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(5_000) });
    const { status, checks } = (await answer.json()) as { status: string; checks: object };
    return status === 'ok' ? status : JSON.stringify(checks);
  } catch (error) {
    return String(error);
  }
}
