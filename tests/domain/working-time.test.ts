import fc from 'fast-check';
import {
  minutesOfWorkingDay,
  spansOn,
  type HolidayPart,
  type WorkingCalendar,
  type WorkingHours,
} from '../../domain/calendars/working-calendar';
import {
  addWorkingTime,
  isWorkingDate,
  isWorkingInstant,
  nextWorkingInstant,
  workingTimeBetween,
} from '../../domain/calendars/working-time';
import { instantAt } from '../../domain/calendars/zone-days';
import { dateIn } from '../../domain/dates/today';
import { endOf } from '../../domain/durations';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

const OFFICE = [
  { from: 9 * 60, to: 13 * 60 },
  { from: 14 * 60, to: 18 * 60 },
];
const week = (days: number[], spans = OFFICE) => days.map((weekday) => ({ weekday, spans }));
const calendar = (over: Partial<WorkingCalendar> = {}): WorkingCalendar => ({
  name: 'Office',
  weekly: week([1, 2, 3, 4, 5]),
  holidays: {},
  ...over,
});
const inIndia: WorkingHours = { calendar: calendar(), zone: 'Asia/Kolkata' };
/** Round the clock, so that only the zone matters. */
const always = (zone: string): WorkingHours => ({
  zone,
  calendar: calendar({ weekly: week([1, 2, 3, 4, 5, 6, 7], [{ from: 0, to: 1440 }]) }),
});

describe('a working calendar', () => {
  test('has the spans of the weekday, and nothing on a holiday', () => {
    const office = calendar({ holidays: { '2026-11-24': 'day' } });
    expect(spansOn(office, '2026-11-23')).toEqual(OFFICE);
    expect(spansOn(office, '2026-11-24')).toEqual([]);
    expect(spansOn(office, '2026-11-28')).toEqual([]);
  });

  test('knows the first, third and fifth Saturday from the others', () => {
    const alternate = calendar({
      weekly: [...week([1, 2, 3, 4, 5]), { weekday: 6, weeks: [1, 3, 5], spans: [OFFICE[0]!] }],
    });
    const worked = ['2026-10-03', '2026-10-10', '2026-10-17', '2026-10-24', '2026-10-31'].map(
      (saturday) => isWorkingDate({ calendar: alternate, zone: 'UTC' }, saturday),
    );
    expect(worked).toEqual([true, false, true, false, true]);
  });

  test('loses a morning or an afternoon to a half holiday', () => {
    const half = (part: HolidayPart, spans = OFFICE) =>
      spansOn(
        calendar({ weekly: week([1], spans), holidays: { '2026-11-23': part } }),
        '2026-11-23',
      );
    expect(half('am')).toEqual([OFFICE[1]]);
    expect(half('pm')).toEqual([OFFICE[0]]);
    expect(half('am', [{ from: 480, to: 960 }])).toEqual([{ from: 720, to: 960 }]);
    expect(half('pm', [{ from: 480, to: 960 }])).toEqual([{ from: 480, to: 720 }]);
  });

  test('has working days of the length most of its days have', () => {
    expect(minutesOfWorkingDay(calendar())).toBe(480);
    const short = { weekday: 6, spans: [{ from: 540, to: 780 }] };
    expect(minutesOfWorkingDay(calendar({ weekly: [short, ...week([1, 2])] }))).toBe(480);
    expect(minutesOfWorkingDay(calendar({ weekly: [short, ...week([1])] }))).toBe(480);
    expect(() => minutesOfWorkingDay(calendar({ weekly: [] }))).toThrow(
      'the calendar "Office" has no working time',
    );
  });
});

describe('working time', () => {
  test('passes while people work', () => {
    const friday = at('2026-11-27T17:00+05:30');
    expect(iso(addWorkingTime(inIndia, friday, HOUR))).toBe(iso(at('2026-11-27T18:00+05:30')));
    expect(iso(addWorkingTime(inIndia, friday, HOUR + 1))).toBe(
      iso(at('2026-11-30T09:00:00.001+05:30')),
    );
    expect(iso(addWorkingTime(inIndia, at('2026-11-28T12:00+05:30'), 5 * HOUR))).toBe(
      iso(at('2026-11-30T15:00+05:30')),
    );
    expect(addWorkingTime(inIndia, friday, 0)).toBe(friday);
  });

  test('begins with a span and ends before its end', () => {
    const nine = at('2026-11-23T09:00+05:30');
    const one = at('2026-11-23T13:00+05:30');
    expect([nine - 1, nine, one - 1, one].map((when) => isWorkingInstant(inIndia, when))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(nextWorkingInstant(inIndia, one)).toBe(at('2026-11-23T14:00+05:30'));
    expect(nextWorkingInstant(inIndia, nine)).toBe(nine);
  });

  test('two working days skip a half holiday by half', () => {
    const off = calendar({ holidays: { '2026-11-24': 'pm' } });
    const monday = at('2026-11-23T09:00+05:30');
    const due = endOf('2 working days', monday, { calendar: off, zone: 'Asia/Kolkata' });
    expect(iso(due)).toBe(iso(at('2026-11-25T13:00+05:30')));
    expect(due).toBe(endOf('16 working hours', monday, { calendar: off, zone: 'Asia/Kolkata' }));
  });

  // The night when clocks go forward has an hour less, the night when they go back one more; Lord Howe moves by half.
  test.each([
    ['Europe/Berlin', '2027-03-28', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2027-03-14', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2027-04-04', 24.5],
    ['America/Santiago', '2026-09-06', 23],
    ['Asia/Kolkata', '2026-03-29', 24],
  ])('in %s the day %s has %d hours', (zone, date, hours) => {
    const start = instantAt(zone, date, 0);
    const end = addWorkingTime(always(zone), start, hours * HOUR);
    expect(dateIn(zone, new Date(end - 1))).toBe(date);
    expect(dateIn(zone, new Date(end))).not.toBe(date);
  });

  test('a span that the clocks jump over is no working time, one that comes twice is worked twice', () => {
    const night = (zone: string) => ({
      zone,
      calendar: calendar({ weekly: week([7], [{ from: 120, to: 180 }]) }),
    });
    const between = (zone: string, from: string, to: string) =>
      workingTimeBetween(night(zone), at(from), at(to)) / HOUR;
    expect(between('Europe/Berlin', '2027-03-28T00:00Z', '2027-03-28T12:00Z')).toBe(0);
    expect(between('Europe/Berlin', '2026-10-25T00:00Z', '2026-10-25T12:00Z')).toBe(2);
    expect(between('Europe/Berlin', '2026-11-01T00:00Z', '2026-11-01T12:00Z')).toBe(1);
  });

  test('is an error that says where, when a calendar has none', () => {
    const never = { calendar: calendar({ weekly: [] }), zone: 'Asia/Kolkata' };
    const from = at('2026-11-23T09:00Z');
    expect(() => addWorkingTime(never, from, 1)).toThrow(
      /"Office" \(Asia\/Kolkata\) has no working time in the 400 days before 202\d/,
    );
    expect(() => nextWorkingInstant(never, from)).toThrow('has no working time');
    expect(workingTimeBetween(never, from, from + 24 * HOUR)).toBe(0);
    expect(() => endOf('2 working days', from)).toThrow(
      '"2 working days" needs a working calendar, and there is none',
    );
  });
});

const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
);
/** Around the changes of the clocks in each of the zones, and anywhere else. */
const instant = fc.oneof(
  fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z') }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-10-25',
        '2027-03-28',
        '2026-11-01',
        '2027-03-14',
        '2026-10-03',
        '2027-04-03',
      ),
      fc.integer({ min: -36 * 60, max: 36 * 60 }),
    )
    .map(([date, minutes]) => at(`${date}T00:00Z`) + minutes * MINUTE),
);
const span = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => {
    const ends = quarters.sort((a, b) => a - b).map((quarter) => quarter * 15);
    return Array.from({ length: Math.floor(ends.length / 2) }, (_, index) => ({
      from: ends[2 * index]!,
      to: ends[2 * index + 1]!,
    }));
  });
const rule = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  weeks: fc.option(fc.constantFrom<number[][]>([1, 3], [2, 4], [1, 3, 5]), { nil: undefined }),
  spans: span,
});
const someHours: fc.Arbitrary<WorkingHours> = fc.record({
  zone,
  calendar: fc.record({
    name: fc.constant('Any'),
    weekly: fc
      .tuple(fc.uniqueArray(rule, { maxLength: 4, selector: ({ weekday }) => weekday }), span)
      .map(([rules, spans]) => [
        ...rules.filter(({ weekday }) => weekday !== 7),
        // Sundays are when clocks change: they are always worked here.
        { weekday: 7, spans },
      ]),
    holidays: fc.dictionary(
      fc.constantFrom('2026-10-25', '2026-11-01', '2027-03-28', '2026-10-04'),
      fc.constantFrom<HolidayPart>('day', 'am', 'pm'),
    ),
  }),
});
const length = fc.integer({ min: 1, max: 200 * HOUR });

/** What clocks on the wall show, and whether that is in a span: written down again, without intervals or offsets. */
function wallSaysWorking({ calendar: kept, zone: where }: WorkingHours, when: number): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: where,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(when);
  const [, day, month, year, hour, minute] = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(parts)!;
  const minutes = Number(hour) * 60 + Number(minute);
  return spansOn(kept, `${year}-${month}-${day}`).some(
    ({ from, to }) => from <= minutes && minutes < to,
  );
}

describe('in any zone, around every change of the clocks, working time', () => {
  test('never ends outside working time', () => {
    fc.assert(
      fc.property(someHours, instant, length, (hours, start, time) => {
        const end = addWorkingTime(hours, start, time);
        expect(isWorkingInstant(hours, end - 1)).toBe(true);
        expect(wallSaysWorking(hours, end - 1)).toBe(true);
      }),
    );
  });

  test('is working exactly when the clock on the wall says so', () => {
    fc.assert(
      fc.property(someHours, instant, (hours, when) => {
        expect(isWorkingInstant(hours, when)).toBe(wallSaysWorking(hours, when));
      }),
      { numRuns: 400 },
    );
  });

  test('comes later, the later it starts and the longer it is', () => {
    fc.assert(
      fc.property(someHours, instant, instant, length, length, (hours, one, other, short, more) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const end = addWorkingTime(hours, first, short);
        expect(addWorkingTime(hours, second, short)).toBeGreaterThanOrEqual(end);
        expect(addWorkingTime(hours, first, short + more)).toBeGreaterThan(end);
      }),
    );
  });

  test('adds up', () => {
    fc.assert(
      fc.property(someHours, instant, length, length, (hours, start, one, other) => {
        const inTwo = addWorkingTime(hours, addWorkingTime(hours, start, one), other);
        expect(inTwo).toBe(addWorkingTime(hours, start, one + other));
      }),
    );
  });

  test('measures what was added', () => {
    fc.assert(
      fc.property(someHours, instant, length, (hours, start, time) => {
        const end = addWorkingTime(hours, start, time);
        expect(workingTimeBetween(hours, start, end)).toBe(time);
        expect(workingTimeBetween(hours, end, start)).toBe(-time);
      }),
    );
  });

  test('begins at the next working instant and not before', () => {
    fc.assert(
      fc.property(someHours, instant, (hours, start) => {
        const next = nextWorkingInstant(hours, start);
        expect(isWorkingInstant(hours, next)).toBe(true);
        expect(workingTimeBetween(hours, start, next)).toBe(0);
      }),
    );
  });
});
