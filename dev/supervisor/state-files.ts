import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateVAPIDKeys } from 'web-push';
import { endProcess, isSameProcess, processMark } from '../embedded/processes';

/** What `run.json` says while NETRA runs: where everything is. */
export interface RunFile {
  webUrl: string;
  temporalUiUrl: string | null;
  temporalAddress: string;
  inboxUrl: string | null;
  smtpUrl: string;
  databaseUrl: string;
  pids: Record<'api' | 'worker' | 'postgres' | 'temporal' | 'inbox', number | null>;
  ready: true;
}

/** What is made once and must stay the same over restarts. */
interface Secrets {
  postgresPassword: string;
  sessionSecret: string;
  emailLinkSecret: string;
  pushKeys: { publicKey: string; privateKey: string };
}

/** Reads the secrets of this home, making what is missing. Only the owner can read the file. */
export function keepSecrets(home: string): Secrets {
  const file = join(home, 'secrets.json');
  const known = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>)
    : {};
  const fresh = () => randomBytes(32).toString('hex');
  const secrets: Secrets = {
    postgresPassword: known.postgresPassword ?? fresh(),
    sessionSecret: known.sessionSecret ?? fresh(),
    emailLinkSecret: known.emailLinkSecret ?? fresh(),
    // Browsers hold on to the public one: other keys would cost everybody their subscription.
    pushKeys: known.pushKeys ?? generateVAPIDKeys(),
  };
  writeWhole(file, secrets);
  return secrets;
}

/** Writes run.json: readers see the old one or the new one, never half of it. */
export function writeRunFile(home: string, run: RunFile): void {
  writeWhole(runFile(home), run);
}

/** Reads run.json, if there is one. */
export function readRunFile(home: string): RunFile | undefined {
  const file = runFile(home);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunFile) : undefined;
}

/** Removes run.json. */
export function removeRunFile(home: string): void {
  rmSync(runFile(home), { force: true });
}

/** A process as it is noted for a later start. */
interface Noted {
  pid: number;
  mark?: string;
}

/** Who holds a home, and the children that end with it. */
interface Lock extends Noted {
  children: Noted[];
}

/** The process of the supervisor that runs in this home. */
export function holderOf(home: string): number | undefined {
  const lock = readLock(home);
  return lock && isSameProcess(lock) ? lock.pid : undefined;
}

/**
 * Takes the home for this process; false when another one holds it. When the last one was killed
 * outright, waits for its children, which end by themselves, and ends those that do not.
 */
export async function takeHome(home: string): Promise<boolean> {
  mkdirSync(home, { recursive: true });
  if (holderOf(home) !== undefined) return false;
  const orphans = readLock(home)?.children ?? [];
  await Promise.all(
    orphans.filter(isSameProcess).map(({ pid }) => endProcess({ pid, graceMs: 10_000 })),
  );
  removeRunFile(home);
  leaveHome(home);
  try {
    writeFileSync(lockFile(home), JSON.stringify(lockOf([])), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Notes the children that run now. */
export function noteChildren(home: string, pids: number[]): void {
  writeWhole(lockFile(home), lockOf(pids));
}

/** Gives the home back. */
export function leaveHome(home: string): void {
  rmSync(lockFile(home), { force: true });
}

function lockOf(pids: number[]): Lock {
  const noted = (pid: number): Noted => ({ pid, mark: processMark(pid) });
  return { ...noted(process.pid), children: pids.map(noted) };
}

function readLock(home: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(lockFile(home), 'utf8')) as Lock;
  } catch {
    return undefined;
  }
}

function runFile(home: string): string {
  return join(home, 'run.json');
}

function lockFile(home: string): string {
  return join(home, 'supervisor.lock');
}

function writeWhole(file: string, content: unknown): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, file);
}
