import {
  addDays,
  dateParts,
  daysInMonth,
  parseDate,
  weekday,
  type CalendarDate,
} from '../../dates/calendar';

/** A stretch of days; either end may be open. */
export interface Span {
  from?: CalendarDate;
  to?: CalendarDate;
}

/** What words of time are read against. */
export interface TimeContext {
  today: CalendarDate;
  /** Whether a month without a year is the next one, not the last. */
  ahead: boolean;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'mon tue wed thu fri sat sun'.split(' ');

/** A month by its name or the first three letters. */
export const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** A weekday by its name or the first three letters. */
export const WEEKDAY =
  '(mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';

/** 1 to 12. */
export const monthNumber = (name: string) => MONTHS.indexOf(name.slice(0, 3)) + 1;

/** The date of a day, a month and a year; undefined where there is none. */
export const dateOf = (year: number, month: number, day: number) =>
  parseDate(`${year}-${two(month)}-${two(day)}`);

const two = (value: number) => String(value).padStart(2, '0');

/** All days of so many months from the first of one on; months before the first or after the twelfth are of other years. */
export function monthsFrom(year: number, month: number, count: number): Required<Span> {
  const first = year * 12 + month - 1;
  const last = first + count - 1;
  const [lastYear, lastMonth] = [Math.floor(last / 12), (last % 12) + 1];
  return {
    from: `${Math.floor(first / 12)}-${two((first % 12) + 1)}-01`,
    to: `${lastYear}-${two(lastMonth)}-${two(daysInMonth(lastYear, lastMonth))}`,
  };
}

/** The year a month without one is of: the nearest that has begun, or that is not over. */
export function yearOf(month: number, { today, ahead }: TimeContext): number {
  const now = dateParts(today);
  if (ahead) return month >= now.month ? now.year : now.year + 1;
  return month <= now.month ? now.year : now.year - 1;
}

/** The same day so many months earlier, or the last of a month that is too short. */
export function monthsEarlier(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = dateParts(date);
  const at = year * 12 + month - 1 - months;
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1];
  return `${toYear}-${two(toMonth)}-${two(Math.min(day, daysInMonth(toYear, toMonth)))}`;
}

/** The year that a fiscal year begins in, in India in April. */
export function fiscalYearOf(date: CalendarDate): number {
  const { year, month } = dateParts(date);
  return month >= 4 ? year : year - 1;
}

/** Monday to Sunday of the week of a date, or of one so many weeks later. */
export function weekOf(date: CalendarDate, later = 0): Required<Span> {
  const monday = addDays(date, 1 - weekday(date) + 7 * later);
  return { from: monday, to: addDays(monday, 6) };
}

/**
 * A weekday by its name. "Next Monday" is of the next week, "last Monday" the one before today, and a bare one the
 * nearest from today on, or up to it.
 */
export function weekdayDate(
  name: string,
  which: string,
  { today, ahead }: TimeContext,
): CalendarDate {
  const wanted = DAYS.indexOf(name.slice(0, 3)) + 1;
  const after = (wanted - weekday(today) + 7) % 7;
  if (which === 'next') return addDays(weekOf(today, 1).from, wanted - 1);
  if (which === 'last') return addDays(today, after === 0 ? -7 : after - 7);
  if (which === 'this') return addDays(weekOf(today).from, wanted - 1);
  return addDays(today, ahead || after === 0 ? after : after - 7);
}

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** A small number in digits or as a word. */
export const NUMBER = '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
/** The value of a {@link NUMBER}. */
export const numberOf = (word: string) =>
  NUMBERS.includes(word) ? NUMBERS.indexOf(word) : Number(word);
