import fc from 'fast-check';
import type { MessageWire } from '../../domain/wire/chat';
import { createThread, PAGE, place, type ThreadSource } from '../../web/features/chat/thread';

const message = (seq: number, change = seq, text = `message ${seq}`): MessageWire => ({
  id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
  conversationId: '00000000-0000-4000-9000-000000000000',
  seq,
  change,
  author: { id: '00000000-0000-4000-a000-000000000000', name: 'Somebody' },
  clientId: String(seq),
  text,
  threadOf: null,
  card: null,
  createdAt: '2026-11-24T10:00:00+00:00',
  editedAt: null,
  deletedAt: null,
  thread: null,
  mentions: [],
  pinnedAt: null,
  removedAt: null,
  reactions: [],
  files: [],
});
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const change = (of: MessageWire) => ({
  ...{ conversationId: of.conversationId, change: of.change, kind: 'message' as const },
  ...{ by: of.author, person: null, upTo: null, message: of, at: of.createdAt },
});

/** A server that holds these messages, each of its own change. */
function serverOf(written: MessageWire[]) {
  const asked: number[] = [];
  const source: ThreadSource = {
    conversation: () => Promise.resolve({ change: written.length, head: written.length }),
    messages: ({ before = Infinity, after, around } = {}) => {
      const from = after ?? (around === undefined ? undefined : around - 1 - PAGE / 2);
      const asked =
        from === undefined
          ? written.filter(({ seq }) => seq < before).slice(-PAGE)
          : written.filter(({ seq }) => seq > from).slice(0, PAGE);
      return Promise.resolve(asked);
    },
    changes: (after) => {
      asked.push(after);
      const items = written.filter((one) => one.change > after).map(change);
      return Promise.resolve({ items, head: written.length });
    },
  };
  return { source, asked };
}

const seqs = (thread: ReturnType<typeof createThread>) =>
  thread.view().messages.map(({ seq }) => seq);

test('opens at the newest and reads back to the first', async () => {
  const thread = createThread(serverOf(upTo(120).map((n) => message(n))).source);
  await thread.sync();
  expect(seqs(thread)).toEqual(upTo(120).slice(-PAGE));
  for (let pages = 0; thread.view().hasOlder; pages++) {
    expect(pages).toBeLessThan(3);
    await thread.older();
  }
  expect(seqs(thread)).toEqual(upTo(120));
});

test('opens around a message and reads both ways, each message once, while others are written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.constantFrom('older', 'newer', 'write', 'edit'), { maxLength: 30 }),
      async (at, steps) => {
        const written = upTo(200).map((n) => message(n));
        const thread = createThread(serverOf(written).source, at);
        await thread.sync();
        expect(seqs(thread)).toContain(at);
        let last = 200;
        for (const step of steps) {
          if (step === 'older' || step === 'newer') await thread[step]();
          else {
            const seq = step === 'write' ? written.length + 1 : at;
            const told = message(seq, ++last, step);
            written[seq - 1] = told;
            thread.hear({ change: last, message: told });
          }
          const shown = seqs(thread);
          expect(shown).toEqual(shown.map((_, n) => shown[0]! + n));
        }
        while (thread.view().hasOlder) await thread.older();
        while (thread.view().hasNewer) await thread.newer();
        expect(thread.view().messages).toEqual(written);
      },
    ),
  );
});

test('a push that is missing is asked for, and nothing shows before it', async () => {
  const written = upTo(3).map((n) => message(n));
  const { source, asked } = serverOf(written);
  const thread = createThread(source);
  await thread.sync();
  written.push(message(4), message(5));
  thread.hear({ change: 5, message: message(5) });
  expect(seqs(thread)).toEqual([1, 2, 3]);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(seqs(thread)).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual([3, 3]);
});

test('pushes in any order and as often as they like show each message once and in place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }), async (sent) => {
      const written: MessageWire[] = [message(1)];
      const thread = createThread(serverOf(written).source);
      await thread.sync();
      written.push(
        ...upTo(12)
          .slice(1)
          .map((n) => message(n)),
      );
      for (const n of sent) thread.hear({ change: n, message: message(n) });
      await thread.sync();
      expect(seqs(thread)).toEqual(upTo(12));
    }),
  );
});

test('a newer state of a message takes the place of the older one, and never the other way round', () => {
  const shown = [message(4), message(5)];
  const edited = message(5, 9, 'better');
  expect(place(shown, [edited])).toEqual([message(4), edited]);
  expect(place(place(shown, [edited]), [message(5)])).toEqual([message(4), edited]);
  // What lies above the first page is read with its own page; what skips a number is not a message yet.
  expect(place(shown, [message(2, 10), message(7)])).toEqual(shown);
});

test('what cannot be read says so, and is read when it can be', async () => {
  const { source } = serverOf([message(1)]);
  let broken = true;
  const thread = createThread({
    ...source,
    messages: (where) => (broken ? Promise.reject(new Error('away')) : source.messages(where)),
  });
  await thread.sync();
  expect([thread.view().isReady, thread.view().error?.message]).toEqual([false, 'away']);
  broken = false;
  await thread.sync();
  expect([seqs(thread), thread.view().error]).toEqual([[1], null]);
});
