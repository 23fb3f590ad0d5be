import fc from 'fast-check';
import type { MessageWire } from '../../domain/wire/chat';
import {
  createThread,
  PAGE,
  place,
  type PageOf,
  type ThreadSource,
} from '../../web/features/chat/thread';

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
  removedAt: null,
  files: [],
  thread: null,
  mentions: [],
  pinnedAt: null,
  reactions: [],
});
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const change = (of: MessageWire) => ({
  ...{ conversationId: of.conversationId, change: of.change, kind: 'message' as const },
  ...{ by: of.author, person: null, upTo: null, message: of, at: of.createdAt },
});

/** A server that holds these messages, each of its own change, of which the first `readSeq` are read. */
function serverOf(written: MessageWire[], readSeq = Infinity) {
  const asked: number[] = [];
  const pageOf = ({ before = Infinity, after, around }: PageOf) => {
    if (around !== undefined) {
      const from = Math.max(1, around - PAGE / 2);
      return written.filter(({ seq }) => seq >= from && seq < around + PAGE / 2);
    }
    if (after !== undefined) return written.filter(({ seq }) => seq > after).slice(0, PAGE);
    return written
      .filter(({ seq }) => seq < before)
      .reverse()
      .slice(0, PAGE);
  };
  const source: ThreadSource = {
    conversation: () =>
      Promise.resolve({
        change: Math.max(0, ...written.map((one) => one.change)),
        readSeq: Math.min(readSeq, written.length),
        unread: Math.max(0, written.length - readSeq),
      }),
    messages: (page) => Promise.resolve({ items: pageOf(page), head: written.length }),
    changes: (after) => {
      asked.push(after);
      const items = written
        .filter((one) => one.change > after)
        .map(change)
        .sort((a, b) => a.change - b.change);
      return Promise.resolve({ items, head: Math.max(...written.map((one) => one.change)) });
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
    messages: (page) => (broken ? Promise.reject(new Error('away')) : source.messages(page)),
  });
  await thread.sync();
  expect([thread.view().isReady, thread.view().error?.message]).toEqual([false, 'away']);
  thread.stop();
  broken = false;
  await thread.sync();
  expect([seqs(thread), thread.view().error]).toEqual([[1], null]);
});

test('what could not be asked for while the connection stays is asked for again by itself, until nobody looks', async () => {
  jest.useFakeTimers();
  try {
    const written = [message(1)];
    const { source, asked } = serverOf(written);
    let broken = false;
    const thread = createThread({
      ...source,
      changes: (after) => (broken ? Promise.reject(new Error('away')) : source.changes(after)),
    });
    await thread.sync();
    broken = true;
    written.push(message(2), message(3));
    thread.hear({ change: 3, message: message(3) });
    await jest.advanceTimersByTimeAsync(100);
    expect([seqs(thread), thread.view().error?.message]).toEqual([[1], 'away']);
    broken = false;
    await jest.advanceTimersByTimeAsync(3_000);
    expect([seqs(thread), thread.view().error]).toEqual([[1, 2, 3], null]);
    broken = true;
    await thread.sync();
    thread.stop();
    const before = asked.length;
    broken = false;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(before);
  } finally {
    jest.useRealTimers();
  }
});

test('opens at the first unread message and reads on in both directions', async () => {
  const thread = createThread(
    serverOf(
      upTo(200).map((n) => message(n)),
      100,
    ).source,
  );
  await thread.sync();
  expect(thread.view()).toMatchObject({ target: 101, hasOlder: true, hasNewer: true });
  expect(seqs(thread)).toEqual(upTo(125).slice(75));
  while (thread.view().hasNewer) await thread.newer();
  while (thread.view().hasOlder) await thread.older();
  expect(seqs(thread)).toEqual(upTo(200));
});

test('a page that was read before a change is shown as that change left it', async () => {
  const written = upTo(120).map((n) => message(n));
  const { source } = serverOf(written);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const thread = createThread({
    ...source,
    messages: async (page) => {
      const answer = await source.messages(page);
      if (page.before) await held;
      return answer;
    },
  });
  await thread.sync();
  const older = thread.older();
  const edited = message(60, 121, 'edited meanwhile');
  written[59] = edited;
  thread.hear({ change: 121, message: edited });
  release();
  await older;
  expect(thread.view().messages.find(({ seq }) => seq === 60)?.text).toBe('edited meanwhile');
});

test('wherever one goes and whatever is told meanwhile, what is shown is a piece of the log without holes', async () => {
  const step = fc.oneof(
    fc.record({ to: fc.option(fc.integer({ min: 1, max: 160 })) }),
    fc.constantFrom('older' as const, 'newer' as const, 'written' as const, 'edited' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(150), async (steps, readSeq) => {
      const written = upTo(150).map((n) => message(n));
      const thread = createThread(serverOf(written, readSeq).source);
      await thread.sync();
      let head = 150;
      const under: Promise<void>[] = [];
      for (const one of steps) {
        if (one === 'older' || one === 'newer') under.push(thread[one]());
        else if (typeof one === 'object') under.push(thread.goTo(one.to));
        else {
          head += 1;
          const seq = one === 'written' ? written.length + 1 : 1 + (head % written.length);
          written[seq - 1] = message(seq, head, `${one} ${head}`);
          thread.hear({ change: head, message: written[seq - 1]! });
        }
      }
      await Promise.all(under);
      const { messages } = thread.view();
      const first = messages[0]!.seq;
      expect(messages).toEqual(written.slice(first - 1, first - 1 + messages.length));
      await thread.goTo(null);
      expect(seqs(thread)).toEqual(upTo(written.length).slice(-PAGE));
      while (thread.view().hasOlder) await thread.older();
      expect(thread.view().messages).toEqual(written);
    }),
  );
});
