import { eachDate, weekday, type CalendarDate } from '../dates/calendar';

/** Which half of a day. */
export type Half = 'am' | 'pm';

/** One day in the unit that leave is counted in: hundredths of a day, so that nothing is ever a fraction. */
export const UNITS_PER_DAY = 100;

/** A stretch of time off. It starts at midday of `from` if `fromHalf` is `pm` and ends at midday of `to` if `toHalf` is `am`. */
export interface LeavePeriod {
  from: CalendarDate;
  to: CalendarDate;
  fromHalf: Half;
  toHalf: Half;
}

/** Whether a period has a beginning before its end: a single day cannot start at midday and end at midday. */
export function isForward(period: LeavePeriod): boolean {
  if (period.from !== period.to) return period.from < period.to;
  return !(period.fromHalf === 'pm' && period.toHalf === 'am');
}

/** Whether people work on a date: not on Saturdays, Sundays and holidays. */
export function isWorkingDay(date: CalendarDate, holidays: ReadonlySet<CalendarDate>): boolean {
  return weekday(date) <= 5 && !holidays.has(date);
}

/**
 * Whether days on which nobody works count when leave surrounds them: `none` never does, `inner` counts those between
 * the first and the last working day of one request. Days before or after these never count.
 */
export const SANDWICH_MODES = ['none', 'inner'] as const;
/** @see SANDWICH_MODES */
export type Sandwich = (typeof SANDWICH_MODES)[number];

/** So many hundredths of a day of leave on a day. */
export interface LeaveDay {
  on: CalendarDate;
  units: number;
}

/** The days of a period that cost something, in order. A half day at either end costs half. */
export function countedDays(
  period: LeavePeriod,
  rule: { holidays: ReadonlySet<CalendarDate>; sandwich: Sandwich },
): LeaveDay[] {
  if (!isForward(period)) return [];
  const dates = [...eachDate(period.from, period.to)];
  const working = dates.filter((date) => isWorkingDay(date, rule.holidays));
  const [first, last] = [working[0], working.at(-1)];
  if (first === undefined || last === undefined) return [];
  const counted =
    rule.sandwich === 'none' ? working : dates.filter((date) => first <= date && date <= last);
  return counted.map((on) => ({ on, units: UNITS_PER_DAY - halvesOff(period, on) }));
}

function halvesOff(period: LeavePeriod, on: CalendarDate): number {
  const half = UNITS_PER_DAY / 2;
  return (
    (on === period.from && period.fromHalf === 'pm' ? half : 0) +
    (on === period.to && period.toHalf === 'am' ? half : 0)
  );
}

/**
 * The working time in a period, in hundredths of a day. A half day that falls on a weekend or a holiday costs nothing,
 * because that day costs nothing.
 * @param sandwich whether what lies between working days counts too; unless said, it does not
 */
export function workingUnits(
  period: LeavePeriod,
  holidays: ReadonlySet<CalendarDate>,
  sandwich: Sandwich = 'none',
): number {
  return countedDays(period, { holidays, sandwich }).reduce((sum, { units }) => sum + units, 0);
}

/** Units as text with one or two decimals: 200 is "2.0", 25 is "0.25". */
export function formatUnits(units: number): string {
  const magnitude = Math.abs(units);
  const hundredths = String(magnitude % UNITS_PER_DAY).padStart(2, '0');
  const decimals = hundredths.endsWith('0') ? hundredths.slice(0, 1) : hundredths;
  return `${units < 0 ? '-' : ''}${Math.floor(magnitude / UNITS_PER_DAY)}.${decimals}`;
}

/** Units as people say them: "2 days", "half a day", "1.5 days". */
export function sayUnits(units: number): string {
  if (units === UNITS_PER_DAY / 2) return 'half a day';
  if (units === UNITS_PER_DAY) return '1 day';
  return `${units % UNITS_PER_DAY === 0 ? units / UNITS_PER_DAY : formatUnits(units)} days`;
}
