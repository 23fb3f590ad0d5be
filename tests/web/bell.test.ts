import fc from 'fast-check';
import type { NotificationList, NotificationWire } from '../../domain/wire/notifications';
import { catchUp, markRead, openBell, placeOf, ring } from '../../web/features/notifications/bell';

const row = (seq: number): NotificationWire => ({
  id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  type: 'approval-asked',
  title: `Request ${seq}`,
  body: '',
  link: '/approvals/x',
  approvalId: null,
  createdAt: '2026-11-23T10:00:00+00:00',
  readAt: null,
  archivedAt: null,
  snoozedUntil: null,
});

const list = (seqs: number[], head: number): NotificationList => ({
  items: seqs.map(row),
  nextCursor: null,
  head,
  unread: head,
  revision: 0,
});

test('a notification is shown after the one before it, and only then', () => {
  const bell = openBell(list([2, 1], 2));
  expect(placeOf(bell, 2)).toBe('seen');
  expect(placeOf(bell, 3)).toBe('next');
  expect(placeOf(bell, 4)).toBe('gap');
  expect(ring(bell, row(4))).toBe(bell);
  expect(ring(bell, row(3))).toMatchObject({ head: 3, unread: 3 });
});

test('whatever order pushes come in, a catch-up shows each row once and in order', () => {
  const pushes = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 });
  fc.assert(
    fc.property(pushes, (seqs) => {
      const pushed = seqs.map(row).reduce(ring, openBell(list([], 0)));
      const missing = Array.from({ length: 12 - pushed.head }, (_, n) => pushed.head + 1 + n);
      const bell = catchUp(pushed, list(missing, 12));
      expect(bell.items.map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect(bell.unread).toBe(12);
    }),
  );
});

test('reading in another tab reads here, too', () => {
  const bell = openBell(list([3, 2, 1], 3));
  const at = '2026-11-23T11:00:00+00:00';
  const upToTwo = markRead(bell, { unread: 1, upTo: 2 }, at);
  expect(upToTwo.items.map(({ readAt }) => readAt)).toEqual([null, at, at]);
  const byId = markRead(bell, { unread: 2, ids: [row(3).id] }, at);
  expect(byId.items.map(({ readAt }) => readAt)).toEqual([at, null, null]);
  expect(byId.unread).toBe(2);
});
