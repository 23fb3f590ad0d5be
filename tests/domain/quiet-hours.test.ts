import fc from 'fast-check';
import { holdNotice, quietUntil, type QuietHours } from '../../domain/notifications/quiet-hours';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const night: QuietHours = { from: '22:00', to: '07:00', days: EVERY_DAY };
const at = (text: string) => Date.parse(text);
const end = (quiet: QuietHours, zone: string, text: string) => {
  const until = quietUntil(quiet, zone, at(text));
  return until === null ? null : new Date(until).toISOString();
};

test.each([
  // In Kolkata clocks are 5:30 ahead of UTC.
  ['just before it', '2026-12-01T16:29:59Z', null],
  ['as it begins', '2026-12-01T16:30:00Z', '2026-12-02T01:30:00.000Z'],
  ['at midnight', '2026-12-01T18:30:00Z', '2026-12-02T01:30:00.000Z'],
  ['in the morning of the next day', '2026-12-02T01:29:59Z', '2026-12-02T01:30:00.000Z'],
  ['as it ends', '2026-12-02T01:30:00Z', null],
])('a night that crosses midnight, %s', (_when, now, until) => {
  expect(end(night, 'Asia/Kolkata', now)).toBe(until);
});

test('the day is that on which it begins: Friday night lasts into Saturday, Saturday night is none', () => {
  const friday = { ...night, days: [5] };
  // 4 December 2026 is a Friday.
  expect(end(friday, 'UTC', '2026-12-04T23:00:00Z')).toBe('2026-12-05T07:00:00.000Z');
  expect(end(friday, 'UTC', '2026-12-05T06:00:00Z')).toBe('2026-12-05T07:00:00.000Z');
  expect(end(friday, 'UTC', '2026-12-05T23:00:00Z')).toBeNull();
  expect(end(friday, 'UTC', '2026-12-04T06:00:00Z')).toBeNull();
});

test('the same hours are another time in another zone, and another weekday, too', () => {
  const sunday = { from: '12:00', to: '14:00', days: [7] };
  // 6 December 2026, 23:30 UTC, is 12:30 on the 7th in Auckland, a Monday; a day earlier it is Sunday there.
  expect(end(sunday, 'Pacific/Auckland', '2026-12-06T23:30:00Z')).toBeNull();
  expect(end(sunday, 'Pacific/Auckland', '2026-12-05T23:30:00Z')).toBe('2026-12-06T01:00:00.000Z');
});

describe('when clocks change', () => {
  test('a night is an hour shorter in spring and an hour longer in autumn, and ends at the same time of day', () => {
    // Berlin: 29 March 2026 at 2:00 becomes 3:00; 25 October 2026 at 3:00 becomes 2:00.
    expect(end(night, 'Europe/Berlin', '2026-03-28T21:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
    expect(end(night, 'Europe/Berlin', '2026-10-24T20:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
  });

  test('a time that clocks jump over is the moment after the jump', () => {
    const early = { from: '01:00', to: '02:30', days: EVERY_DAY };
    expect(end(early, 'Europe/Berlin', '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
    const gap = { from: '02:15', to: '02:45', days: EVERY_DAY };
    for (const now of ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-03-29T01:20:00Z']) {
      expect(end(gap, 'Europe/Berlin', now)).toBeNull();
    }
  });
});

test('whoever is quiet at a moment is so until the end, and not at the end', () => {
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(
      (m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
    );
  const zones = fc.constantFrom(
    'Asia/Kolkata',
    'America/New_York',
    'Pacific/Apia',
    'Asia/Kathmandu',
  );
  const instant = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
  fc.assert(
    fc.property(time, time, zones, instant, (from, to, zone, now) => {
      fc.pre(from !== to);
      const quiet = { from, to, days: EVERY_DAY };
      const until = quietUntil(quiet, zone, now);
      if (until === null) return;
      expect(until).toBeGreaterThan(now);
      expect(until - now).toBeLessThanOrEqual(25 * 3_600_000);
      const between = now + Math.floor((until - now) / 2);
      expect(quietUntil(quiet, zone, between)).toBe(until);
      const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(
        until,
      );
      expect([to, shown].sort()[1]).toBe(shown);
    }),
  );
});

describe('what breaks through', () => {
  const [now, until] = [at('2026-12-01T23:00:00Z'), at('2026-12-02T07:00:00Z')];

  test('what has come up, as somebody did not decide in time, at once', () => {
    expect(holdNotice('approval-escalation', { now, until })).toBeNull();
  });

  test('a decision, once it is due', () => {
    expect(holdNotice('approval-request', { now, until, due: now - 1 })).toBeNull();
    expect(holdNotice('approval-request', { now, until, due: now + 3_600_000 })).toBe(
      now + 3_600_000,
    );
    expect(holdNotice('approval-request', { now, until, due: until + 1 })).toBe(until);
  });

  test('and nothing else', () => {
    expect(holdNotice('comment', { now, until, due: null })).toBe(until);
    expect(holdNotice('mention', { now, until })).toBe(until);
  });
});
