import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '../embedded/ports';
import { startPostgres } from '../embedded/postgres';
import { childExit, endProcess, inBackground, sleep } from '../embedded/processes';
import { startTemporal } from '../embedded/temporal';
import { RETENTION_DAYS, SEARCH_ATTRIBUTES } from '../embedded/temporal-namespace';
import { projectRoot } from '../embedded/project-root';
import { endWithParent, roleEntry, type Role } from '../roles';

const NAMESPACE = 'netra';

/** The whole product on this machine, in processes of its own, with the settings of `npm start`. */
export interface BenchStack {
  url: string;
  inboxUrl: string;
  databaseUrl: string;
  temporal: { address: string; namespace: string };
  pids: { api: number; worker: number; temporal: number };
  /** Those that are no NETRA role, but do its work. */
  serverPids: { postgres: number; inbox: number };
  /** What sessions are signed with. */
  sessionSecret: string;
  /** Resident memory of the API in bytes, without garbage. */
  apiMemory(): Promise<number>;
  /** Kills the API as a crash would, lets `meanwhile` happen and starts it again. @returns once it serves */
  crashApi(meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts everything in a temporary folder, with the demo company; on failure what was started is stopped.
 * @param settings variables beside those of `npm start`
 */
export async function startBenchStack(settings: NodeJS.ProcessEnv = {}): Promise<BenchStack> {
  const folder = mkdtempSync(join(tmpdir(), 'netra-bench-'));
  chmodSync(folder, 0o755);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopOne of stops.reverse()) await stopOne();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startAll(folder, stops, settings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  folder: string,
  stops: (() => Promise<void>)[],
  settings: NodeJS.ProcessEnv,
): Promise<Omit<BenchStack, 'stop'>> {
  const [port, smtpPort, inboxPort] = await freePorts();
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await anyFreePort(),
    password: 'bench',
    database: 'netra',
  });
  stops.push(() => postgres.stop());
  const temporal = await startTemporal({
    stateDir: join(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: await anyFreePort(),
    namespace: NAMESPACE,
    uiPublicPath: '/temporal',
    background: true,
    retentionDays: RETENTION_DAYS,
    searchAttributes: SEARCH_ATTRIBUTES,
  });
  stops.push(() => temporal.stop());
  const url = `http://127.0.0.1:${port}`;
  const environment = environmentOf({ port, url, smtpPort, postgres, temporal, settings });
  const run = (name: string, entry: string, args: string[] = []) => {
    const started = start({ name, entry, args, folder, environment });
    stops.push(() => started.stop());
    return started;
  };
  const inboxProcess = run('inbox', inboxEntry(), [
    ...['--folder', join(folder, 'mail')],
    ...['--smtp-port', String(smtpPort), '--web-port', String(inboxPort)],
  ]);
  for (const role of ['migrate', 'seed'] as const) await run(role, roleEntry(role)).finished();
  const runApi = () => run('api' satisfies Role, roleEntry('api'));
  let api = runApi();
  const worker = run('worker' satisfies Role, roleEntry('worker'));
  await Promise.race([untilHealthy(url), api.failed(), worker.failed()]);
  const pids = { api: api.pid, worker: worker.pid, temporal: temporal.pid };
  return {
    url,
    inboxUrl: `http://127.0.0.1:${inboxPort}`,
    databaseUrl: postgres.url,
    temporal: { address: temporal.address, namespace: NAMESPACE },
    pids,
    serverPids: { postgres: postgres.pid, inbox: inboxProcess.pid },
    sessionSecret: environment.SESSION_SECRET as string,
    apiMemory: () => api.memory(),
    async crashApi(meanwhile) {
      await api.kill();
      await meanwhile();
      api = runApi();
      pids.api = api.pid;
      await Promise.race([untilHealthy(url), api.failed()]);
    },
  };
}

const inboxEntry = () => join(projectRoot(), 'dist', 'dev', 'embedded', 'inbox-main.js');

async function freePorts(): Promise<[number, number, number]> {
  return [await anyFreePort(), await anyFreePort(), await anyFreePort()];
}

function environmentOf(parts: {
  port: number;
  url: string;
  smtpPort: number;
  postgres: { url: string };
  temporal: { address: string; uiUrl: string };
  settings: NodeJS.ProcessEnv;
}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    PORT: String(parts.port),
    HOST: '127.0.0.1',
    PUBLIC_URL: parts.url,
    DATABASE_URL: parts.postgres.url,
    TEMPORAL_ADDRESS: parts.temporal.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    TEMPORAL_UI_URL: new URL(parts.temporal.uiUrl).origin,
    SMTP_URL: `smtp://127.0.0.1:${parts.smtpPort}`,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    EMAIL_LINK_SECRET: randomBytes(32).toString('hex'),
    NETRA_DEMO: '1',
    ...parts.settings,
  };
}

function start(options: {
  name: string;
  entry: string;
  args: string[];
  folder: string;
  environment: NodeJS.ProcessEnv;
}) {
  const { name, entry, args, folder, environment } = options;
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const measured = ['--expose-gc', '--require', join(__dirname, 'tell-memory.js')];
  const command = [...endWithParent(), ...(name === 'api' ? measured : []), entry, ...args];
  // As `npm start` does it: what answers people goes first.
  const [program, rest] =
    name === 'api' ? [process.execPath, command] : inBackground(process.execPath, command);
  const child: ChildProcess = spawn(program, rest, {
    cwd: projectRoot(),
    env: environment,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  const exited = childExit(child);
  const complain = (how: string): never => {
    throw new Error(`${name}: ${how}\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
  };
  let stopping = false;
  return {
    pid: child.pid as number,
    async finished() {
      const how = await exited;
      if (how !== 'exit code 0') complain(how);
    },
    /** Rejects when the process ends before it is told to. */
    failed: () => exited.then((how) => (stopping ? new Promise<never>(() => {}) : complain(how))),
    memory: () =>
      new Promise<number>((resolve) => {
        child.once('message', ({ rss }: { rss: number }) => resolve(rss));
        child.send('memory');
      }),
    async kill() {
      stopping = true;
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      stopping = true;
      await endProcess({ pid: child.pid as number });
    },
  };
}

async function untilHealthy(url: string): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(100)) {
    const health = await fetch(`${url}/api/v1/health`)
      .then((answer) => answer.json() as Promise<{ checks?: Record<string, string> }>)
      .catch(() => undefined);
    const checks = Object.values(health?.checks ?? {});
    if (checks.length > 0 && checks.every((state) => state === 'up')) return;
    if (Date.now() > end) throw new Error(`not healthy: ${JSON.stringify(health)}`);
  }
}
