import { once } from 'node:events';

/** Stops what globalSetup started: the guard does it, as it would had the run been killed. */
export default async function globalTeardown(): Promise<void> {
  const guard = globalThis.netraTestGuard;
  if (!guard) return;
  const ended = once(guard, 'exit');
  guard.stdin?.end();
  await ended;
}
