import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { childExit, endProcess, inBackground, type RunningServer } from '../embedded/processes';
import { asBuilt, endWithParent } from '../roles';

const WARN = 40;
const ERROR = 50;

/** How to run a node script of ours. */
interface ChildOptions {
  name: string;
  script: string;
  args?: string[];
  environment: NodeJS.ProcessEnv;
  logFile: string;
  /** Gives way to the parts that answer people. */
  background?: boolean;
  /** Is told what matters of what the child prints. */
  say: (line: string) => void;
}

/** Starts a node script as a child that ends when this process does; all it prints goes to its log. */
export function startChild(options: ChildOptions): RunningServer {
  const { name, script, args = [], environment, logFile, say } = options;
  const command = [...endWithParent(), script, ...args];
  const [program, rest] = options.background
    ? inBackground(process.execPath, command)
    : [process.execPath, command];
  const child = spawn(program, rest, {
    env: asBuilt(environment),
    // Its own process group: Ctrl-C reaches only us, and we stop the children in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  const write = (line: string) => log.write(`${line}\n`);
  const copy = (stream: Readable | null, picked: (line: string) => string | undefined) => {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (line) => {
      write(line);
      const matters = picked(line);
      if (matters) say(`${name}: ${matters}`);
    });
  };
  copy(child.stdout, warningOf);
  copy(child.stderr, (line) => (line.startsWith('{') ? warningOf(line) : complaintOf(line)));
  child.once('close', () => log.end());
  child.once('error', (error) => say(`${name}: ${error.message}`));
  const pid = child.pid ?? 0;
  const exited = childExit(child);
  return {
    pid,
    adopted: false,
    exited,
    async stop() {
      await endProcess({ pid, graceMs: 15_000 });
      await exited;
    },
  };
}

/** The message of a structured log line from a warning up; what is below stays in the file. */
function warningOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, code } = JSON.parse(line) as Record<string, unknown>;
    if (typeof level !== 'number' || level < WARN) return undefined;
    return [level >= ERROR ? 'error:' : 'warning:', msg, code].filter(Boolean).join(' ');
  } catch {
    return undefined;
  }
}

/** What Node prints around an error: its own place, the stack, the notices. */
const NOISE =
  /^\s*$|^\(node:|^\(Use `node|^node:internal|^Node\.js v|^\s*(at |throw |\^|\}|\]|code:|requireStack)/;

/** A line a child writes beside its log, such as why it cannot start. */
function complaintOf(line: string): string | undefined {
  return NOISE.test(line) ? undefined : line;
}
