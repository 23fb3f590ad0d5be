import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../embedded/project-root';
import { findPostgres, startPostgres, type RunningPostgres } from '../embedded/postgres';
import { sleep, type RunningServer } from '../embedded/processes';
import { findTemporal, startTemporal, type RunningTemporal } from '../embedded/temporal';
import { RETENTION_DAYS, SEARCH_ATTRIBUTES } from '../embedded/temporal-namespace';
import { roleEntry, type Role } from '../roles';
import { startChild } from './child';
import type { PortName } from './settings';

/** What every part is started from. */
export interface PartContext {
  home: string;
  ports: Record<PortName, number>;
  postgresPassword: string;
  /** The namespace the embedded Temporal server makes. */
  namespace: string;
  say: (line: string) => void;
}

const DATABASE = 'netra';
const UI_PATH = '/temporal';
const START_PATIENCE_MS = 60_000;
const MAX_LOG_BYTES = 20 * 1024 * 1024;

/** Starts PostgreSQL over the home's data, or takes over the one an earlier run left. */
export function startPostgresPart(context: PartContext): Promise<RunningPostgres> {
  mkdirSync(join(context.home, 'postgres'), { recursive: true });
  return startPostgres({
    dataDir: postgresFolder(context.home),
    port: context.ports.POSTGRES_PORT,
    password: context.postgresPassword,
    database: DATABASE,
    logFile: logFile(context.home, 'postgres'),
  });
}

/** Starts Temporal over the home's data, or takes over the one an earlier run left. */
export function startTemporalPart(context: PartContext): Promise<RunningTemporal> {
  return startTemporal({
    stateDir: temporalFolder(context.home),
    port: context.ports.TEMPORAL_PORT,
    uiPort: context.ports.TEMPORAL_UI_PORT,
    namespace: context.namespace,
    uiPublicPath: UI_PATH,
    retentionDays: RETENTION_DAYS,
    searchAttributes: SEARCH_ATTRIBUTES,
    toolsDir: join(context.home, 'tools'),
    background: true,
    logFile: logFile(context.home, 'temporal'),
  });
}

/** Starts the mail inbox and waits until it answers. */
export async function startInboxPart(context: PartContext): Promise<RunningServer> {
  const { INBOX_PORT, SMTP_PORT } = context.ports;
  const child = startChild({
    name: 'inbox',
    background: true,
    script: join(projectRoot(), 'dist', 'dev', 'embedded', 'inbox-main.js'),
    args: [
      ...['--folder', join(context.home, 'mail')],
      ...['--smtp-port', String(SMTP_PORT), '--web-port', String(INBOX_PORT)],
    ],
    environment: process.env,
    logFile: logFile(context.home, 'inbox'),
    say: context.say,
  });
  return untilServing({
    name: 'inbox',
    child,
    serves: async () => (await fetch(`http://127.0.0.1:${INBOX_PORT}/api/mails?to=none`)).ok,
  });
}

/** Starts the API and waits until it can serve. */
export async function startApiPart(
  context: PartContext,
  environment: NodeJS.ProcessEnv,
): Promise<RunningServer> {
  const { PORT } = context.ports;
  return untilServing({
    name: 'api',
    child: startRole({ role: 'api', context, environment }),
    serves: async () => (await fetch(`http://127.0.0.1:${PORT}/api/v1/health`)).ok,
  });
}

/** Starts the worker and waits for its heartbeat in the database. */
export async function startWorkerPart(
  context: PartContext,
  environment: NodeJS.ProcessEnv,
): Promise<RunningServer> {
  const lastBeat = () =>
    firstValue(
      String(environment.DATABASE_URL),
      `SELECT max(beat_at)::text FROM process_heartbeat WHERE role = 'worker'`,
    );
  const before = await lastBeat();
  return untilServing({
    name: 'worker',
    child: startRole({ role: 'worker', context, environment }),
    serves: async () => (await lastBeat()) !== before,
  });
}

/** Runs a role that ends by itself; throws when it fails. */
export async function runRolePart(
  role: Role,
  context: PartContext,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const how = await startRole({ role, context, environment }).exited;
  if (how !== 'exit code 0')
    throw new Error(`${role} failed (${how}): see ${logFile(context.home, role)}`);
}

/** Whether nobody is in the database yet. */
export async function isEmptyCompany(databaseUrl: string): Promise<boolean> {
  return !(await firstValue(databaseUrl, 'SELECT id FROM employee LIMIT 1'));
}

/** A server that a killed supervisor left over this home, and the ports it holds. */
interface Leftover {
  pid: number;
  ports: Partial<Record<PortName, number>>;
}

/** The PostgreSQL and the Temporal server that a killed supervisor left over this home. */
export function leftovers(home: string): { postgres?: Leftover; temporal?: Leftover } {
  const postgres = findPostgres(postgresFolder(home));
  const temporal = findTemporal(temporalFolder(home));
  return {
    postgres: postgres && { pid: postgres.pid, ports: { POSTGRES_PORT: postgres.port } },
    temporal: temporal && {
      pid: temporal.pid,
      ports: { TEMPORAL_PORT: temporal.port, TEMPORAL_UI_PORT: temporal.uiPort },
    },
  };
}

/** The file that a part's output is kept in. One that grew too long is kept once under another name. */
function logFile(home: string, name: string): string {
  mkdirSync(join(home, 'logs'), { recursive: true });
  const file = join(home, 'logs', `${name}.log`);
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return file;
}

/** The data folder of the embedded PostgreSQL, as asked for. */
export function postgresFolder(home: string): string {
  return join(home, 'postgres', 'data');
}

/** The state folder of the embedded Temporal server. */
function temporalFolder(home: string): string {
  return join(home, 'temporal');
}

function startRole(options: {
  role: Role;
  context: PartContext;
  environment: NodeJS.ProcessEnv;
}): RunningServer {
  const { role, context, environment } = options;
  return startChild({
    name: role,
    background: role === 'worker',
    script: roleEntry(role),
    environment,
    logFile: logFile(context.home, role),
    say: context.say,
  });
}

async function untilServing(options: {
  name: string;
  child: RunningServer;
  serves: () => Promise<boolean>;
}): Promise<RunningServer> {
  const { name, child, serves } = options;
  let over = '';
  void child.exited.then((how) => (over = how));
  for (const end = Date.now() + START_PATIENCE_MS; ; await sleep(50)) {
    if (over) throw new Error(`${name} ended at once (${over})`);
    if (await serves().catch(() => false)) return child;
    if (Date.now() > end) {
      await child.stop();
      throw new Error(`${name} did not come up within ${START_PATIENCE_MS / 1000} seconds`);
    }
  }
}

async function firstValue(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
