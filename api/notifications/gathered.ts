import { setTimeout as sleep } from 'node:timers/promises';

/** How far apart, in milliseconds, what is asked about people who connect is asked: many who come back are recognised in groups. */
export const HANDSHAKES_EVERY_MS = 20;
/** How long, in milliseconds, those who have connected are gathered before they are looked at and told together. */
export const ARRIVALS_MS = 40;

/**
 * A question that is asked for many at once: while one answer is under way, whoever asks meanwhile waits and is in the
 * next one. A crowd that comes back together costs some dozen statements instead of thousands.
 * @param ask answers for each key it has something about
 * @param everyMs questions begin at least so far apart, in milliseconds: answers that come fast would else gather nobody
 * @returns the answer for one key, as of after the call; rejects like `ask`
 */
export function createGathered<Answer>(
  ask: (keys: string[]) => Promise<Map<string, Answer>>,
  everyMs = 0,
): (key: string) => Promise<Answer | undefined> {
  let next: { keys: Set<string>; answers: Promise<Map<string, Answer>> } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let askedAt = -Infinity;
  const start = () => {
    const keys = new Set<string>();
    const answers = last.then(async () => {
      const early = askedAt + everyMs - performance.now();
      if (early > 0) await sleep(early);
      askedAt = performance.now();
      next = undefined;
      return ask([...keys]);
    });
    last = answers.catch(() => undefined);
    return { keys, answers };
  };
  return async (key) => {
    next ??= start();
    next.keys.add(key);
    return (await next.answers).get(key);
  };
}
