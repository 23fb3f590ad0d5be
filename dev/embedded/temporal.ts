import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { portAnswers } from './ports';
import {
  childExit,
  endProcess,
  inBackground,
  goneByPolling,
  isSameProcess,
  processMark,
  sleep,
  type RunningServer,
} from './processes';
import { ensureNamespace, type SearchAttributeType } from './temporal-namespace';
import { temporalCliPath } from './temporal-tools';

/** How to run the embedded Temporal server. */
interface TemporalOptions {
  /** Holds the database and a note of the running process. */
  stateDir: string;
  port: number;
  uiPort: number;
  namespace: string;
  /** The path the Web UI is served under, behind a proxy too; for example `/temporal`. */
  uiPublicPath: string;
  retentionDays: number;
  searchAttributes: Record<string, SearchAttributeType>;
  /** Where the server's binary is kept. */
  toolsDir?: string;
  logFile?: string;
  /** False gives up surviving a power loss for speed: for tests. */
  durable?: boolean;
  /** Gives way to what answers people. */
  background?: boolean;
}

/** The embedded Temporal server with its Web UI, its namespace ready. */
export interface RunningTemporal extends RunningServer {
  address: string;
  /** The Web UI on the loopback address, with its public path. */
  uiUrl: string;
}

interface Note {
  pid: number;
  mark?: string;
  port: number;
  uiPort: number;
  uiPublicPath: string;
}

// Measured: the poll rate takes 115 ms off a lone approval, write-ahead logging doubles what a file
// database does, one task-queue partition halves the slow tail with many requesters.
const TUNING = [
  ...['--sqlite-pragma', 'journal_mode=wal'],
  ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=1000'],
  ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
  ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
];

/**
 * Starts Temporal over a state folder, or takes over the one that already serves it, and brings its
 * namespace to the wanted state. Listens on the loopback address only.
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  mkdirSync(options.stateDir, { recursive: true });
  const found = findTemporal(options.stateDir);
  const server = found
    ? { ...found, adopted: true, exited: goneByPolling(found.pid) }
    : await launch(options);
  const address = `127.0.0.1:${server.port}`;
  const failed = server.exited.then((how) => {
    throw new Error(`Temporal ended at once (${how}): see ${logFileOf(options)}`);
  });
  await Promise.race([prepare(address, options), failed]);
  failed.catch(() => undefined);
  return {
    pid: server.pid,
    adopted: server.adopted,
    exited: server.exited,
    address,
    uiUrl: `http://127.0.0.1:${server.uiPort}${options.uiPublicPath}`,
    stop: async () => {
      await endProcess({ pid: server.pid });
      rmSync(noteFile(options.stateDir), { force: true });
    },
  };
}

/** The server that a killed launcher left over this state folder, if it is alive. */
export function findTemporal(stateDir: string): Note | undefined {
  const file = noteFile(stateDir);
  if (!existsSync(file)) return undefined;
  const note = JSON.parse(readFileSync(file, 'utf8')) as Note;
  return isSameProcess(note) ? note : undefined;
}

function noteFile(stateDir: string): string {
  return join(stateDir, 'process.json');
}

function logFileOf(options: TemporalOptions): string {
  return options.logFile ?? join(options.stateDir, 'temporal.log');
}

async function launch(options: TemporalOptions): Promise<Note & Omit<RunningServer, 'stop'>> {
  const { stateDir, port, uiPort, uiPublicPath } = options;
  const binary = await temporalCliPath(options.toolsDir);
  const output = openSync(logFileOf(options), 'a');
  // Its own process group: Ctrl-C reaches only us, and we stop it after those who use it.
  const command: [string, string[]] = [binary, serverArguments(options)];
  const child = spawn(...(options.background ? inBackground(...command) : command), {
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const exited = childExit(child);
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  const pid = child.pid as number;
  const note: Note = { pid, mark: processMark(pid), port, uiPort, uiPublicPath };
  writeFileSync(noteFile(stateDir), JSON.stringify(note));
  return { ...note, adopted: false, exited };
}

function serverArguments(options: TemporalOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port)],
    ...['--ui-port', String(options.uiPort), '--ui-public-path', options.uiPublicPath],
    ...['--ui-disable-news-fetch', '--log-level', 'warn', '--namespace', options.namespace],
    ...['--db-filename', join(options.stateDir, 'temporal.db')],
    ...['--sqlite-pragma', `synchronous=${options.durable === false ? 0 : 2}`],
    ...TUNING,
  ];
}

async function prepare(address: string, options: TemporalOptions): Promise<void> {
  const port = Number(address.split(':')[1]);
  for (const end = Date.now() + 60_000; ; await sleep(50)) {
    let connection: Connection | undefined;
    try {
      if (!(await portAnswers(port))) throw new Error(`Temporal does not answer on ${address}`);
      connection = await Connection.connect({ address, connectTimeout: 2_000 });
      await ensureNamespace(connection, options);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    } finally {
      await connection?.close();
    }
  }
}
