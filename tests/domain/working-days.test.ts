import fc from 'fast-check';
import { addDays, eachDate } from '../../domain/dates/calendar';
import { leaveWindowProblems } from '../../domain/leave/request-window';
import {
  formatUnits,
  isForward,
  mondayToFriday,
  sayUnits,
  workingUnits,
  type Counting,
  type Half,
  type LeavePeriod,
} from '../../domain/leave/working-days';

const none: ReadonlySet<string> = new Set();
interface Extras {
  fromHalf?: Half;
  toHalf?: Half;
  holidays?: ReadonlySet<string>;
}
const plain = (off: ReadonlySet<string>): Counting => ({
  worked: mondayToFriday(off),
  sandwich: 'none',
});
const days = (from: string, to: string, extras: Extras = {}) => {
  const { fromHalf = 'am', toHalf = 'pm', holidays = none } = extras;
  return workingUnits({ from, to, fromHalf, toHalf }, plain(holidays)) / 100;
};

const half = fc.constantFrom<Half>('am', 'pm');
const period = fc
  .record({
    start: fc.integer({ min: 0, max: 3000 }),
    length: fc.integer({ min: 0, max: 60 }),
    fromHalf: half,
    toHalf: half,
  })
  .map(({ start, length, fromHalf, toHalf }): LeavePeriod => ({
    from: addDays('2024-01-01', start),
    to: addDays('2024-01-01', start + length),
    fromHalf,
    toHalf,
  }));
const holidays = fc
  .array(fc.integer({ min: 0, max: 3060 }), { maxLength: 200 })
  .map((offsets) => new Set(offsets.map((offset) => addDays('2024-01-01', offset))));

describe('working days', () => {
  test('whole days, weekends and holidays', () => {
    expect(days('2026-12-01', '2026-12-02')).toBe(2);
    expect(days('2026-11-27', '2026-11-30')).toBe(2);
    expect(days('2026-11-28', '2026-11-29')).toBe(0);
    expect(days('2026-12-24', '2026-12-28', { holidays: new Set(['2026-12-25']) })).toBe(2);
    expect(days('2026-12-28', '2027-01-02', { holidays: new Set(['2027-01-01']) })).toBe(4);
  });

  test('half days at either end', () => {
    expect(days('2026-12-01', '2026-12-01', { fromHalf: 'pm' })).toBe(0.5);
    expect(days('2026-12-01', '2026-12-01', { toHalf: 'am' })).toBe(0.5);
    expect(days('2026-12-01', '2026-12-03', { fromHalf: 'pm', toHalf: 'am' })).toBe(2);
  });

  test('half of a holiday or a weekend costs nothing', () => {
    const christmas = new Set(['2025-12-25']);
    expect(days('2025-12-25', '2025-12-26', { fromHalf: 'pm', holidays: christmas })).toBe(1);
    expect(days('2026-11-27', '2026-11-28', { toHalf: 'am' })).toBe(1);
  });

  test('a day that ends before it begins is none', () => {
    const backwards: LeavePeriod = {
      from: '2026-12-01',
      to: '2026-12-01',
      fromHalf: 'pm',
      toHalf: 'am',
    };
    expect(isForward(backwards)).toBe(false);
    expect(workingUnits(backwards, plain(none))).toBe(0);
    expect(days('2026-12-02', '2026-12-01')).toBe(0);
  });

  test('are the sum of the halves that are worked', () => {
    fc.assert(
      fc.property(period, holidays, (leave, off) => {
        fc.pre(isForward(leave));
        let units = 0;
        for (const date of eachDate(leave.from, leave.to))
          for (const part of ['am', 'pm'] as const) {
            const before = date === leave.from && leave.fromHalf === 'pm' && part === 'am';
            const after = date === leave.to && leave.toHalf === 'am' && part === 'pm';
            if (mondayToFriday(off)(date).includes(part) && !before && !after) units += 50;
          }
        expect(workingUnits(leave, plain(off))).toBe(units);
      }),
    );
  });

  test('do not change when a leave is split in two', () => {
    fc.assert(
      fc.property(period, holidays, fc.nat({ max: 60 }), (leave, off, cut) => {
        fc.pre(isForward(leave) && addDays(leave.from, cut) < leave.to);
        const first: LeavePeriod = { ...leave, to: addDays(leave.from, cut), toHalf: 'pm' };
        const second: LeavePeriod = {
          ...leave,
          from: addDays(leave.from, cut + 1),
          fromHalf: 'am',
        };
        expect(workingUnits(first, plain(off)) + workingUnits(second, plain(off))).toBe(
          workingUnits(leave, plain(off)),
        );
      }),
    );
  });
});

test('units read as days', () => {
  expect([200, 50, 150, 25, 0, -150, 1225].map(formatUnits)).toEqual([
    '2.0',
    '0.5',
    '1.5',
    '0.25',
    '0.0',
    '-1.5',
    '12.25',
  ]);
  expect([50, 100, 200, 250].map(sayUnits)).toEqual(['half a day', '1 day', '2 days', '2.5 days']);
});

test('leave reaches ninety days back and two years ahead', () => {
  const today = '2026-11-23';
  const at = (from: string, to = from) =>
    leaveWindowProblems({ from, to }, today).map(({ path }) => path);
  expect(at(addDays(today, -90))).toEqual([]);
  expect(at(addDays(today, -91))).toEqual(['from']);
  expect(at(today, addDays(today, 730))).toEqual([]);
  expect(at(today, addDays(today, 731))).toEqual(['to']);
});
