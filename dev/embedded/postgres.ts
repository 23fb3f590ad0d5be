import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import {
  postgresAccount,
  postgresBinaries,
  reachableDataFolder,
  type Account,
} from './postgres-binaries';
import {
  childExit,
  endProcess,
  goneByPolling,
  isAlive,
  sleep,
  type RunningServer,
} from './processes';

const USER = 'netra';
const exe = process.platform === 'win32' ? '.exe' : '';

/** How to run the embedded PostgreSQL. */
interface PostgresOptions {
  dataDir: string;
  port: number;
  password: string;
  /** Created when it is missing. */
  database: string;
  /** Where the server writes what it says; default: postgres.log beside the data folder. */
  logFile?: string;
  /** Server settings, as for `postgres -c`. */
  settings?: Record<string, string>;
}

/** The embedded PostgreSQL, ready for connections. */
export interface RunningPostgres extends RunningServer {
  /** Where it really listens: an adopted server keeps its port. */
  port: number;
  /** Where its data really lies. */
  dataDir: string;
  url: string;
}

interface Place extends PostgresOptions {
  binaries: string;
  account: Account | null;
  logFile: string;
}

/**
 * Starts PostgreSQL over a data folder, or takes over the one that already serves it.
 * A first start makes the folder. Listens on the loopback address only, with a password.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const account = postgresAccount();
  const dataDir = reachableDataFolder(options.dataDir, account);
  const place: Place = {
    ...options,
    account,
    dataDir,
    binaries: postgresBinaries(account),
    logFile: options.logFile ?? join(dirname(dataDir), 'postgres.log'),
  };
  if (!existsSync(join(dataDir, 'PG_VERSION'))) makeDataFolder(place);
  const server = (await adopt(place)) ?? (await launch(place));
  await ensureDatabase({ ...place, port: server.port });
  return {
    ...server,
    dataDir,
    url: `postgres://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${server.port}/${options.database}`,
    stop: () =>
      endProcess({ pid: server.pid, signal: 'SIGINT', force: 'SIGQUIT', graceMs: 20_000 }),
  };
}

/** The server that a killed launcher left over this data folder, if it is alive. */
export function findPostgres(dataDir: string): { pid: number; port: number } | undefined {
  const file = join(reachableDataFolder(dataDir, postgresAccount()), 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = { pid: Number(lines[0]), port: Number(lines[3]) };
  return isAlive(found.pid) ? found : undefined;
}

/** Runs initdb beside and renames: a half-made folder never looks whole. */
function makeDataFolder({ dataDir, password, account, binaries }: Place): void {
  const fresh = `${dataDir}.new`;
  const passwordFile = join(dirname(dataDir), `.password-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
  const made = spawnSync(
    join(binaries, 'bin', `initdb${exe}`),
    [
      ...['-D', fresh, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      // The builtin locale sorts alike on every system.
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync'],
    ],
    { ...runAs(account), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr.trim()}`);
  }
  renameSync(fresh, dataDir);
}

type Server = Omit<RunningServer, 'stop'> & { port: number };

async function adopt(place: Place): Promise<Server | undefined> {
  for (const end = Date.now() + 15_000; ; await sleep(100)) {
    const found = findPostgres(place.dataDir);
    if (!found) return undefined;
    try {
      await waitUntilReady({ ...place, port: found.port }, 1_500);
      return { ...found, adopted: true, exited: goneByPolling(found.pid) };
    } catch (error) {
      // It may be shutting down: then it is gone soon and a new one can start.
      if (Date.now() > end) throw error;
    }
  }
}

async function launch(place: Place): Promise<Server> {
  if (process.platform === 'win32') return launchOnWindows(place);
  const output = openSync(place.logFile, 'a');
  // Its own process group: Ctrl-C reaches only us, and we stop it after those who use it.
  const child = spawn(
    join(place.binaries, 'bin', 'postgres'),
    ['-D', place.dataDir, ...flags(place)],
    {
      ...runAs(place.account),
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  closeSync(output);
  const exited = childExit(child);
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  const failed = exited.then((how) => {
    throw new Error(`PostgreSQL ended at once (${how}): see ${place.logFile}`);
  });
  await Promise.race([waitUntilReady(place, 60_000), failed]);
  failed.catch(() => undefined);
  return { pid: child.pid as number, port: place.port, adopted: false, exited };
}

/** pg_ctl drops administrator rights, with which postgres itself refuses to run. */
async function launchOnWindows(place: Place): Promise<Server> {
  const options = flags(place).map((flag) => `"${flag}"`);
  execFileSync(join(place.binaries, 'bin', `pg_ctl${exe}`), [
    ...['start', '-w', '-D', place.dataDir, '-l', place.logFile, '-o', options.join(' ')],
  ]);
  await waitUntilReady(place, 60_000);
  const found = findPostgres(place.dataDir);
  if (!found) throw new Error(`PostgreSQL ended at once: see ${place.logFile}`);
  return { ...found, adopted: false, exited: goneByPolling(found.pid) };
}

function flags({ port, settings = {} }: Place): string[] {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  return [
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

function runAs(account: Account | null): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  return { ...(account ?? {}), env: { ...process.env, LC_ALL: 'C' } };
}

function adminClient({ port, password }: Place): pg.Client {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: USER, password, database: 'postgres' },
    connectionTimeoutMillis: 1_000,
  });
  client.on('error', () => undefined);
  return client;
}

async function waitUntilReady(place: Place, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; ; await sleep(25)) {
    const client = adminClient(place);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      const wrongPassword = (error as { code?: string }).code === '28P01';
      if (wrongPassword || Date.now() > end) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function ensureDatabase(place: Place): Promise<void> {
  const client = adminClient(place);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      place.database,
    ]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(place.database)}`);
    }
  } finally {
    await client.end();
  }
}
