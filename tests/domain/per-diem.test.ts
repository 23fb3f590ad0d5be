import fc from 'fast-check';
import { addDays } from '../../domain/dates/calendar';
import {
  mealsOnPerDiem,
  reckonJourneys,
  type ClaimedDays,
  type Journey,
  type PerDiemRate,
} from '../../domain/expenses/per-diem';
import { perDiemWords, toPerDiemWire } from '../../domain/wire/per-diem';

const PUNE: PerDiemRate = {
  ...{ place: 'Pune', from: '2026-04-01', full: { minor: 150_000n, currency: 'INR' } },
  ...{ edgePercent: 75, mealPercents: { breakfast: 20, lunch: 40, dinner: 40 } },
};
const journey = (date: string, until: string, change: Partial<Journey> = {}): Journey => ({
  ...{ index: 0, place: 'Pune', date, until, ...change },
});
const reckon = (journeys: Journey[], rates = [PUNE], earlier: ClaimedDays[] = []) => {
  const found = reckonJourneys(journeys, { rates, earlier });
  return 'problems' in found ? found.problems : found.reckoned.map(({ amount }) => amount.minor);
};

test('full days count whole, the first and the last by their share, a day there and back by it too', () => {
  expect(reckon([journey('2026-11-02', '2026-11-05')])).toEqual([525_000n]);
  expect(reckon([journey('2026-11-02', '2026-11-03')])).toEqual([225_000n]);
  expect(reckon([journey('2026-11-02', '2026-11-02')])).toEqual([112_500n]);
});

test('provided meals take their share of the full day off, and never more than the day', () => {
  const meal = (date: string, meal: 'breakfast' | 'lunch' | 'dinner') => ({ date, meal });
  const with3 = (...meals: ReturnType<typeof meal>[]) =>
    reckon([journey('2026-11-02', '2026-11-04', { meals })]);
  expect(with3(meal('2026-11-03', 'lunch'))).toEqual([315_000n]);
  expect(with3(meal('2026-11-03', 'lunch'), meal('2026-11-03', 'lunch'))).toEqual([315_000n]);
  // 75 less 80 is nothing, not less.
  expect(with3(meal('2026-11-02', 'lunch'), meal('2026-11-02', 'dinner'))).toEqual([262_500n]);
  expect(with3(meal('2026-11-05', 'lunch'))).toEqual([
    { path: 'lines.0.meals.0.date', message: 'This day is not of the journey' },
  ]);
  const all = (['breakfast', 'lunch', 'dinner'] as const).map((one) => meal('2026-11-02', one));
  expect(reckon([journey('2026-11-02', '2026-11-02', { meals: all })])).toEqual([
    { path: 'lines.0.meals', message: 'This comes to nothing in INR' },
  ]);
});

test('each day goes by its own rate, and a day or a place without one is named', () => {
  const later = { ...PUNE, from: '2026-11-03', full: { minor: 200_000n, currency: 'INR' } };
  expect(reckon([journey('2026-11-02', '2026-11-04')], [later, PUNE])).toEqual([462_500n]);
  expect(reckon([journey('2026-03-31', '2026-04-02')])).toEqual([
    { path: 'lines.0.place', message: 'No per diem for Pune is set for 31 Mar 2026' },
  ]);
  expect(reckon([journey('2026-11-02', '2026-11-02', { index: 3, place: 'Oslo' })])).toEqual([
    { path: 'lines.3.place', message: 'No per diem for Oslo is set for 2 Nov 2026' },
  ]);
  expect(reckon([journey('2026-04-01', '2026-06-30')])).toEqual([
    { path: 'lines.0.until', message: 'At most 90 days in a line' },
  ]);
});

test('a day is claimed once: not in another claim, not on another line', () => {
  const earlier = [{ date: '2026-11-04', until: '2026-11-06', title: 'Visit' }];
  expect(reckon([journey('2026-11-02', '2026-11-04')], [PUNE], earlier)).toEqual([
    { path: 'lines.0.date', message: 'Per diem for 4 Nov 2026 is claimed already, in “Visit”' },
  ]);
  expect(reckon([journey('2026-11-02', '2026-11-03')], [PUNE], earlier)).toHaveLength(1);
  const second = journey('2026-11-03', '2026-11-05', { index: 1 });
  expect(reckon([journey('2026-11-02', '2026-11-03'), second])).toEqual([
    { path: 'lines.1.date', message: 'Per diem for 3 Nov 2026 is claimed already, in line 1' },
  ]);
});

test('a meal for a day with per diem is said on the line that brings the second of both', () => {
  const at = { index: 1, date: '2026-11-02', until: '2026-11-04' };
  const rules = (earlier: ClaimedDays[], ...meals: { date: string; line: number | null }[]) =>
    mealsOnPerDiem(earlier.length > 0 ? [] : [at], { earlier, meals }).map(({ line }) => line);
  const visit = [{ date: '2026-11-02', until: '2026-11-04', title: 'Visit' }];
  expect(rules([], { date: '2026-11-04', line: 1 }, { date: '2026-11-05', line: 3 })).toEqual([1]);
  expect(rules([], { date: '2026-11-03', line: null })).toEqual([2]);
  expect(rules(visit, { date: '2026-11-03', line: 1 })).toEqual([1]);
  expect(rules(visit, { date: '2026-11-03', line: null })).toEqual([]);
});

test('whatever the rate and its shares, a journey is the exact sum of its days, off by at most half a paisa', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 100n, max: 10n ** 9n }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 90 }),
      (minor, edgePercent, length) => {
        const rate = { ...PUNE, full: { minor, currency: 'INR' }, edgePercent };
        const [got] = reckon([journey('2026-04-01', addDays('2026-04-01', length - 1))], [rate]);
        const edges = BigInt(Math.min(length, 2) * edgePercent);
        const exact = minor * (edges + BigInt(Math.max(0, length - 2)) * 100n);
        const off = 2n * ((got as bigint) * 100n - exact);
        expect(off <= 100n && off > -100n).toBe(true);
      },
    ),
  );
});

test('a reckoning says its days', () => {
  const found = reckonJourneys([journey('2026-11-02', '2026-11-05')], {
    rates: [PUNE],
    earlier: [],
  });
  expect('reckoned' in found && perDiemWords(toPerDiemWire(found.reckoned[0]!))).toBe(
    'Pune until 5 Nov 2026: 2 days at 75 % of ₹1,500.00, 2 days at 100 % of ₹1,500.00',
  );
});
