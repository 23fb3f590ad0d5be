import { leaveChangeKind } from '../../approvals/leave-change/definition';
import { leaveKind } from '../../approvals/leave/definition';
import type { CalendarEntry } from '../../domain/approvals/kind';
import { instantIn } from '../../domain/dates/instant-in';
import { calendarFile } from '../../modules/mail/calendar-file';

const entry: CalendarEntry = {
  uid: 'leave-5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11',
  method: 'publish',
  title: 'Casual leave',
  from: '2026-12-01',
  to: '2026-12-02',
  startsAtMidday: false,
  endsAtMidday: false,
};
const context = {
  zone: 'Asia/Kolkata',
  sequence: 0,
  organizer: { name: 'NETRA', email: 'no-reply@netra.example' },
  url: 'https://netra.test/approvals/1',
  now: new Date('2026-11-24T09:05:00Z'),
};
const linesOf = (change: Partial<CalendarEntry>, zone = context.zone, sequence = 0) =>
  calendarFile({ ...entry, ...change }, { ...context, zone, sequence }).content.split('\r\n');

test('whole days are days: the end is the day after the last', () => {
  const lines = linesOf({});
  expect(lines).toContain('METHOD:PUBLISH');
  expect(lines).toContain('UID:leave-5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11@netra');
  expect(lines).toContain('DTSTART;VALUE=DATE:20261201');
  expect(lines).toContain('DTEND;VALUE=DATE:20261203');
  expect(lines).toContain('SEQUENCE:0');
  expect(lines).toContain('STATUS:CONFIRMED');
});

test.each([
  ['Asia/Kolkata', '20261201T063000Z', '20261201T183000Z'],
  ['America/New_York', '20261201T170000Z', '20261202T050000Z'],
])('an afternoon in %s', (zone, start, end) => {
  const lines = linesOf({ to: '2026-12-01', startsAtMidday: true }, zone);
  expect(lines).toContain(`DTSTART:${start}`);
  expect(lines).toContain(`DTEND:${end}`);
});

test('a morning ends at midday, also on the day the clocks change', () => {
  const lines = linesOf(
    { from: '2027-03-28', to: '2027-03-28', endsAtMidday: true },
    'Europe/Berlin',
  );
  expect(lines).toContain('DTSTART:20270327T230000Z');
  expect(lines).toContain('DTEND:20270328T100000Z');
});

test('a cancellation has the same uid, its method and a higher sequence', () => {
  const lines = linesOf({ method: 'cancel' }, context.zone, 1);
  expect(lines).toEqual(
    expect.arrayContaining(['METHOD:CANCEL', 'SEQUENCE:1', 'STATUS:CANCELLED']),
  );
  expect(lines).toContain('UID:leave-5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11@netra');
});

test('a title cannot end its line', () => {
  const lines = linesOf({ title: 'x\r\nATTENDEE:mailto:evil@netra.test\nUID:y' });
  expect(lines.filter((line) => /^(ATTENDEE|UID:y)/.test(line))).toEqual([]);
});

test('only an approved leave goes into a calendar, with its halves', () => {
  const closed = (outcome: 'approved' | 'rejected') => ({ outcome, subjectId: 'a-b' });
  const details = { ...leaveKind.exampleDetails, fromHalf: 'pm' as const, toHalf: 'am' as const };
  expect(leaveKind.calendar?.(details, closed('rejected'))).toBeNull();
  expect(leaveKind.calendar?.(details, closed('approved'))).toMatchObject({
    ...{ uid: 'leave-a-b', method: 'publish', startsAtMidday: true, endsAtMidday: true },
  });
});

test('a change of leave moves the entry of the leave it changes, or takes it out', () => {
  const approved = { outcome: 'approved' as const, subjectId: 'a-b' };
  const shorter = leaveChangeKind.exampleDetails;
  const calendar = (
    details: typeof shorter,
    closed: { outcome: 'approved' | 'rejected'; subjectId: string },
  ) => leaveChangeKind.calendar?.(details, closed);
  expect(calendar(shorter, approved)).toMatchObject({
    ...{ uid: 'leave-a-b', method: 'publish', to: shorter.remains?.to, endsAtMidday: true },
  });
  expect(calendar({ ...shorter, remains: null }, approved)).toMatchObject({
    ...{ uid: 'leave-a-b', method: 'cancel', to: shorter.leave.to },
  });
  expect(calendar(shorter, { ...approved, outcome: 'rejected' })).toBeNull();
});

describe('the instant of an hour', () => {
  test.each([
    ['Asia/Kolkata', '2026-12-01', 12, '2026-12-01T06:30:00.000Z'],
    ['Pacific/Apia', '2026-12-01', 0, '2026-11-30T11:00:00.000Z'],
    ['Europe/Berlin', '2027-03-28', 2, '2027-03-28T01:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', 2, '2026-10-25T00:00:00.000Z'],
    ['America/New_York', '2026-11-01', 12, '2026-11-01T17:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', 0, '2018-11-04T03:00:00.000Z'],
  ])('%s %s %i:00', (zone, date, hour, instant) => {
    expect(instantIn(zone, date, hour).toISOString()).toBe(instant);
  });
});
