import { setTimeout as sleep } from 'node:timers/promises';
import { createBatcher } from '../../api/notifications/batcher';

const LONG_MS = 300;

function batches(options: {
  loneAtOnce?: boolean;
  longMs?: number;
  crowd?: { size: number; longestMs: number };
}) {
  const done: { keys: string[]; at: number }[] = [];
  const batcher = createBatcher({
    delayMs: LONG_MS,
    loneAtOnce: options.loneAtOnce ?? false,
    crowd: options.crowd,
    work: (keys) => {
      done.push({ keys, at: performance.now() });
      return sleep(options.longMs ?? 0);
    },
    onError: (error) => {
      throw error;
    },
  });
  const until = async (count: number) => {
    while (done.length < count) await sleep(5);
    return done;
  };
  return { batcher, done, until };
}

test('what comes alone is handed over in the next turn, with all of its own', async () => {
  const { batcher, done, until } = batches({ loneAtOnce: true });
  batcher.add(['a']);
  batcher.add(['a', 'b']);
  expect(done).toEqual([]);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(await until(1)).toMatchObject([{ keys: ['a', 'b'] }]);
  batcher.stop();
});

test('what follows soon is gathered until the delay is over, and is alone again after it', async () => {
  const { batcher, done, until } = batches({ loneAtOnce: true });
  batcher.add(['first']);
  await until(1);
  batcher.add(['second']);
  await sleep(20);
  batcher.add(['third']);
  expect(done).toHaveLength(1);
  const [first, later] = await until(2);
  expect(later?.keys).toEqual(['second', 'third']);
  expect((later?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(LONG_MS - 5);
  await sleep(LONG_MS);
  batcher.add(['fourth']);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(done.map(({ keys }) => keys)).toEqual([['first'], ['second', 'third'], ['fourth']]);
  batcher.stop();
});

test('what comes while a batch is under way makes up the next one, never two at a time', async () => {
  const { batcher, until, done } = batches({ loneAtOnce: true, longMs: LONG_MS + 50 });
  batcher.add(['first']);
  await until(1);
  batcher.add(['second']);
  await sleep(LONG_MS);
  expect(done).toHaveLength(1);
  batcher.add(['third']);
  expect((await until(2))[1]?.keys).toEqual(['second', 'third']);
  batcher.stop();
});

test('a crowd is held for the delay, not looked at in every turn', async () => {
  const { batcher, done, until } = batches({
    loneAtOnce: true,
    crowd: { size: 2, longestMs: 60_000 },
  });
  const begun = performance.now();
  batcher.add(['a', 'b']);
  const [batch] = await until(1);
  expect(batch?.keys).toEqual(['a', 'b']);
  expect((batch?.at ?? 0) - begun).toBeGreaterThanOrEqual(LONG_MS - 5);
  batcher.stop();
  expect(done).toHaveLength(1);
});

test('nothing that waits is handed over once it is stopped', async () => {
  for (const loneAtOnce of [true, false]) {
    const { batcher, done } = batches({ loneAtOnce });
    batcher.add(['late']);
    batcher.stop();
    await sleep(LONG_MS + 50);
    expect(done).toEqual([]);
  }
});
