import fc from 'fast-check';
import { comparedWith, distance, periodText } from '../../domain/assistant/periods';
import { addDays, daysBetween } from '../../domain/dates/calendar';

const dates = fc.integer({ min: -9000, max: 9000 }).map((days) => addDays('2026-01-01', days));
const periods = fc
  .tuple(dates, fc.integer({ min: 0, max: 800 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));

test.each([
  ['2026-10-01', '2026-10-31', 'previous-period', '2026-09-01', '2026-09-30'],
  ['2026-03-01', '2026-03-31', 'previous-period', '2026-02-01', '2026-02-28'],
  ['2026-01-01', '2026-03-31', 'previous-period', '2025-10-01', '2025-12-31'],
  ['2026-10-05', '2026-10-11', 'previous-period', '2026-09-28', '2026-10-04'],
  ['2026-11-01', '2026-11-29', 'previous-period', '2026-10-03', '2026-10-31'],
  ['2026-10-01', '2026-10-31', 'previous-year', '2025-10-01', '2025-10-31'],
  ['2028-02-01', '2028-02-29', 'previous-year', '2027-02-01', '2027-02-28'],
  ['2029-02-01', '2029-02-28', 'previous-year', '2028-02-01', '2028-02-29'],
] as const)('%s to %s, %s: %s to %s', (from, to, comparison, before, until) => {
  expect(comparedWith({ from, to }, comparison)).toEqual({ from: before, to: until });
});

test('what is compared with the period before ends the day before, whatever the period', () => {
  fc.assert(
    fc.property(periods, (period) => {
      const before = comparedWith(period, 'previous-period');
      expect(daysBetween(before.to, period.from)).toBe(1);
      expect(before.from <= before.to).toBe(true);
    }),
  );
});

test('days that are no whole months are as many before', () => {
  fc.assert(
    fc.property(periods, (period) => {
      fc.pre(!period.from.endsWith('-01'));
      const before = comparedWith(period, 'previous-period');
      expect(daysBetween(before.from, before.to)).toBe(daysBetween(period.from, period.to));
    }),
  );
});

test('the distance of two days is whole months where it can be', () => {
  expect(distance('2025-10-05', '2026-10-05')).toEqual({ months: 12, days: 0 });
  expect(distance('2026-10-03', '2026-11-01')).toEqual({ months: 0, days: 29 });
});

test('a period in words', () => {
  expect(periodText({ from: '2026-10-01', to: '2026-10-31' })).toBe('1–31 Oct 2026');
  expect(periodText({ from: '2026-10-01' })).toBe('since 1 Oct 2026');
  expect(periodText({ to: '2026-10-31' })).toBe('up to 31 Oct 2026');
  expect(periodText({})).toBe('at any time');
});
