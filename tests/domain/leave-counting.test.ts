import fc from 'fast-check';
import { halvesWorked, type WorkingCalendar } from '../../domain/calendars/working-calendar';
import { addDays, dateParts, eachDate, weekday } from '../../domain/dates/calendar';
import {
  bridgedSlots,
  countedDays,
  isForward,
  mondayToFriday,
  slotOf,
  workingUnits,
  type Counting,
  type Half,
  type LeavePeriod,
  type Neighbour,
  type Sandwich,
} from '../../domain/leave/working-days';

const START = '2026-01-01';
const DAY = [
  { from: 540, to: 780 },
  { from: 840, to: 1080 },
];
const HALVES = ['am', 'pm'] as const;

const half = fc.constantFrom<Half>('am', 'pm');
const offset = fc.integer({ min: 0, max: 900 });

const calendar: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 2, max: 6 }), { maxLength: 5 }),
    saturday: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 })),
    sunday: fc.option(half),
    off: fc.dictionary(
      offset.map((days) => addDays(START, days)),
      fc.constantFrom('day', 'am', 'pm'),
      { maxKeys: 120 },
    ),
  })
  .map(({ weekdays, saturday, sunday, off }) => ({
    name: 'Some week',
    weekly: [
      { weekday: 1, spans: DAY },
      ...weekdays.filter((day) => day < 6).map((day) => ({ weekday: day, spans: DAY })),
      // More days than half ones, so that a working day stays a whole one.
      ...(saturday ? [{ weekday: 6, weeks: saturday, spans: DAY }] : []),
      ...(sunday ? [{ weekday: 7, spans: [sunday === 'am' ? DAY[0]! : DAY[1]!] }] : []),
    ],
    holidays: off,
  }));

const period = fc
  .record({
    from: offset,
    length: fc.integer({ min: 0, max: 40 }),
    fromHalf: half,
    toHalf: half,
  })
  .map(({ from, length, fromHalf, toHalf }): LeavePeriod => ({
    from: addDays(START, from),
    to: addDays(START, from + length),
    fromHalf,
    toHalf,
  }))
  .filter(isForward);

/** Whether a half day is worked, told the slow way: weekday by weekday, week by week. */
function naivelyWorked({ weekly, holidays }: WorkingCalendar, date: string, part: Half): boolean {
  const off = holidays[date];
  if (off === 'day' || off === part) return false;
  for (const rule of weekly) {
    if (rule.weekday !== weekday(date)) continue;
    let occurrence = 0;
    for (let day = 1; day <= dateParts(date).day; day++) {
      const other = `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;
      if (weekday(other) === rule.weekday) occurrence++;
    }
    if (rule.weeks && !rule.weeks.includes(occurrence)) return false;
    return rule.spans.length > 1 || (rule.spans[0]!.from < 720 ? part === 'am' : part === 'pm');
  }
  return false;
}

const isIn = (leave: LeavePeriod, date: string, part: Half) =>
  !(date === leave.from && leave.fromHalf === 'pm' && part === 'am') &&
  !(date === leave.to && leave.toHalf === 'am' && part === 'pm');

describe('leave by calendars', () => {
  test('is the recount of half days, whatever the weeks, holidays, places and moves', () => {
    fc.assert(
      fc.property(calendar, calendar, offset, period, (before, after, moved, leave) => {
        const at = (date: string) => (date < addDays(START, moved) ? before : after);
        let halves = 0;
        for (const date of eachDate(leave.from, leave.to))
          for (const part of HALVES)
            if (isIn(leave, date, part) && naivelyWorked(at(date), date, part)) halves++;
        const worked = (date: string) => halvesWorked(at(date), date);
        expect(workingUnits(leave, { worked, sandwich: 'none' })).toBe(halves * 50);
      }),
    );
  });

  test('with what it surrounds is the recount from its first to its last half day of work', () => {
    fc.assert(
      fc.property(calendar, period, (place, leave) => {
        const slots: boolean[] = [];
        for (const date of eachDate(leave.from, leave.to))
          for (const part of HALVES)
            if (isIn(leave, date, part)) slots.push(naivelyWorked(place, date, part));
        const first = slots.indexOf(true);
        const span = first < 0 ? 0 : slots.lastIndexOf(true) - first + 1;
        const worked = (date: string) => halvesWorked(place, date);
        expect(workingUnits(leave, { worked, sandwich: 'inner' })).toBe(span * 50);
      }),
    );
  });

  test('alternate Saturdays and half days of work', () => {
    const place: WorkingCalendar = {
      name: 'First and third Saturday, mornings',
      weekly: [
        ...[1, 2, 3, 4, 5].map((day) => ({ weekday: day, spans: DAY })),
        { weekday: 6, weeks: [1, 3], spans: [DAY[0]!] },
      ],
      holidays: { '2026-12-31': 'pm' },
    };
    const worked = (date: string) => halvesWorked(place, date);
    expect(['2026-12-05', '2026-12-12', '2026-12-19', '2026-12-31'].map(worked)).toEqual([
      ['am'],
      [],
      ['am'],
      ['am'],
    ]);
  });

  // frappe/hrms#238: half a day on a holiday took half a day off what the leave cost.
  test('23 to 27 December with two idle days less is two days, whatever halves are said', () => {
    const worked = mondayToFriday(new Set(['2022-12-26']));
    const christmas = { from: '2022-12-23', to: '2022-12-27' };
    const plain = { worked, sandwich: 'none' } as const;
    expect(workingUnits({ ...christmas, fromHalf: 'am', toHalf: 'pm' }, plain)).toBe(200);
    const later = mondayToFriday(new Set(['2026-12-25']));
    for (const toHalf of HALVES)
      expect(
        workingUnits(
          { from: '2026-12-23', to: '2026-12-27', fromHalf: 'am', toHalf },
          { worked: later, sandwich: 'none' },
        ),
      ).toBe(200);
  });
});

const whole = (from: string, to = from): LeavePeriod => ({
  ...{ from, to },
  ...{ fromHalf: 'am', toHalf: 'pm' },
});
const asNeighbour = (leave: LeavePeriod, bridged: readonly number[] = []): Neighbour => ({
  from: slotOf(leave.from, leave.fromHalf),
  to: slotOf(leave.to, leave.toHalf) + 1,
  bridged,
});
const linked = (...neighbours: Neighbour[]): Counting => ({
  worked: mondayToFriday(new Set()),
  sandwich: 'linked',
  neighbours,
});

describe('linked leave', () => {
  const [friday, monday] = [whole('2026-12-04'), whole('2026-12-07')];

  test('pays for the weekend between two requests, on either side', () => {
    expect(workingUnits(monday, linked(asNeighbour(friday)))).toBe(300);
    expect(workingUnits(friday, linked(asNeighbour(monday)))).toBe(300);
    expect(countedDays(monday, linked(asNeighbour(friday))).map(({ on }) => on)).toEqual([
      '2026-12-05',
      '2026-12-06',
      '2026-12-07',
    ]);
    // Asked for with the weekend in it, by either of them.
    expect(workingUnits(whole('2026-12-05', '2026-12-07'), linked(asNeighbour(friday)))).toBe(300);
    const long = asNeighbour(whole('2026-12-04', '2026-12-06'));
    expect(workingUnits(monday, linked(long))).toBe(300);
  });

  test('is not linked across half a day of work, nor where another leave paid already', () => {
    expect(workingUnits(monday, linked(asNeighbour({ ...friday, toHalf: 'am' })))).toBe(100);
    const afternoon: LeavePeriod = { ...monday, fromHalf: 'pm' };
    expect(workingUnits(afternoon, linked(asNeighbour(friday)))).toBe(50);
    const paid = bridgedSlots(monday, linked(asNeighbour(friday)));
    expect(paid).toHaveLength(4);
    expect(workingUnits(friday, linked(asNeighbour(monday, paid)))).toBe(100);
    expect(workingUnits(monday, linked())).toBe(100);
  });

  test('in pieces comes to what one request for all of it would, in any order', () => {
    fc.assert(
      fc.property(
        calendar,
        period,
        fc.array(fc.nat({ max: 80 }), { maxLength: 4 }),
        fc.boolean(),
        (place, leave, cuts, isReversed) => {
          const worked = (date: string) => halvesWorked(place, date);
          const pieces = cut(leave, cuts);
          const count = (sandwich: Sandwich, one: LeavePeriod, neighbours: Neighbour[]) =>
            workingUnits(one, { worked, sandwich, neighbours });
          const filed: Neighbour[] = [];
          let total = 0;
          for (const piece of isReversed ? pieces.reverse() : pieces) {
            if (count('none', piece, []) === 0) continue;
            total += count('linked', piece, filed);
            const counting = { worked, sandwich: 'linked', neighbours: [...filed] } as const;
            filed.push(asNeighbour(piece, bridgedSlots(piece, counting)));
          }
          const gaps = longestBreak(leave, worked);
          fc.pre(gaps <= 28);
          expect(total).toBe(count('inner', leave, []));
        },
      ),
    );
  });
});

/** A leave cut after some of its half days, as requests that follow one another. */
function cut(leave: LeavePeriod, after: number[]): LeavePeriod[] {
  const slots = [...eachDate(leave.from, leave.to)].flatMap((date) =>
    HALVES.filter((part) => isIn(leave, date, part)).map((part) => ({ date, part })),
  );
  const ends = [...new Set([...after.filter((at) => at < slots.length - 1), slots.length - 1])];
  return ends
    .sort((a, b) => a - b)
    .map((end, index) => {
      const [first, last] = [slots[index === 0 ? 0 : ends[index - 1]! + 1]!, slots[end]!];
      return { from: first.date, to: last.date, fromHalf: first.part, toHalf: last.part };
    });
}

function longestBreak(leave: LeavePeriod, worked: (date: string) => readonly Half[]): number {
  let [longest, current] = [0, 0];
  for (const date of eachDate(leave.from, leave.to))
    for (const part of HALVES) {
      current = worked(date).includes(part) ? 0 : current + 1;
      longest = Math.max(longest, current);
    }
  return longest;
}
