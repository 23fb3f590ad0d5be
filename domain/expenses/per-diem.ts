import { daysBetween, eachDate, type CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { FieldProblem } from '../errors';
import { ceilingProblems } from '../money/ceiling';
import { divideRounded, type Money } from '../money/money';
import { CLAIM_CURRENCY } from './claims';
import type { Violation } from './policy';

/** What others can provide of a day's meals. */
export const MEALS = ['breakfast', 'lunch', 'dinner'] as const;
/** @see MEALS */
export type Meal = (typeof MEALS)[number];

/** The longest journey of one line, in days. */
const PER_DIEM_MAX_DAYS = 90;

/**
 * What a day away is worth at a place from a day on, until the place's next rate begins. Shares are in percent of the full
 * day: what is left of the day one leaves and of the day one returns (US Federal Travel Regulation, 41 CFR 301-11.101: 75),
 * and what a meal takes away that somebody else provides (German Income Tax Act, section 9 (4a): 20, 40 and 40).
 */
export interface PerDiemRate {
  place: string;
  from: CalendarDate;
  full: Money;
  edgePercent: number;
  mealPercents: Record<Meal, number>;
}

/** A journey as it is claimed, and where in the claim. */
export interface Journey {
  /** From 0. */
  index: number;
  place: string;
  date: CalendarDate;
  until: CalendarDate;
  meals?: { date: CalendarDate; meal: Meal }[];
}

/** A day of a journey: how much of its full rate is paid, and which meals were taken off for it. */
interface PerDiemDay {
  date: CalendarDate;
  full: Money;
  percent: number;
  meals: Meal[];
}

/** How a journey comes to its amount. */
export interface PerDiem {
  place: string;
  until: CalendarDate;
  days: PerDiemDay[];
  amount: Money;
}

/** Days that a person has claimed per diem for. */
export interface ClaimedDays {
  date: CalendarDate;
  until: CalendarDate;
  title: string;
}

/**
 * What journeys come to: day by day by the rate of that day, less the meals that were provided, never below nothing; summed
 * exactly and rounded once. A day is claimed once, over all claims of the person.
 * @param earlier the days in the person's other claims that wait or were approved
 */
export function reckonJourneys(
  journeys: Journey[],
  { rates, earlier }: { rates: PerDiemRate[]; earlier: ClaimedDays[] },
): { reckoned: PerDiem[] } | { problems: FieldProblem[] } {
  const found = journeys.map((journey, at) => {
    const above = journeys.slice(0, at).map((one) => ({ ...one, title: `line ${one.index + 1}` }));
    const overlap = overlapOf(journey, earlier, above);
    return overlap ? [overlap] : reckon(journey, rates);
  });
  const problems = found.flatMap((one) => (Array.isArray(one) ? one : []));
  return problems.length > 0
    ? { problems }
    : { reckoned: found.flatMap((one) => (Array.isArray(one) ? [] : [one])) };
}

function overlapOf(
  { index, date, until }: Journey,
  earlier: ClaimedDays[],
  above: ClaimedDays[],
): FieldProblem | undefined {
  const shares = (other: ClaimedDays) => other.date <= until && date <= other.until;
  const inClaim = earlier.find(shares);
  const other = inClaim ?? above.find(shares);
  if (!other) return undefined;
  const day = formatDate(other.date > date ? other.date : date);
  const where = inClaim ? `“${other.title}”` : other.title;
  return {
    path: `lines.${index}.date`,
    message: `Per diem for ${day} is claimed already, in ${where}`,
  };
}

function reckon(journey: Journey, rates: PerDiemRate[]): PerDiem | FieldProblem[] {
  const { index, place, date, until, meals = [] } = journey;
  if (daysBetween(date, until) >= PER_DIEM_MAX_DAYS)
    return [
      { path: `lines.${index}.until`, message: `At most ${PER_DIEM_MAX_DAYS} days in a line` },
    ];
  const outside = meals.findIndex((one) => one.date < date || one.date > until);
  if (outside >= 0)
    return [
      { path: `lines.${index}.meals.${outside}.date`, message: 'This day is not of the journey' },
    ];
  const days: PerDiemDay[] = [];
  for (const day of eachDate(date, until)) {
    const rate = rateOn(place, day, rates);
    if (!rate)
      return [
        {
          path: `lines.${index}.place`,
          message: `No per diem for ${place} is set for ${formatDate(day)}`,
        },
      ];
    const taken = MEALS.filter((meal) =>
      meals.some((one) => one.date === day && one.meal === meal),
    );
    days.push(dayOf(rate, day, { isEdge: day === date || day === until, taken }));
  }
  const amount = amountOf(days);
  const tooMuch = ceilingProblems(amount, `lines.${index}.until`);
  if (tooMuch.length > 0) return tooMuch;
  if (amount.minor > 0n) return { place, until, days, amount };
  return [{ path: `lines.${index}.meals`, message: `This comes to nothing in ${CLAIM_CURRENCY}` }];
}

function rateOn(place: string, day: CalendarDate, rates: PerDiemRate[]): PerDiemRate | undefined {
  return rates
    .filter((rate) => rate.place === place && rate.from <= day)
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

function dayOf(
  { full, edgePercent, mealPercents }: PerDiemRate,
  date: CalendarDate,
  { isEdge, taken }: { isEdge: boolean; taken: Meal[] },
): PerDiemDay {
  const off = taken.reduce((sum, meal) => sum + mealPercents[meal], 0);
  return { date, full, percent: Math.max(0, (isEdge ? edgePercent : 100) - off), meals: taken };
}

function amountOf(days: PerDiemDay[]): Money {
  const hundredths = days.reduce(
    (sum, { full, percent }) => sum + full.minor * BigInt(percent),
    0n,
  );
  return { minor: divideRounded(hundredths, 100n), currency: CLAIM_CURRENCY };
}

/** A meal that was paid for, as it is claimed: in this claim on a line of it, or in another claim. */
interface PaidMeal {
  date: CalendarDate;
  /** From 1; null in another claim. */
  line: number | null;
}

/**
 * Meals that are claimed for a day whose per diem is claimed too: each asks for an exception, on the line of this claim that
 * brings the second of both.
 */
export function mealsOnPerDiem(
  journeys: Pick<Journey, 'index' | 'date' | 'until'>[],
  { earlier, meals }: { earlier: ClaimedDays[]; meals: PaidMeal[] },
): Violation[] {
  const covers = (date: CalendarDate) => (days: { date: CalendarDate; until: CalendarDate }) =>
    days.date <= date && date <= days.until;
  const days = [...journeys, ...earlier];
  return meals.flatMap(({ date, line }) => {
    const brings = line ?? (journeys.find(covers(date))?.index ?? -1) + 1;
    if (brings === 0 || !days.some(covers(date))) return [];
    const message = `A meal and per diem are both claimed for ${formatDate(date)}`;
    return [{ line: brings, rule: 'per-diem', isHard: false, message }];
  });
}
