import fc from 'fast-check';
import type { WorkingCalendar } from '../../domain/calendars/working-calendar';
import {
  capacityOf,
  sumUtilisation,
  utilisationPercent,
} from '../../domain/timesheets/utilisation';

const NINE_TO_SIX = [
  { from: 9 * 60, to: 13 * 60 },
  { from: 14 * 60, to: 18 * 60 },
];
const calendar: WorkingCalendar = {
  name: 'Office',
  weekly: [
    ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: NINE_TO_SIX })),
    { weekday: 6, spans: [{ from: 9 * 60, to: 13 * 60 }] },
  ],
  holidays: { '2026-12-25': 'day', '2026-12-24': 'pm' },
};
const on = (date: string, off: ('am' | 'pm')[] = [], isClosed = false) =>
  capacityOf(calendar, date, { off, isClosed });

test('a working day has its hours, a Saturday its morning, a Sunday none', () => {
  expect(on('2026-12-21')).toEqual({ calendar: 480, holiday: 0, leave: 0, available: 480 });
  expect(on('2026-12-26')).toEqual({ calendar: 240, holiday: 0, leave: 0, available: 240 });
  expect(on('2026-12-27')).toEqual({ calendar: 0, holiday: 0, leave: 0, available: 0 });
});

test('holidays, whole and half and of the whole company, take what they take', () => {
  expect(on('2026-12-25')).toEqual({ calendar: 480, holiday: 480, leave: 0, available: 0 });
  expect(on('2026-12-24')).toEqual({ calendar: 480, holiday: 240, leave: 0, available: 240 });
  expect(on('2026-12-21', [], true)).toMatchObject({ holiday: 480, available: 0 });
});

test('leave takes the halves that would have been worked, and no others', () => {
  expect(on('2026-12-21', ['am', 'pm'])).toMatchObject({ leave: 480, available: 0 });
  expect(on('2026-12-21', ['pm'])).toMatchObject({ leave: 240, available: 240 });
  expect(on('2026-12-24', ['pm'])).toMatchObject({ holiday: 240, leave: 0, available: 240 });
  expect(on('2026-12-24', ['am'])).toMatchObject({ holiday: 240, leave: 240, available: 0 });
  expect(on('2026-12-26', ['pm'])).toMatchObject({ leave: 0, available: 240 });
  expect(on('2026-12-25', ['am', 'pm'])).toMatchObject({ leave: 0, available: 0 });
});

test('what a day has is always what is taken and what is left', () => {
  const days = fc.constantFrom(
    '2026-12-21',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
    '2026-12-27',
  );
  const halves = fc.subarray<'am' | 'pm'>(['am', 'pm']);
  fc.assert(
    fc.property(days, halves, fc.boolean(), (date, off, isClosed) => {
      const day = on(date, off, isClosed);
      expect(day.holiday + day.leave + day.available).toBe(day.calendar);
      expect(Math.min(day.holiday, day.leave, day.available)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a share is rounded once, of the sums and not of the shares, and there is none of nothing', () => {
  const parts = [
    { billable: 300, other: 60, available: 480 },
    { billable: 100, other: 0, available: 0 },
  ];
  expect(sumUtilisation(parts)).toEqual({ billable: 400, other: 60, available: 480 });
  expect(utilisationPercent(sumUtilisation(parts))).toBe('83.33');
  expect(utilisationPercent({ billable: 100, available: 0 })).toBeNull();
  expect(utilisationPercent({ billable: -60, available: 480 })).toBe('-12.50');
});
