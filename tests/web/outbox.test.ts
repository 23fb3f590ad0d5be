import type { MessageWire } from '../../domain/wire/chat';
import { ApiProblem } from '../../web/lib/api';
import { createOutbox, type Unsent } from '../../web/features/chat/outbox';

const draft = (n: number, conversationId = 'a') => ({
  conversationId,
  clientId: `c${n}`,
  text: `${n}`,
});
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function start(send: (message: Unsent) => Promise<MessageWire>, kept: Unsent[] = []) {
  const storage = { kept };
  const store = {
    read: () => storage.kept,
    keep: (entries: Unsent[]) => (storage.kept = entries),
  };
  return { storage, outbox: createOutbox({ store, send, onSent: () => undefined }) };
}

test('messages of a conversation go out one after the other, in the order they were written', async () => {
  const sent: string[] = [];
  let under = 0;
  const { outbox, storage } = start(async ({ clientId }) => {
    expect(++under).toBe(1);
    await settle();
    under--;
    sent.push(clientId);
    return {} as MessageWire;
  });
  for (const n of [1, 2, 3]) outbox.add(draft(n));
  while (outbox.entries().length > 0) await settle();
  expect(sent).toEqual(['c1', 'c2', 'c3']);
  expect(storage.kept).toEqual([]);
});

test('what has no answer is kept, over a reload too, and goes out by the same id', async () => {
  const tried: string[] = [];
  const first = start(({ clientId }) => {
    tried.push(clientId);
    return Promise.reject(new ApiProblem(0, null, 'away'));
  });
  first.outbox.add(draft(1));
  first.outbox.add(draft(2));
  await settle();
  expect(first.storage.kept).toHaveLength(2);
  const again = start(({ clientId }) => {
    tried.push(clientId);
    return Promise.resolve({} as MessageWire);
  }, first.storage.kept);
  again.outbox.flush();
  await settle();
  expect(tried).toEqual(['c1', 'c1', 'c2']);
  expect(again.outbox.entries()).toEqual([]);
  first.outbox.discard('c1');
  first.outbox.discard('c2');
  first.outbox.flush();
});

test('two windows that keep what waits in one place lose nothing of each other', async () => {
  let kept: Unsent[] = [];
  let away = true;
  const store = { read: () => kept, keep: (entries: Unsent[]) => (kept = entries) };
  const open = () =>
    createOutbox({
      store,
      send: () =>
        away ? Promise.reject(new ApiProblem(0, null, 'away')) : Promise.resolve({} as MessageWire),
      onSent: () => undefined,
    });
  const [one, other] = [open(), open()];
  one.add(draft(1));
  other.add(draft(2));
  await settle();
  expect(kept.map(({ clientId }) => clientId)).toEqual(['c1', 'c2']);
  away = false;
  other.flush();
  await settle();
  expect(kept.map(({ clientId }) => clientId)).toEqual(['c1']);
  one.discard('c1');
  expect(kept).toEqual([]);
});

test('what has arrived is not kept, and stays in sight until its push has had its time', async () => {
  jest.useFakeTimers();
  try {
    const { outbox, storage } = start(() => Promise.resolve({} as MessageWire));
    outbox.add(draft(1));
    await jest.advanceTimersByTimeAsync(10);
    expect([outbox.entries(), storage.kept]).toEqual([[], []]);
    expect(outbox.landing().map(({ clientId }) => clientId)).toEqual(['c1']);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(outbox.landing()).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});

test('what is refused stays with its reason, holds nothing else up, and can be tried again or dropped', async () => {
  let refuses = true;
  const { outbox } = start(({ clientId }) =>
    clientId === 'c1' && refuses
      ? Promise.reject(new ApiProblem(404, null, 'You are not in it any more.'))
      : Promise.resolve({} as MessageWire),
  );
  outbox.add(draft(1));
  outbox.add(draft(2));
  outbox.add(draft(3, 'b'));
  await settle();
  expect(outbox.entries()).toEqual([{ ...draft(1), refusal: 'You are not in it any more.' }]);
  outbox.retry('c1');
  await settle();
  expect(outbox.entries()).toHaveLength(1);
  refuses = false;
  outbox.retry('c1');
  await settle();
  expect(outbox.entries()).toEqual([]);
});
