import { addDays, daysBetween, daysInMonth, type CalendarDate } from '../dates/calendar';
import { readOldDate, type WrittenDate } from './read-date';

/** Why a text is not read: only somebody who knows what was meant can say. */
type SpanProblem = 'unreadable' | 'ambiguous' | 'impossible' | 'no-year' | 'backwards' | 'too-long';

/** The first and the last day a text names, or why it names none. */
type SpanReading =
  { from: CalendarDate; to: CalendarDate } | { problem: SpanProblem; message: string };

const BETWEEN = /^\s*(?:up\s?to|to|till|until|through|[-–—])\s*/;
const BEFORE = /^from\s+/;
/** Nobody is on leave longer; a year that was read wrong makes such spans. */
const LONGEST_DAYS = 366;

type WithMonth = WrittenDate & { month: number };
type Complete = WithMonth & { year: number };

/**
 * Reads the days of a leave as people wrote them where nothing checked it: "25th Feb to 27th feb", "25-27 Feb 2026",
 * "Feb 25", "28 Dec – 2 Jan". Nothing is guessed: figures that could be a day or a month, and days without a year, are
 * problems.
 * @param year the year of the first day where the text has none
 */
export function readOldSpan(text: string, year?: number): SpanReading {
  const written = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(BEFORE, '');
  const first = readOldDate(written);
  if (!first) return unreadable(text);
  if (first.rest === '') return spanOf(text, { first: first.date, year });
  const between = BETWEEN.exec(first.rest);
  const last = between ? readOldDate(first.rest.slice(between[0].length)) : undefined;
  if (last?.rest !== '') return unreadable(text);
  return spanOf(text, { first: first.date, last: last.date, year });
}

function spanOf(
  text: string,
  { first, last = first, year }: { first: WrittenDate; last?: WrittenDate; year?: number },
): SpanReading {
  if (first.isAmbiguous || last.isAmbiguous)
    return problem('ambiguous', `“${text}” can be read day first or month first.`);
  const [begin, end] = withMonths(first, last);
  if (!begin || !end) return unreadable(text);
  const [from, to] = withYears(begin, end, year);
  const areDays = [from ?? begin, to ?? end].every(exists);
  if (!areDays) return problem('impossible', `“${text}” names a day that does not exist.`);
  if (!from || !to) return problem('no-year', `“${text}” names no year.`);
  return inOrder(text, dateOf(from), dateOf(to));
}

/** "25 to 27 Feb" and "Feb 25 to 27": one month stands for both. */
function withMonths(
  first: WrittenDate,
  last: WrittenDate,
): [WithMonth | undefined, WithMonth | undefined] {
  const complete = (date: WrittenDate, other: WrittenDate): WithMonth | undefined => {
    const month = date.month ?? other.month;
    return month === undefined ? undefined : { ...date, month };
  };
  return [complete(first, last), complete(last, first)];
}

/** One year stands for both, but for a span over the turn of it. */
function withYears(
  first: WithMonth,
  last: WithMonth,
  given: number | undefined,
): [Complete | undefined, Complete | undefined] {
  const overNewYear = first.month > last.month ? 1 : 0;
  const from = first.year ?? (last.year === undefined ? given : last.year - overNewYear);
  const to = last.year ?? (from === undefined ? undefined : from + overNewYear);
  return [
    from === undefined ? undefined : { ...first, year: from },
    to === undefined ? undefined : { ...last, year: to },
  ];
}

/** Without a year a day exists if it does in a leap year. */
const exists = ({ year = 2024, month, day }: WithMonth) =>
  year >= 1970 && year <= 2189 && day >= 1 && day <= daysInMonth(year, month);

function dateOf({ year, month, day }: Complete): CalendarDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

function inOrder(text: string, from: CalendarDate, to: CalendarDate): SpanReading {
  if (to < from) return problem('backwards', `“${text}” ends before it begins.`);
  if (addDays(from, LONGEST_DAYS) <= to)
    return problem('too-long', `“${text}” would be ${daysBetween(from, to) + 1} days.`);
  return { from, to };
}

const problem = (problem: SpanProblem, message: string): SpanReading => ({ problem, message });
const unreadable = (text: string) => problem('unreadable', `“${text}” is not read as a date.`);
