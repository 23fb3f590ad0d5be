// Builds dist/: the server, the workflow bundle and the web app, each only when its sources changed.
//   node dev/build.mjs [--server] [--loose]
// --server leaves the web app out; --loose goes on over type errors, which the type check reports.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, prepare, root } from './bootstrap.mjs';

const dist = join(root, 'dist');
const lock = join(root, 'node_modules', '.cache', 'netra-build.lock');
const FONTS = join('platform', 'pdf', 'fonts');
const SHARED = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const SERVER = 'domain approvals workflows activities modules platform db api dev'.split(' ');

const PARTS = [
  { name: 'server', from: SERVER, make: makeServer, out: 'dev' },
  {
    name: 'workflows',
    from: ['domain', 'workflows'],
    make: makeWorkflows,
    out: 'workflow-bundle-encrypted.js',
  },
  { name: 'web', from: ['web', 'approvals', 'domain'], make: makeWeb, out: 'web' },
];

/** The bundles of the workflows, and how each writes failures: what encrypts payloads needs these as payloads too. */
const BUNDLES = {
  'workflow-bundle.js': undefined,
  'workflow-bundle-encrypted.js': 'failure-converter',
};

/** Brings dist/ up to date. Throws when a part does not build. */
export async function build({ web = true, loose = false } = {}) {
  await withLock(async () => {
    mkdirSync(dist, { recursive: true });
    for (const part of PARTS) {
      if (part.name === 'web' && !web) continue;
      const stampFile = join(dist, `.${part.name}.stamp`);
      const stamp = stampOf(part.from);
      const known = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
      if (known === stamp && existsSync(join(dist, part.out))) continue;
      console.log(`Building the ${part.name} ...`);
      rmSync(stampFile, { force: true });
      const whole = await part.make({ loose });
      if (whole) writeFileSync(stampFile, stamp);
    }
  });
}

/** Changes when a file below these folders appears, goes or is written. */
function stampOf(folders) {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...SHARED, ...folders.flatMap(filesBelow)]) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function makeServer({ loose }) {
  forgetDeleted();
  cpSync(join(root, FONTS), join(dist, FONTS), { recursive: true });
  return runTool('typescript/bin/tsc', ['-p', 'tsconfig.build.json'], { loose });
}

/** tsc leaves what it made of a source that is gone: what has no source is deleted. */
function forgetDeleted() {
  for (const path of SERVER.flatMap((folder) => filesBelow(join('dist', folder)))) {
    const source = path.slice('dist/'.length).replace(/\.js(\.map)?$/, '');
    if (!['.ts', '.tsx', '.json'].some((ending) => existsSync(join(root, source + ending)))) {
      rmSync(join(root, path));
    }
  }
}

async function makeWorkflows() {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const compiled = (name) => join(dist, 'workflows', `${name}.js`);
  for (const [file, failures] of Object.entries(BUNDLES)) {
    const { code } = await bundleWorkflowCode({
      payloadConverterPath: compiled('payload-converter'),
      ...(failures ? { failureConverterPath: compiled(failures) } : {}),
      workflowsPath: compiled('index'),
      logger: new DefaultLogger('WARN'),
    });
    writeFileSync(join(dist, file), code);
  }
  return true;
}

function makeWeb() {
  return runTool('vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn']);
}

function runTool(script, args, { loose = false } = {}) {
  const tool = join(root, 'node_modules', script);
  const { status } = spawnSync(process.execPath, [tool, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0 && !loose)
    throw new Error(`The build failed: ${script.split('/')[0]} says why above.`);
  return status === 0;
}

/** Two builds at once would write the same files: the second waits for the first. */
async function withLock(work) {
  mkdirSync(join(lock, '..'), { recursive: true });
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch (error) {
    if (error.code === 'ESRCH') rmSync(lock, { force: true });
  }
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prepare();
  const said = (flag) => process.argv.includes(flag);
  await build({ web: !said('--server'), loose: said('--loose') }).catch((error) =>
    fail(error.message),
  );
}
