// Programs that tests need and that npm does not bring.
import { spawnSync } from 'node:child_process';

const LONGEST_MS = 240_000;

/** The path of a program, or undefined. */
export function programPath(name) {
  const [finder] = process.platform === 'win32' ? ['where'] : ['which'];
  const { status, stdout } = spawnSync(finder, [name], { encoding: 'utf8' });
  return status === 0 ? stdout.split(/\r?\n/)[0] : undefined;
}

/** Installs packages when this is a Debian-like machine and we are root; else does nothing. */
export function installPackages(what, packages) {
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!hasApt || process.getuid?.() !== 0) return;
  console.log(`Installing ${what} for the tests (once) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Without a network apt would try for minutes on end.
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: LONGEST_MS,
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}
