import fc from 'fast-check';
import { addDays, weekday } from '../../domain/dates/calendar';
import { formatHours, readHours, timeMinor } from '../../domain/timesheets/hours';
import { missingRate } from '../../domain/timesheets/rates';
import { datesOf, dueOn, isWithinReach, mondayOf } from '../../domain/timesheets/weeks';

test.each([
  ['', 0],
  ['7', 420],
  [' 7.5 ', 450],
  ['7,25', 435],
  ['0:07', 7],
  ['24:00', 1440],
  ['24', 1440],
  ['24:01', undefined],
  ['7:60', undefined],
  ['-1', undefined],
  ['1e1', undefined],
  ['seven', undefined],
])('a cell that holds %j is %p minutes', (text, minutes) => {
  expect(readHours(text)).toBe(minutes);
});

test('what is shown of a cell is read back as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
      expect(readHours(formatHours(minutes))).toBe(minutes);
    }),
  );
  expect(formatHours(-90)).toBe('-1:30');
});

test('a line that takes another back is worth exactly as much less, and an hour is its rate', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1440 }),
      fc.bigInt({ min: 1n, max: 10_000_000n }),
      (minutes, hour) => {
        expect(timeMinor(minutes, hour) + timeMinor(-minutes, hour)).toBe(0n);
        expect(timeMinor(60, hour)).toBe(hour);
        // Off by half of the smallest unit at most.
        const off = timeMinor(minutes, hour) * 60n - BigInt(minutes) * hour;
        expect(off >= -30n && off <= 30n).toBe(true);
      },
    ),
  );
  // By hand: 50 minutes of 100.00 are 83.333…, of 100.01 83.3416…; 30 of 0.01 round away from zero.
  expect([timeMinor(50, 10_000n), timeMinor(50, 10_001n), timeMinor(30, 1n)]).toEqual([
    8333n,
    8334n,
    1n,
  ]);
});

test('a week begins on its Monday, is due on the Tuesday after it and can be reached for eight weeks', () => {
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(mondayOf('2026-11-30')).toBe('2026-11-30');
  expect(datesOf('2026-12-28').at(-1)).toBe('2027-01-03');
  expect([dueOn('2026-11-23'), weekday(dueOn('2026-11-23'))]).toEqual(['2026-12-01', 2]);
  const reach = (monday: string) => isWithinReach(monday, '2026-11-29');
  expect([
    reach('2026-11-30'),
    reach('2026-11-23'),
    reach(addDays('2026-11-23', -56)),
    reach(addDays('2026-11-23', -63)),
  ]).toEqual([false, true, true, false]);
});

test('a missing rate says whose and when', () => {
  const of = { kind: 'cost', person: 'Asha Rao', from: '2026-11-03', to: '2026-11-03' } as const;
  expect(missingRate(of)).toBe(
    'No cost rate of Asha Rao holds on 3 Nov 2026: set one for the person, the role or the grade',
  );
  expect(missingRate({ ...of, to: '2026-11-05' })).toContain('3 Nov 2026 – 5 Nov 2026');
});
