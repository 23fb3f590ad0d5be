import { banner } from './banner';
import { readSettings, StartError, type Settings } from './settings';
import { startStack, type Stack } from './stack';
import { holderOf, leaveHome, readRunFile, removeRunFile, takeHome } from './state-files';

/** `npm start`: runs the whole stack until it is told to stop. Ends the process itself. */
export async function supervise(): Promise<void> {
  const startedAt = performance.now();
  const say = (line: string) => console.log(`  ${line}`);
  const stopping = new AbortController();
  let reason: string | undefined;
  const stop = (why?: string) => {
    reason ??= why;
    stopping.abort();
  };
  // A terminal sends Ctrl-C to npm and to us, and npm passes it on: only the first one counts.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop());
  whenParentEnds(stop);

  const settings = await takeOver();
  const { home } = settings;
  let stack: Stack | undefined;
  try {
    console.log('Starting NETRA ...');
    const events = { say, onGivenUp: stop };
    stack = await startStack({ settings, events, signal: stopping.signal });
    const startedInMs = performance.now() - startedAt;
    console.log(banner({ run: stack.run, home, demo: settings.demo, startedInMs }));
    await aborted(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) reason = explain(error);
  }
  removeRunFile(home);
  console.log('\nStopping ...');
  await stack?.stop();
  leaveHome(home);
  if (reason) refuse([reason, `The logs are in ${home}/logs.`]);
  console.log('NETRA has stopped. Its data is kept.');
  process.exit(0);
}

/**
 * npm runs us below a shell, which does not pass on the signal that npm passes to it: its end is
 * then all we see. Started without npm we may outlive who started us.
 */
function whenParentEnds(stop: () => void): void {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

/** Reads the variables and takes the home; ends the process with what is wrong otherwise. */
async function takeOver(): Promise<Settings> {
  try {
    const settings = readSettings(process.env);
    if (await takeHome(settings.home)) return settings;
    const { home } = settings;
    const address = readRunFile(home)?.webUrl ?? 'it is still starting';
    refuse([
      `NETRA already runs in ${home} (process ${holderOf(home) ?? 'unknown'}): ${address}`,
      'Stop it first, or start this one with another NETRA_HOME.',
    ]);
  } catch (error) {
    return refuse([explain(error)]);
  }
}

function explain(error: unknown): string {
  if (error instanceof StartError) {
    return `NETRA cannot start:\n${error.lines.map((line) => `  ${line}`).join('\n')}`;
  }
  return `NETRA cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

function refuse(lines: string[]): never {
  console.error(`\n${lines.join('\n')}`);
  process.exit(1);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
