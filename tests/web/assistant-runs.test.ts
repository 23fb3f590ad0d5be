import fc from 'fast-check';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantEvent } from '../../domain/wire/assistant-threads';
import { ApiProblem } from '../../web/lib/api';
import { begun, isRunning, taken } from '../../web/features/assistant/run-view';
import { createRuns, type AnswerSource } from '../../web/features/assistant/runs';

const MESSAGE = '2f6d9c1e-6a0b-4f57-9c55-0d7f3a1b2c3d';
const answer = { id: MESSAGE, answer: 'You have 12 days left.' } as AssistantAnswer;
const STORY: AssistantEvent[] = [
  { seq: 1, type: 'begun', messageId: MESSAGE },
  { seq: 2, type: 'call', name: 'leave_balance', title: 'Leave balances' },
  {
    ...{ seq: 3, type: 'called', name: 'leave_balance' },
    call: { name: 'leave_balance', args: {}, rowCount: 3, milliseconds: 4, refused: null },
  },
  { seq: 4, type: 'words', text: 'You have ' },
  { seq: 5, type: 'words', text: '12 days left.' },
  { seq: 6, type: 'answer', answer },
];
const whole = () => STORY.reduce(taken, begun('How much leave?'));

test('an answer is told once and in order, however often a stream begins anew', () => {
  const starts = fc.array(
    fc.record({ from: fc.nat(STORY.length - 1), length: fc.nat(STORY.length) }),
  );
  fc.assert(
    fc.property(starts, (pieces) => {
      let view = begun('How much leave?');
      for (const { from, length } of pieces) {
        // A server goes on from what was heard, or from before it.
        const start = Math.min(from, view.seq);
        view = STORY.slice(start, start + length).reduce(taken, view);
        expect('You have 12 days left.'.startsWith(view.words)).toBe(true);
      }
      expect(STORY.slice(view.seq).reduce(taken, view)).toEqual(whole());
    }),
  );
  expect(whole()).toMatchObject({
    ...{ words: 'You have 12 days left.', state: 'done', messageId: MESSAGE },
    lookups: [{ title: 'Leave balances', isDone: true }],
  });
});

test('what has ended hears nothing more', () => {
  const stopped = taken(taken(begun('x'), STORY[0]!), { seq: 2, type: 'stopped' });
  expect(isRunning(stopped)).toBe(false);
  expect(taken(stopped, STORY[4]!)).toBe(stopped);
});

/** A source whose streams break off where told: each listed number is how many events one stream brings. */
function brokenSource(lengths: number[], first = STORY) {
  const follows: number[] = [];
  const tell = (after: number, hear: (event: AssistantEvent) => void) => {
    const length = lengths.shift() ?? first.length;
    first.slice(after, after + length).forEach(hear);
    return Promise.resolve();
  };
  const source: AnswerSource = {
    ask: ({ hear }) => tell(0, hear),
    follow: ({ after, hear }) => {
      follows.push(after);
      return tell(after, hear);
    },
    stop: () => Promise.resolve(),
  };
  return { source, follows };
}

async function ended(runs: ReturnType<typeof createRuns>) {
  while (isRunning(runs.view('t')!)) {
    await new Promise(setImmediate);
    runs.wake();
  }
  return runs.view('t')!;
}

test('a stream that breaks off is taken up after what was heard', async () => {
  const { source, follows } = brokenSource([2, 0, 2]);
  const ends: string[] = [];
  const runs = createRuns({ source, onEnd: (threadId) => void ends.push(threadId) });
  expect(await runs.ask('t', 'How much leave?')).toBe(true);
  expect(await ended(runs)).toEqual({ ...whole(), question: 'How much leave?' });
  expect(follows).toEqual([2, 2, 4]);
  await new Promise(setImmediate);
  expect(ends).toEqual(['t']);
});

test('a question that is refused, or breaks off before it is known, is not taken', async () => {
  const refusal = new ApiProblem(429, null, 'Too many questions; try again in a minute.');
  const refused = { ...brokenSource([]).source, ask: () => Promise.reject(refusal) };
  const runs = createRuns({ source: refused, onEnd: () => undefined });
  expect(await runs.ask('t', 'x')).toBe(false);
  expect(runs.view('t')).toMatchObject({ state: 'failed', problem: refusal });
  const lost = createRuns({ source: brokenSource([0]).source, onEnd: () => undefined });
  expect(await lost.ask('t', 'x')).toBe(false);
  expect(lost.view('t')?.state).toBe('failed');
});

test('whoever is shut out while an answer comes hears why, and it is not asked again', async () => {
  const { source } = brokenSource([3]);
  const shut = new ApiProblem(403, null, 'You may not use the assistant for now.');
  const runs = createRuns({
    source: { ...source, follow: () => Promise.reject(shut) },
    onEnd: () => undefined,
  });
  await runs.ask('t', 'x');
  expect(await ended(runs)).toMatchObject({ state: 'failed', problem: shut });
});

test('an answer is followed once, and what is left is not heard', async () => {
  const { source, follows } = brokenSource([]);
  const runs = createRuns({ source, onEnd: () => undefined });
  runs.follow('t', { messageId: MESSAGE, question: 'x' });
  runs.follow('t', { messageId: MESSAGE, question: 'x' });
  await ended(runs);
  runs.follow('t', { messageId: MESSAGE, question: 'x' });
  expect(follows).toEqual([0]);
  runs.clear();
  expect(runs.view('t')).toBeUndefined();
});
