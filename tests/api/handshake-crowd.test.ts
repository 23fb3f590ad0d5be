import { setTimeout as sleep } from 'node:timers/promises';
import { createGathered } from '../../api/notifications/gathered';

const many = Array.from({ length: 100 }, (_, n) => `${n}`);

test('who asks while an answer is under way is in the next one, which is asked after they came', async () => {
  const asked: string[][] = [];
  let fact = 'old';
  const ask = createGathered(async (keys) => {
    asked.push(keys);
    const seen = fact;
    await sleep(20);
    return new Map(keys.map((key) => [key, seen]));
  });
  const first = ask('first');
  await sleep(5);
  fact = 'new';
  const later = many.map((key) => ask(key));
  expect(await first).toBe('old');
  expect(new Set(await Promise.all(later))).toEqual(new Set(['new']));
  expect(asked).toEqual([['first'], many]);
});

test('a question that fails is that of those who asked it, and of nobody after them', async () => {
  let broken = true;
  const ask = createGathered((keys) =>
    broken ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((k) => [k, k]))),
  );
  await expect(ask('a')).rejects.toThrow('away');
  broken = false;
  expect(await ask('b')).toBe('b');
});

test('a question with a pace waits for who comes soon after the one before it', async () => {
  const asked: string[][] = [];
  const ask = createGathered((keys) => {
    asked.push(keys);
    return Promise.resolve(new Map(keys.map((key) => [key, key])));
  }, 500);
  expect(await ask('first')).toBe('first');
  const soon = ask('soon');
  await sleep(1);
  expect(await Promise.all([soon, ask('later')])).toEqual(['soon', 'later']);
  expect(asked).toEqual([['first'], ['soon', 'later']]);
});
