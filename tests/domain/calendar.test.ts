import fc from 'fast-check';
import {
  addDays,
  dateParts,
  daysBetween,
  daysInMonth,
  eachDate,
  FIRST_DATE,
  LAST_DATE,
  parseDate,
  reachesBack,
  weekday,
} from '../../domain/dates/calendar';
import { formatDate, formatDateRange } from '../../domain/dates/format';
import { dateIn } from '../../domain/dates/today';
import { dateSchema, instantSchema } from '../../domain/wire/common';

const someDate = fc
  .record({
    year: fc.integer({ min: 1900, max: 2199 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .filter(({ year, month, day }) => day <= daysInMonth(year, month))
  .map(({ year, month, day }) =>
    [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  );

describe('reading a date', () => {
  test.each(['2026-12-24', '2024-02-29', '2000-02-29', FIRST_DATE, LAST_DATE])(
    'takes %s',
    (text) => {
      expect(parseDate(text)).toBe(text);
      expect(dateSchema.parse(text)).toBe(text);
    },
  );

  test.each([
    '25th Feb',
    '2026-2-3',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-12-24T00:00:00Z',
    ' 2026-12-24',
    '2026-12-24\n',
    '',
  ])('refuses %j', (text) => {
    expect(parseDate(text)).toBeUndefined();
    expect(dateSchema.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      'Use a date such as 2026-12-24',
    ]);
  });

  test.each(['0000-01-01', '1900-01-01', '1909-12-31', '2190-01-01', '2199-12-31', '2200-01-01'])(
    'refuses %s, which leaves no room for what is reckoned from it',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
      expect(dateSchema.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
        'Use a date from 1910 to 2189',
      ]);
      expect(instantSchema.safeParse(`${text}T12:00:00Z`).success).toBe(false);
    },
  );

  test('parts of what is no date are refused', () => {
    expect(() => dateParts('25th Feb')).toThrow(RangeError);
  });
});

describe('counting days', () => {
  test('knows the days around leap days and year ends', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
  });

  test('agrees with the platform about every date and its weekday', () => {
    fc.assert(
      fc.property(someDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
        fc.pre(moved.getUTCFullYear() >= 1900 && moved.getUTCFullYear() <= 2199);
        const text = moved.toISOString().slice(0, 10);
        expect(addDays(date, days)).toBe(text);
        expect(daysBetween(date, text)).toBe(days);
        expect(weekday(text)).toBe(moved.getUTCDay() || 7);
      }),
    );
  });

  test('reckons ten years beside what is taken, and no further', () => {
    expect([addDays(FIRST_DATE, -3652), addDays(LAST_DATE, 3652)]).toEqual([
      '1900-01-01',
      '2199-12-31',
    ]);
    expect(() => addDays(FIRST_DATE, -3653)).toThrow(RangeError);
    expect(() => addDays(LAST_DATE, 3653)).toThrow(RangeError);
    expect([reachesBack(FIRST_DATE, 3652), reachesBack(FIRST_DATE, 3653)]).toEqual([true, false]);
  });

  test('walks through both ends, and not backwards', () => {
    expect([...eachDate('2026-02-27', '2026-03-02')]).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect([...eachDate('2026-03-02', '2026-02-27')]).toEqual([]);
  });
});

describe('today', () => {
  test('is the day of the person, not of the server', () => {
    const instant = new Date('2026-11-23T20:00:00Z');
    expect(dateIn('Asia/Kolkata', instant)).toBe('2026-11-24');
    expect(dateIn('America/New_York', instant)).toBe('2026-11-23');
    expect(dateIn('Pacific/Auckland', instant)).toBe('2026-11-24');
  });

  test('an unknown zone is refused', () => {
    expect(() => dateIn('Mars/Olympus', new Date())).toThrow(RangeError);
  });
});

test('dates read as people write them', () => {
  expect(formatDate('2026-12-01')).toBe('1 Dec 2026');
  expect(formatDateRange('2026-12-01', '2026-12-01')).toBe('1 Dec 2026');
  expect(formatDateRange('2026-12-01', '2026-12-02')).toBe('1–2 Dec 2026');
  expect(formatDateRange('2026-11-30', '2026-12-02')).toBe('30 Nov – 2 Dec 2026');
  expect(formatDateRange('2026-12-30', '2027-01-02')).toBe('30 Dec 2026 – 2 Jan 2027');
});
