// npm test: installs what is missing, builds, runs every check and every suite, and counts them.
// Arguments go to jest: `npm test -- tests/api` runs the checks and those suites.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './bootstrap.mjs';

prepare();
const { build } = await import('./build.mjs');
const { chromiumPath } = await import('./chromium.mjs');
const { redisProgram } = await import('./redis.mjs');

const FOLDERS = 'domain approvals workflows activities modules platform db api web dev'.split(' ');
const report = join(root, 'node_modules', '.cache', 'netra-tests', 'report.json');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

const CHECKS = {
  'the build': () => build(),
  'the Temporal server and test server': fetchTemporalTools,
  'the browser': () => void (process.env.CHROMIUM_PATH = chromiumPath()),
  'the Redis server': () => void redisProgram(),
  'types of the server': () => tool('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']),
  'types of the web app': () => tool('typescript/bin/tsc', ['-p', 'web/tsconfig.json', '--noEmit']),
  'import rules': () =>
    tool('dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs', ...FOLDERS],
    ]),
  lint: () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0', '--cache', ...lintCache()]),
  format: () => tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
};

for (const [name, check] of Object.entries(CHECKS)) await runCheck(name, check);
await runJest();

if (failures.length > 0) console.log(`\nFailed:\n${failures.map((it) => `  ${it}`).join('\n')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);

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

async function runJest() {
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const jest = ['--json', `--outputFile=${report}`, '--ci', ...process.argv.slice(2)];
  await tool('jest/bin/jest.js', jest, { quiet: true }).catch(() => undefined);
  if (!existsSync(report)) {
    total.failed++;
    failures.push('jest ended without a report');
    return;
  }
  const results = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += results.numPassedTests;
  total.failed += results.numFailedTests;
  total.skipped += results.numPendingTests + results.numTodoTests;
  for (const { name, status, assertionResults } of results.testResults) {
    const broken = assertionResults.filter((test) => test.status === 'failed');
    failures.push(...broken.map((test) => `${name.slice(root.length + 1)}: ${test.fullName}`));
    // A suite that cannot even be loaded has no test that failed, and has failed all the same.
    if (status === 'failed' && broken.length === 0) {
      total.failed++;
      failures.push(`${name.slice(root.length + 1)}: the suite itself`);
    }
  }
  if (results.numTotalTests === 0 || (!results.success && failures.length === 0)) {
    total.failed++;
    failures.push('jest reports no success');
  }
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
