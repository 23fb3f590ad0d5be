import fc from 'fast-check';
import { createChangeOrder } from '../../domain/chat/change-order';

const entries = (count: number) => Array.from({ length: count }, (_, i) => ({ change: i + 1 }));

test('whatever the order, the repeats and the pieces, each comes once and in turn', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.nat()), (count, random) => {
      const next = () => random.next().value as number;
      const all = entries(count);
      const sent = [...all, ...all.filter(() => next() % 3 === 0)].sort(() => (next() % 2) * 2 - 1);
      const order = createChangeOrder<{ change: number }>(0);
      const seen: number[] = [];
      while (sent.length > 0) {
        const due = order.accept(sent.splice(0, 1 + (next() % 5)));
        seen.push(...due.map(({ change }) => change));
        expect(order.cursor).toBe(seen.length);
      }
      expect(seen).toEqual(all.map(({ change }) => change));
      expect(order.hasGap()).toBe(false);
    }),
  );
});

test('what is missing holds back what follows, and is said', () => {
  const order = createChangeOrder<{ change: number }>(4);
  expect(order.accept([{ change: 4 }, { change: 6 }, { change: 7 }])).toEqual([]);
  expect([order.cursor, order.hasGap()]).toEqual([4, true]);
  expect(order.accept([{ change: 5 }])).toEqual([{ change: 5 }, { change: 6 }, { change: 7 }]);
  expect([order.cursor, order.hasGap()]).toEqual([7, false]);
});
