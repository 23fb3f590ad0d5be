// What every command does first. Runs before anything is installed, so it uses Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MIN_NODE = [20, 19];
const MIN_NPM = [10, 0];

/** The project's folder. */
export { root };

/** Prints one sentence and ends the process. */
export function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** Checks Node, and installs the packages when they are missing or are not those of the lockfile. */
export function prepare() {
  if (older(process.versions.node, MIN_NODE)) {
    fail(`NETRA needs Node ${MIN_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  }
  process.chdir(root);
  if (installed()) return;
  const npm = npmCommand();
  const version = run([...npm, '--version'], 'pipe').stdout?.trim() ?? '';
  if (!version) fail('NETRA needs npm 10 or newer to install its packages; no npm was found.');
  if (older(version, MIN_NPM)) fail(`NETRA needs npm 10 or newer; this is ${version}.`);
  console.log('Installing the packages (once; a few minutes on a slow line) ...');
  const { status } = run(
    [...npm, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'],
    'inherit',
  );
  if (status !== 0) fail('npm could not install the packages: see its message above.');
}

function older(version, minimum) {
  const [major, minor] = version.split('.').map(Number);
  return major < minimum[0] || (major === minimum[0] && minor < minimum[1]);
}

/** npm notes in node_modules what it put there; compared with what the lockfile wants. */
function installed() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const { packages: present } = JSON.parse(readFileSync(noted, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional && !present[path]),
  );
}

function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}

function run([program, ...args], stdio) {
  // npm is a .cmd file on Windows, which only a shell starts.
  const shell = process.platform === 'win32' && program === 'npm';
  return spawnSync(program, args, { cwd: root, stdio, shell, encoding: 'utf8' });
}
