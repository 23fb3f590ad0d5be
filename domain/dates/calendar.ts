/** A calendar date without a time, `YYYY-MM-DD`. Compares as text. */
export type CalendarDate = string;

/** The earliest date the system takes: anything before is a slip of the keyboard. */
export const FIRST_DATE: CalendarDate = '1910-01-01';
/** The latest date the system takes. */
export const LAST_DATE: CalendarDate = '2189-12-31';
// What is reckoned from a date that was taken may lie ten years beside them: a due date, a fiscal year, what is carried over.
const FIRST_RECKONED: CalendarDate = '1900-01-01';
const LAST_RECKONED: CalendarDate = '2199-12-31';

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Year, month (1–12) and day of a date. */
interface DateParts {
  year: number;
  month: number;
  day: number;
}

/** The date if the text is one that exists, between {@link FIRST_DATE} and {@link LAST_DATE}; otherwise undefined. */
export function parseDate(text: string): CalendarDate | undefined {
  return text >= FIRST_DATE && text <= LAST_DATE && readParts(text) ? text : undefined;
}

/** The parts of a date, also of one that was reckoned. Throws a RangeError on text that is no date between 1900 and 2199. */
export function dateParts(date: CalendarDate): DateParts {
  const parts = date >= FIRST_RECKONED && date <= LAST_RECKONED ? readParts(date) : undefined;
  if (!parts) throw new RangeError(`not a calendar date: ${date}`);
  return parts;
}

function readParts(text: string): DateParts | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : undefined;
}

/** Whether the date so many days earlier is one that can be reckoned with. */
export function reachesBack(date: CalendarDate, days: number): boolean {
  return days <= daysBetween(FIRST_RECKONED, date);
}

/** The date `days` later; earlier when negative. Throws a RangeError where that is no date between 1900 and 2199. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = fromDayNumber(dayNumber(date) + days);
  if (moved < FIRST_RECKONED || moved > LAST_RECKONED)
    throw new RangeError(`${days} days from ${date} there is no date`);
  return moved;
}

/** Days from one date to another: 1 from a day to the next, negative backwards. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekday(date: CalendarDate): number {
  // Day 0 (1970-01-01) was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Every date from the first to the last, both included; none if they are the wrong way round. */
export function* eachDate(from: CalendarDate, to: CalendarDate): Generator<CalendarDate> {
  const last = dayNumber(to);
  for (let day = dayNumber(from); day <= last; day++) yield fromDayNumber(day);
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/**
 * Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year and months
 * before any given one always have the same number of days (the "days from civil" method).
 */
function dayNumber(date: CalendarDate): number {
  const { year, month, day } = dateParts(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The reverse of {@link dayNumber}. */
function fromDayNumber(number: number): CalendarDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
