import fc from 'fast-check';
import { addDays, daysBetween, weekday } from '../../domain/dates/calendar';
import { mondayToFriday } from '../../domain/leave/working-days';
import {
  alarmsDue,
  answeredBy,
  nextLook,
  planCheckIns,
  WATCH_ALARMS,
  watchEnd,
  type CheckIn,
} from '../../domain/projects/go-live-watch';

const zone = 'Asia/Kolkata';
const DAYS = [1, 3, 7, 14, 30];

const plan = (from: string, holidays: string[] = []) =>
  planCheckIns({ from, workingDays: DAYS, worked: mondayToFriday(new Set(holidays)), zone });
const asCheckIns = (from: string): CheckIn[] =>
  plan(from).checkIns.map((checkIn) => ({
    ...checkIn,
    done: { ask: false, remind: false, tell: false },
    given: false,
  }));

test('check-ins fall on the first, third, seventh, fourteenth and thirtieth working day after a Friday go-live, holidays left out', () => {
  // 4 Dec 2026 is a Friday; Christmas is off.
  const { checkIns, lapsesAt } = plan('2026-12-04', ['2026-12-25']);
  expect(checkIns.map(({ fallsOn }) => fallsOn)).toEqual([
    ...['2026-12-07', '2026-12-09', '2026-12-15', '2026-12-24', '2027-01-18'],
  ]);
  const first = checkIns[0]!;
  expect(WATCH_ALARMS.map((alarm) => new Date(first.at[alarm]).toISOString())).toEqual([
    ...['2026-12-07T03:30:00.000Z', '2026-12-08T03:30:00.000Z', '2026-12-09T03:30:00.000Z'],
  ]);
  expect(new Date(lapsesAt).toISOString()).toBe('2027-01-25T03:30:00.000Z');
});

test('from any day, each check-in is on a working day, in order, and asked before it is reminded of and told', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (ahead) => {
      const from = addDays('2026-01-01', ahead);
      const { checkIns, lapsesAt } = plan(from);
      let before = from;
      for (const { fallsOn, at } of checkIns) {
        expect(weekday(fallsOn)).toBeLessThanOrEqual(5);
        expect(daysBetween(before, fallsOn)).toBeGreaterThan(0);
        expect(at.ask).toBeLessThan(at.remind);
        expect(at.remind).toBeLessThan(at.tell);
        before = fallsOn;
      }
      expect(checkIns.at(-1)!.at.tell).toBeLessThan(lapsesAt);
    }),
  );
});

test('a calendar without enough working days is said, not guessed', () => {
  const worked = () => [];
  expect(() => planCheckIns({ from: '2026-12-04', workingDays: DAYS, worked, zone })).toThrow(
    'fewer than 35 working days',
  );
});

test('each alarm is due once, in order, and none about what was given; the next look is at the next alarm', () => {
  const checkIns = asCheckIns('2026-12-04');
  const [first, second] = checkIns as [CheckIn, CheckIn];
  expect(alarmsDue(checkIns, first.at.ask - 1)).toEqual([]);
  expect(nextLook(checkIns, 0)).toBe(first.at.ask);
  expect(alarmsDue(checkIns, first.at.remind)).toEqual([
    { workingDay: 1, alarm: 'ask' },
    { workingDay: 1, alarm: 'remind' },
  ]);
  first.done.ask = true;
  first.given = true;
  expect(alarmsDue(checkIns, second.at.ask)).toEqual([{ workingDay: 3, alarm: 'ask' }]);
  for (const checkIn of checkIns) checkIn.given = true;
  expect(nextLook(checkIns, 42)).toBe(42);
});

test('a report answers the newest check-in that was asked for, once', () => {
  const checkIns = asCheckIns('2026-12-04');
  expect(answeredBy(checkIns)).toBeNull();
  checkIns[0]!.done.ask = true;
  checkIns[1]!.done.ask = true;
  expect(answeredBy(checkIns)).toBe(3);
  checkIns[1]!.given = true;
  expect(answeredBy(checkIns)).toBeNull();
});

test('a watch is through once the last check-in is given, and lapses when it never is', () => {
  const checkIns = asCheckIns('2026-12-04');
  expect(watchEnd(checkIns, 100, 99)).toBeNull();
  expect(watchEnd(checkIns, 100, 100)).toBe('lapsed');
  checkIns.at(-1)!.given = true;
  expect(watchEnd(checkIns, 100, 100)).toBe('through');
});
