import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { anyFreePort } from '../../dev/embedded/ports';
import { childExit, endProcess } from '../../dev/embedded/processes';
import { endWithParent, roleEntry, type Role } from '../../dev/roles';
import { projectRoot } from '../../dev/embedded/project-root';
import {
  asAdmin,
  databaseUrl,
  startTestInbox,
  startTestPostgres,
  startTestTemporal,
  TEMPLATE,
  testFolder,
  testStack,
  type TestInbox,
} from './stack';

/** The variables of one NETRA installation. */
export type Environment = Record<string, string>;

/** One process of NETRA, run from dist/. */
export interface RunningRole {
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  exited: Promise<string>;
  /** Stops it as an operator would. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** A whole NETRA: API, worker, database, namespace and inbox of its own. */
export interface RunningApp {
  /** `http://127.0.0.1:<port>`, also the PUBLIC_URL. */
  url: string;
  environment: Environment;
  inbox: TestInbox;
  api: RunningRole;
  /** Absent when it was asked to be left out. */
  worker?: RunningRole;
  startApi(): Promise<void>;
  /** @param options.root of another built copy of the project than the app's */
  startWorker(options?: { root?: string }): Promise<void>;
  stop(): Promise<void>;
}

const DEMO_TEMPLATE = 'netra_demo_template';

let built = false;

/** Builds dist/ when it is not what the sources are. */
export function ensureBuilt(): void {
  if (built) return;
  const script = join(projectRoot(), 'dev', 'build.mjs');
  const web = existsSync(join(projectRoot(), 'dist', 'web')) || process.env.CI;
  const made = spawnSync(process.execPath, [script, '--loose', ...(web ? [] : ['--server'])], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`The build failed:\n${made.stdout}${made.stderr}`);
  built = true;
}

/** The variables of an installation of the calling suite's own: every role runs from these. */
export function testEnvironment(parts: {
  port: number;
  databaseUrl: string;
  temporal: { address: string; namespace: string };
  smtpUrl: string;
}): Environment {
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    PORT: String(parts.port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${parts.port}`,
    DATABASE_URL: parts.databaseUrl,
    DATABASE_POOL: '12',
    TEMPORAL_ADDRESS: parts.temporal.address,
    TEMPORAL_NAMESPACE: parts.temporal.namespace,
    TEMPORAL_UI_URL: new URL(testStack().temporalUiUrl).origin,
    SMTP_URL: parts.smtpUrl,
    FILES_DIR: join(testFolder(), 'files'),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    EMAIL_LINK_SECRET: randomBytes(32).toString('hex'),
    LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
  };
}

/**
 * Starts one role as a process; it ends with the process that started it at the latest.
 * @param root of a built copy of the project to run instead of this one
 */
export function spawnRole(role: Role, environment: Environment, root = projectRoot()): RunningRole {
  ensureBuilt();
  const entry = join(root, relative(projectRoot(), roleEntry(role)));
  const child = spawn(process.execPath, [...endWithParent(), entry], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = collect(child);
  const exited = childExit(child);
  const pid = child.pid as number;
  return {
    pid,
    output,
    exited,
    async stop() {
      await endProcess({ pid, graceMs: 20_000 });
      await exited;
    },
    async kill() {
      await endProcess({ pid, signal: 'SIGKILL' });
      await exited;
    },
  };
}

/** Runs a role that ends by itself, such as `migrate`. */
export async function runRole(role: Role, environment: Environment): Promise<string> {
  const running = spawnRole(role, environment);
  const how = await running.exited;
  if (how !== 'exit code 0') throw new Error(`${role}: ${how}\n${running.output()}`);
  return running.output();
}

/**
 * Starts a whole NETRA from dist/ on free ports and waits until it serves.
 * @param options.demo with the demo company instead of an empty database
 * @param options.worker false leaves the worker out; `startWorker` starts it later
 * @param options.env variables set on top
 * @param options.root of a built copy of the project to run instead of this one
 */
export async function startApp(
  options: { demo?: boolean; worker?: boolean; env?: Environment; root?: string } = {},
): Promise<RunningApp> {
  ensureBuilt();
  const [database, temporal, inbox, port] = await Promise.all([
    (options.demo ? demoTemplate() : Promise.resolve(TEMPLATE)).then(startTestPostgres),
    startTestTemporal(),
    startTestInbox(),
    anyFreePort(),
  ]);
  const parts = { port, databaseUrl: database.url, temporal, smtpUrl: inbox.smtpUrl };
  const environment = { ...testEnvironment(parts), ...options.env };
  const url = `http://127.0.0.1:${port}`;
  const startApi = async () => {
    app.api = spawnRole('api', environment, options.root);
    await untilHealthy({ url, role: app.api, check: (health) => health.status === 200 });
  };
  const startWorker = async ({ root = options.root }: { root?: string } = {}) => {
    app.worker = spawnRole('worker', environment, root);
    await untilHealthy({ url, role: app.worker, check: (health) => health.worker === 'up' });
  };
  const app: RunningApp = {
    ...{ url, environment, inbox, startApi, startWorker },
    api: undefined as unknown as RunningRole,
    async stop() {
      await Promise.all([app.worker?.stop(), app.api?.stop()]);
      await app.inbox.stop();
      await database.drop();
    },
  };
  try {
    await startApi();
    if (options.worker !== false) await startWorker();
  } catch (error) {
    // A process left behind would keep the whole run from ending.
    await app.stop();
    throw error;
  }
  return app;
}

/** Made by the first suite that wants it, then copied. */
async function demoTemplate(): Promise<string> {
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock(2)');
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      DEMO_TEMPLATE,
    ]);
    if (found.rowCount) return;
    const beside = `${DEMO_TEMPLATE}_new`;
    await admin.query(`CREATE DATABASE ${beside} TEMPLATE ${TEMPLATE}`);
    const url = databaseUrl(beside);
    const nowhere = { address: testStack().temporalAddress, namespace: 'netra' };
    const smtpUrl = 'smtp://127.0.0.1:1';
    await runRole(
      'seed',
      testEnvironment({ port: 1, databaseUrl: url, temporal: nowhere, smtpUrl }),
    );
    await admin.query(`ALTER DATABASE ${beside} RENAME TO ${DEMO_TEMPLATE}`);
  });
  return DEMO_TEMPLATE;
}

interface Health {
  status: number;
  worker?: string;
}

async function untilHealthy(wanted: {
  url: string;
  role: RunningRole;
  check(health: Health): boolean;
}): Promise<void> {
  let over = '';
  void wanted.role.exited.then((how) => (over = how));
  for (const end = Date.now() + 45_000; ;) {
    const health = await readHealth(wanted.url);
    if (health && wanted.check(health)) return;
    if (over || Date.now() > end) {
      const state = over || `not healthy: ${JSON.stringify(health)}`;
      throw new Error(`${state}\n${wanted.role.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function readHealth(url: string): Promise<Health | undefined> {
  try {
    const answer = await fetch(`${url}/api/v1/health`);
    const { checks } = (await answer.json()) as { checks?: { worker?: string } };
    return { status: answer.status, worker: checks?.worker };
  } catch {
    return undefined;
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-200_000));
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}
