// npm test: installs what is missing, builds, runs every check and every suite, and counts them.
// Arguments go to jest: `npm test -- tests/api` runs the checks and those suites.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './bootstrap.mjs';

prepare();
const { build } = await import('./build.mjs');
const { prepareChromium } = await import('./chromium.mjs');
const { redisProgram } = await import('./redis.mjs');

const FOLDERS = 'domain approvals workflows activities modules platform db api web dev'.split(' ');
const report = join(root, 'node_modules', '.cache', 'netra-tests', 'report.json');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const unsteady = [];

// Suites that run beside each other on real servers and browsers, and how many of them may be run once more.
const SYSTEM = ['api', 'faults', 'e2e', 'dev', 'eval'];
const MOST_AGAIN = 5;

/** What the checks and the suites need, one after the other. */
const PREPARATION = {
  'the build': () => build(),
  'the Temporal server and test server': fetchTemporalTools,
  'the browser': () => prepareChromium(),
  'the Redis server': () => void redisProgram(),
};

/** It takes longer than all the others, on one core: what comes after them need not wait for it. */
const LINT = {
  lint: () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0', '--cache', ...lintCache()]),
};

const CHECKS = {
  'types of the server': () => tool('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']),
  'types of the web app': () => tool('typescript/bin/tsc', ['-p', 'web/tsconfig.json', '--noEmit']),
  'import rules': () =>
    tool('dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs', ...FOLDERS],
    ]),
  format: () => tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
};

await runChecks(PREPARATION);
await Promise.all([runChecks(LINT), runChecks(CHECKS).then(runSuites)]);

if (unsteady.length > 0)
  console.log(
    `\nUnsteady, passed only when run again:\n${unsteady.map((it) => `  ${it}`).join('\n')}`,
  );
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((it) => `  ${it}`).join('\n')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);

async function runChecks(checks) {
  for (const [name, check] of Object.entries(checks)) await runCheck(name, check);
}

async function runCheck(name, check) {
  const startedAt = performance.now();
  let verdict = 'passed';
  try {
    await check();
    total.passed++;
  } catch (error) {
    verdict = `FAILED: ${error.message}`;
    total.failed++;
    failures.push(name);
  }
  console.log(`${name}: ${verdict} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}

/** Runs the suites; the few of the real system that failed are run once more, and those that pass then are named. */
async function runSuites() {
  const first = await runJest(process.argv.slice(2));
  const again = first.filter((suite) => suite.failures.length > 0).map((suite) => suite.path);
  if (!mayRunAgain(again)) return first.forEach(count);
  console.log(`\nOnce more, one after the other:\n${again.map((path) => `  ${path}`).join('\n')}`);
  const second = await runJest(['--runInBand', '--runTestsByPath', ...again]);
  first.filter((suite) => !again.includes(suite.path)).forEach(count);
  second.forEach(count);
  const broken = new Set(second.filter((suite) => suite.failures.length > 0).map((it) => it.path));
  unsteady.push(...again.filter((path) => !broken.has(path)));
}

/** Only what shares the machine with servers and browsers may have been late; a rule that fails once has failed. */
function mayRunAgain(paths) {
  const ofTheSystem = paths.every((path) => SYSTEM.some((it) => path.startsWith(`tests/${it}/`)));
  return paths.length > 0 && paths.length <= MOST_AGAIN && ofTheSystem;
}

function count({ passed, skipped, failures: broken }) {
  total.passed += passed;
  total.skipped += skipped;
  total.failed += broken.length;
  failures.push(...broken);
}

/** @returns each suite with what passed, was skipped and failed; one without a path if jest itself failed */
async function runJest(args) {
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const jest = ['--json', `--outputFile=${report}`, '--ci', ...args];
  await tool('jest/bin/jest.js', jest, { quiet: true }).catch(() => undefined);
  if (!existsSync(report)) return [nothing('jest ended without a report')];
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const suites = results.testResults.map(suiteOf);
  const isSilent = !results.success && suites.every((suite) => suite.failures.length === 0);
  if (results.numTotalTests === 0 || isSilent) suites.push(nothing('jest reports no success'));
  return suites;
}

const nothing = (why) => ({ path: '', passed: 0, skipped: 0, failures: [why] });

function suiteOf({ name, status, assertionResults }) {
  const path = name.slice(root.length + 1);
  const of = (...states) => assertionResults.filter((test) => states.includes(test.status));
  const failures = of('failed').map((test) => `${path}: ${test.fullName}`);
  // A suite that cannot even be loaded has no test that failed, and has failed all the same.
  if (status === 'failed' && failures.length === 0) failures.push(`${path}: the suite itself`);
  return { path, passed: of('passed').length, skipped: of('pending', 'todo').length, failures };
}

async function fetchTemporalTools() {
  const tools = await import('../dist/dev/embedded/temporal-tools.js');
  await tools.temporalCliPath();
  tools.temporalTestServerPath();
}

function lintCache() {
  return ['--cache-location', join('node_modules', '.cache', 'eslint', '/')];
}

/** Runs an installed tool; with `quiet` its standard output, jest's JSON, is dropped. */
function tool(script, args, { quiet = false } = {}) {
  const path = join(root, 'node_modules', script);
  const child = spawn(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`exit ${code ?? signal}`)),
    );
  });
}
