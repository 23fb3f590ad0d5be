import { once } from 'node:events';

/** Stops what globalSetup started: the guard does it, as it would had the run been killed. */
export default async function globalTeardown(): Promise<void> {
  const stack = globalThis.netraTestStack;
  if (!stack) return;
  const ended = once(stack.guard, 'exit');
  stack.guard.stdin?.end();
  await ended;
}
