import { addDays, parseDate, type CalendarDate } from '../../dates/calendar';
import {
  dateOf,
  MONTH,
  monthNumber,
  monthsFrom,
  WEEKDAY,
  weekdayDate,
  yearOf,
  type Span,
  type TimeContext,
} from './calendar-words';

type Read = (match: RegExpMatchArray, context: TimeContext) => Span | undefined;

const YEAR = '(20\\d\\d)';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';

const oneDay = (date: CalendarDate | undefined): Span | undefined =>
  date ? { from: date, to: date } : undefined;

function dayOf(day: string, month: string, year: string | undefined, context: TimeContext) {
  const number = monthNumber(month);
  return oneDay(dateOf(year ? Number(year) : yearOf(number, context), number, Number(day)));
}

/** What stands for a day or for a month of its own, the most exact first. */
const DATES: [string, Read][] = [
  ['(\\d{4}-\\d\\d-\\d\\d)', ([, date = '']) => oneDay(parseDate(date))],
  // Day first, as in India.
  [
    '(\\d{1,2})[/.](\\d{1,2})[/.](20\\d\\d)',
    ([, day, month, year]) => oneDay(dateOf(Number(year), Number(month), Number(day))),
  ],
  [
    `${DAY} (?:of )?${MONTH}(?: ${YEAR})?`,
    ([, day = '', month = '', year], context) => dayOf(day, month, year, context),
  ],
  [
    `${MONTH} ${DAY}(?!\\d)(?: ${YEAR})?`,
    ([, month = '', day = '', year], context) => dayOf(day, month, year, context),
  ],
  [
    `${MONTH}(?: of)? ${YEAR}`,
    ([, month = '', year]) => monthsFrom(Number(year), monthNumber(month), 1),
  ],
  [
    `(last|next|this)? ?${MONTH}`,
    ([, which, month = ''], context) => {
      const number = monthNumber(month);
      const ahead = which ? which === 'next' : context.ahead;
      return monthsFrom(yearOf(number, { ...context, ahead }), number, 1);
    },
  ],
  ['day before yesterday', (_, { today }) => oneDay(addDays(today, -2))],
  ['day after tomorrow', (_, { today }) => oneDay(addDays(today, 2))],
  ['yesterday', (_, { today }) => oneDay(addDays(today, -1))],
  ['(?:today|now)', (_, { today }) => oneDay(today)],
  ['tomorrow', (_, { today }) => oneDay(addDays(today, 1))],
  [
    `(?:(next|last|this|coming) )?${WEEKDAY}`,
    ([, which = '', name = ''], context) =>
      oneDay(weekdayDate(name, which, which === 'coming' ? { ...context, ahead: true } : context)),
  ],
  [
    `(?:calendar )?(?:year )?${YEAR}`,
    ([, year]) => ({ from: `${year}-01-01`, to: `${year}-12-31` }),
  ],
];

/** The first of {@link DATES} that name a day of a year: there may be no such day. */
const DAYS_OF_YEARS = 4;

/** A day, a month or a year that was found, and how long the words for it are. */
export interface FoundDate {
  span: Required<Span>;
  length: number;
  /** That there is no such day, as of 31 February: the span is of no account then. */
  isImpossible?: boolean;
}

/** A day, a month or a year at the very beginning of a text. */
export function dateAtStart(text: string, context: TimeContext): FoundDate | undefined {
  for (const [at, [pattern, read]] of DATES.entries()) {
    const match = new RegExp(`^${pattern}(?![\\w-])`).exec(text);
    if (!match) continue;
    const { length } = match[0];
    const span = read(match, context);
    if (span) return { span: span as Required<Span>, length };
    const { today } = context;
    if (at < DAYS_OF_YEARS) return { span: { from: today, to: today }, length, isImpossible: true };
  }
  return undefined;
}
