import { spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server that runs beside this process: started by it, or found running and taken over. */
export interface RunningServer {
  pid: number;
  adopted: boolean;
  /** Resolves once the process is gone, with a word about how. */
  exited: Promise<string>;
  /** Asks the process to end and waits for it. Safe to call twice. */
  stop(): Promise<void>;
}

/** Waits. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether a process with this id runs. A zombie that nobody has reaped yet counts as gone. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return procStat(pid)?.[0] !== 'Z';
}

/**
 * What tells this process from a later one with the same id: when it was started.
 * Undefined when there is no such process or the system does not say.
 */
export function processMark(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined;
  const stat = procStat(pid);
  if (stat) return stat[19];
  const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.status === 0 ? listed.stdout.trim() || undefined : undefined;
}

/** Whether the process noted earlier as `pid` with `mark` still is that process. */
export function isSameProcess(noted: { pid: number; mark?: string }): boolean {
  return isAlive(noted.pid) && processMark(noted.pid) === noted.mark;
}

/** Fields of /proc/<pid>/stat from the state on; the name before it may hold spaces and brackets. */
function procStat(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Resolves when a process that is no child of ours is gone. Never keeps this process alive. */
export function goneByPolling(pid: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      resolve('gone');
    }, 250);
    timer.unref();
  });
}

/** Resolves when a child of ours has ended. */
export function childExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(`exit code ${child.exitCode}`);
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

/**
 * Ends a process: `signal` first, `force` when it is still there after `graceMs`.
 * Returns when it is gone.
 */
export async function endProcess(options: {
  pid: number;
  signal?: NodeJS.Signals;
  force?: NodeJS.Signals;
  graceMs?: number;
}): Promise<void> {
  const { pid, signal = 'SIGTERM', force = 'SIGKILL', graceMs = 10_000 } = options;
  for (const [send, waitMs] of [
    [signal, graceMs],
    [force, 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    trySignal(pid, send);
    for (const end = Date.now() + waitMs; Date.now() < end && isAlive(pid);) await sleep(20);
  }
  if (isAlive(pid)) throw new Error(`process ${pid} does not end`);
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** How far background work steps back. Linux gives a process at 10 about a tenth of the time of one at 0. */
const BACKGROUND = '10';

/** Linux shares time between sessions first (autogroup), and only then between processes by their niceness: both are set. */
const STEP_BACK = '{ echo "$0" >/proc/self/autogroup; } 2>/dev/null; exec nice -n "$0" "$@"';

/**
 * The command that runs another one so that it gives way to those that answer people: on a machine of few cores a burst
 * of requests is then acknowledged at the database's speed, and what it started is worked off behind it.
 * The process keeps its id. Spawn it detached, in a session of its own: others in its session would step back with it.
 * On Windows the command is as it was.
 */
export function inBackground(command: string, args: string[]): [string, string[]] {
  if (process.platform === 'win32') return [command, args];
  return ['sh', ['-c', STEP_BACK, BACKGROUND, command, ...args]];
}
