import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from '../../dev/embedded/ports';
import { childExit, endProcess } from '../../dev/embedded/processes';
import { projectRoot } from '../../dev/embedded/project-root';
import type { RunFile } from '../../dev/supervisor/state-files';

/** `npm start` as a test runs it. */
export interface Supervised {
  pid: number;
  output(): string;
  exited: Promise<string>;
  /** Waits until it has said that it is ready. */
  ready(): Promise<RunFile>;
  run(): RunFile | undefined;
  signal(name: NodeJS.Signals): void;
}

/** Free ports for every part, by variable. */
export async function freePorts(): Promise<Record<string, string>> {
  const names = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
  const ports: Record<string, string> = {};
  for (const name of [...names, 'INBOX_PORT', 'SMTP_PORT', 'POSTGRES_PORT']) {
    ports[name] = String(await anyFreePort());
  }
  return ports;
}

/** Starts `dev/start.mjs` in a home; it is killed at the latest when the test process ends. */
export function startSupervised(home: string, variables: Record<string, string>): Supervised {
  const child = spawn(process.execPath, [join(projectRoot(), 'dev', 'start.mjs')], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NETRA_HOME: home, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  const exited = childExit(child);
  const runFile = join(home, 'run.json');
  const run = () =>
    existsSync(runFile) ? (JSON.parse(readFileSync(runFile, 'utf8')) as RunFile) : undefined;
  return {
    pid: child.pid as number,
    exited,
    run,
    output: () => text,
    signal: (name) => child.kill(name),
    async ready() {
      await until(() => text.includes('NETRA is ready') || child.exitCode !== null, 120_000);
      const found = run();
      if (!found) throw new Error(`npm start is not ready:\n${text}`);
      return found;
    },
  };
}

/** Ends a supervised stack if it still runs, in order. */
export async function endSupervised(supervised: Supervised | undefined): Promise<void> {
  if (supervised) await endProcess({ pid: supervised.pid, graceMs: 40_000 });
}

/** Waits until `check` holds. */
export async function until(
  check: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true in time');
}
