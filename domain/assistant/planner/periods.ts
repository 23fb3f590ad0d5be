import { addDays, dateParts } from '../../dates/calendar';
import {
  fiscalYearOf,
  monthsEarlier,
  monthsFrom,
  MONTH,
  monthNumber,
  NUMBER,
  numberOf,
  WEEKDAY,
  weekOf,
  yearOf,
  type Span,
  type TimeContext,
} from './calendar-words';
import { dateAtStart } from './dates';

/** A text without its words of time, and the days they stand for. */
export interface PeriodReading {
  text: string;
  span: Span | undefined;
  /** A day that was named and that there is not, as it was named. */
  impossible?: string;
}

type Read = (match: RegExpMatchArray, context: TimeContext) => Span | undefined;

const UNIT = '(week|month|quarter|year)';
const NOW = '(?:this|current|the current|running|ongoing)';
const BEFORE = '(?:last|previous|past|prior|preceding)';
const AFTER = '(?:next|coming|following|upcoming)';
const FISCAL = '(?:fy|fiscal year|financial year)';

const unitFrom = (unit: string, later: number, { today }: TimeContext): Span => {
  const { year, month } = dateParts(today);
  if (unit === 'week') return weekOf(today, later);
  if (unit === 'month') return monthsFrom(year, month + later, 1);
  const quarter = month - ((month - 1) % 3);
  return unit === 'quarter'
    ? monthsFrom(year, quarter + 3 * later, 3)
    : monthsFrom(year + later, 1, 12);
};

function countedBack(count: number, unit: string, { today }: TimeContext): Span {
  // Quarters are whole ones: what is paid and planned by quarters knows no others.
  if (unit === 'quarter') {
    const { year, month } = dateParts(today);
    return monthsFrom(year, month - ((month - 1) % 3) - 3 * count, 3 * count);
  }
  const months = { month: 1, year: 12 }[unit];
  const start = months
    ? addDays(monthsEarlier(today, months * count), 1)
    : addDays(today, 1 - count * (unit === 'week' ? 7 : 1));
  return { from: start, to: today };
}

function countedOn(count: number, unit: string, { today }: TimeContext): Span {
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  const to = months
    ? monthsEarlier(today, -months * count)
    : addDays(today, count * (unit === 'week' ? 7 : 1));
  return { from: today, to };
}

/** Weeks are counted from the one of 4 January on (ISO 8601). */
function weekNumbered(number: number, year: string | undefined, { today }: TimeContext) {
  const first = `${year ?? dateParts(today).year}-01-04`;
  return number >= 1 && number <= 53 ? weekOf(first, number - 1) : undefined;
}

/** The first to the fourth seven days of a month, or the last seven. */
function weekOfMonth(which: string, of: Required<Span>): Span {
  if (which === 'last') return { from: addDays(of.to, -6), to: of.to };
  const from = addDays(of.from, 7 * ORDINALS.indexOf(which));
  return { from, to: addDays(from, 6) };
}

function quarterOf(number: number, year: string | undefined, context: TimeContext): Span {
  const now = dateParts(context.today);
  const begun = number * 3 - 2 <= now.month;
  return monthsFrom(year ? Number(year) : begun ? now.year : now.year - 1, number * 3 - 2, 3);
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** The stretches that have a name, the longest names first. */
const STRETCHES: [RegExp, Read][] = [
  [
    re(`(first|second|third|fourth|last) week of ${MONTH}(?: (20\\d\\d))?`),
    ([, which = '', month = '', year], context) => {
      const number = monthNumber(month);
      return weekOfMonth(
        which,
        monthsFrom(year ? Number(year) : yearOf(number, context), number, 1),
      );
    },
  ],
  [
    re('(?:calendar )?week (?:no |number )?(\\d{1,2})(?:(?: of)? (20\\d\\d))?'),
    ([, number, year], context) => weekNumbered(Number(number), year, context),
  ],
  [
    re(`${FISCAL} ?(20\\d\\d) ?[-/ ] ?(?:20)?(\\d\\d)`),
    ([, year]) => monthsFrom(Number(year), 4, 12),
  ],
  [re(`${FISCAL} ?(?:20)?(\\d\\d)`), ([, end]) => monthsFrom(1999 + Number(end), 4, 12)],
  [
    re(`${NOW} ${FISCAL}|${FISCAL} (?:so far|to date)`),
    (_, { today }) => monthsFrom(fiscalYearOf(today), 4, 12),
  ],
  [re(`${BEFORE} ${FISCAL}`), (_, { today }) => monthsFrom(fiscalYearOf(today) - 1, 4, 12)],
  [re(`${AFTER} ${FISCAL}`), (_, { today }) => monthsFrom(fiscalYearOf(today) + 1, 4, 12)],
  [
    re('q([1-4])(?: of)? (?:fy|fiscal year|financial year) ?(20\\d\\d)(?: ?[-/ ] ?\\d\\d)?'),
    ([, quarter, year]) => monthsFrom(Number(year), 1 + Number(quarter) * 3, 3),
  ],
  [
    re('q([1-4])(?:(?: of)? (20\\d\\d))?'),
    ([, quarter, year], context) => quarterOf(Number(quarter), year, context),
  ],
  [
    re('(first|second|third|fourth) quarter(?: of)?(?: (20\\d\\d))?'),
    ([, which = '', year], context) => quarterOf(ORDINALS.indexOf(which) + 1, year, context),
  ],
  [
    re('(?:h([12])|(first|second) half)(?: of)? (20\\d\\d)'),
    ([, half, word, year]) =>
      monthsFrom(Number(year), half === '2' || word === 'second' ? 7 : 1, 6),
  ],
  [
    re(`(?:${UNIT} to date|([ym])td)`),
    ([, unit, letter], context) => ({
      from: unitFrom(unit ?? (letter === 'y' ? 'year' : 'month'), 0, context).from,
      to: context.today,
    }),
  ],
  [
    re(`(?:${BEFORE}|trailing) ${NUMBER} (day|week|month|quarter|year)`),
    ([, count = '', unit = ''], context) => countedBack(numberOf(count), unit, context),
  ],
  [
    re(`(?:${AFTER}|within|within the next) ${NUMBER} (day|week|month|quarter|year)`),
    ([, count = '', unit = ''], context) => countedOn(numberOf(count), unit, context),
  ],
  [re(`${NOW} (?:calendar )?${UNIT}`), ([, unit = ''], context) => unitFrom(unit, 0, context)],
  [re(`${BEFORE} (?:calendar )?${UNIT}`), ([, unit = ''], context) => unitFrom(unit, -1, context)],
  [re(`${AFTER} (?:calendar )?${UNIT}`), ([, unit = ''], context) => unitFrom(unit, 1, context)],
];

function re(pattern: string): RegExp {
  return new RegExp(
    `\\b(?:(?:in|during|for|of|over|within|on|from|the|at) )*(?:${pattern})(?![\\w-])`,
  );
}

const JOIN = /^ (?:and|to|until|till|through|thru|-) /;
// After these there is one end; what is named after another word may be a stretch, as "for July to September".
const ONE_ENDED = new Set(['since', 'after', 'until', 'till', 'before', 'by']);
const STARTS = new RegExp(
  `\\b(between|from|since|after|until|till|before|by|on|in|during|for|of|at|about)? ?(?=\\d|${MONTH}\\b|${WEEKDAY}\\b|(?:last|next|this|coming) (?:${MONTH}|${WEEKDAY})|today|tomorrow|yesterday|the day|day (?:before|after)|now)`,
  'g',
);

/** Ends that are named with the day itself, by the one word that says so. */
const WITH_THE_DAY: [RegExp, string][] = [
  [/\bon (?:or|and) after\b|\bno earlier than\b/g, 'since'],
  [/\bon (?:or|and) before\b|\bno later than\b/g, 'until'],
];

/** Reads the words of time of a question. Words must be plain and in the singular. */
export function readPeriod(asked: string, context: TimeContext): PeriodReading {
  const text = WITH_THE_DAY.reduce((said, [words, word]) => said.replace(words, word), asked);
  return readDayRange(text, context) ?? readStretch(text, context) ?? readDates(text, context);
}

/** "1 to 15 May": the first day takes its month from the last. */
function readDayRange(text: string, context: TimeContext): PeriodReading | undefined {
  const pattern = `(?:between |from )?(\\d{1,2})(?:st|nd|rd|th)? ?(?:and|to|-|until|till) ?(?=(\\d{1,2})(?:st|nd|rd|th)? ${MONTH})`;
  const match = new RegExp(`\\b${pattern}`).exec(text);
  if (!match) return undefined;
  const rest = text.slice(match.index + match[0].length);
  const last = dateAtStart(rest, context);
  if (!last || last.isImpossible) return undefined;
  const from = `${last.span.to.slice(0, 8)}${(match[1] ?? '').padStart(2, '0')}`;
  return {
    text: put(text, match.index, match[0].length + last.length),
    span: { from, to: last.span.to },
  };
}

function readStretch(text: string, context: TimeContext): PeriodReading | undefined {
  for (const [pattern, read] of STRETCHES) {
    const match = pattern.exec(text);
    const span = match && read(match, context);
    if (!match || !span) continue;
    const since = /\b(since|until|till|before) (?:the )?(?:start of |beginning of |end of )?$/.exec(
      text.slice(0, match.index),
    );
    return {
      text: put(
        text,
        match.index - (since?.[0].length ?? 0),
        match[0].length + (since?.[0].length ?? 0),
      ),
      span: bounded(since?.[1] ?? '', span as Required<Span>),
    };
  }
  return undefined;
}

function readDates(text: string, context: TimeContext): PeriodReading {
  for (const match of text.matchAll(STARTS)) {
    const word = match[1] ?? '';
    const start = match.index + match[0].length;
    const found = dateAtStart(text.slice(start), context);
    if (!found || isNoDate(text, start, found.length, word)) continue;
    const end = start + found.length;
    if (found.isImpossible) return noSuchDay(text, match.index, { start, end });
    const join = JOIN.exec(text.slice(end));
    const last = join && dateAtStart(text.slice(end + join[0].length), context);
    if (join && last?.isImpossible)
      return noSuchDay(text, match.index, {
        start: end + join[0].length,
        end: end + join[0].length + last.length,
      });
    if (last && !ONE_ENDED.has(word)) {
      const span = inOrder(found.span, last.span);
      return {
        text: put(text, match.index, end + join[0].length + last.length - match.index),
        span,
      };
    }
    return { text: put(text, match.index, end - match.index), span: bounded(word, found.span) };
  }
  return { text, span: undefined };
}

function noSuchDay(text: string, at: number, said: { start: number; end: number }): PeriodReading {
  return {
    text: put(text, at, said.end - at),
    span: undefined,
    impossible: text.slice(said.start, said.end),
  };
}

/** "May" is a verb, "sun" and "mar" are parts of speech elsewhere, and "2026" may be an amount: by what stands before. */
function isNoDate(text: string, start: number, length: number, word: string): boolean {
  const said = text.slice(start, start + length);
  if (said === 'may') return word === '' && text.length > start + length;
  if (said === 'now') return true;
  return /^20\d\d$/.test(said) && /(?:over|above|than|₹|rs|inr) ?$/.test(text.slice(0, start));
}

function inOrder(first: Required<Span>, last: Required<Span>): Span {
  if (first.from <= last.to) return { from: first.from, to: last.to };
  // "November to February" without years goes over the year's end.
  const year = Number(first.from.slice(0, 4)) - 1;
  return { from: `${year}${first.from.slice(4)}`, to: last.to };
}

function bounded(word: string, { from, to }: Required<Span>): Span {
  if (word === 'since' || word === 'from') return { from };
  if (word === 'after') return { from: addDays(to, 1) };
  if (word === 'until' || word === 'till' || word === 'by') return { to };
  return word === 'before' ? { to: addDays(from, -1) } : { from, to };
}

const put = (text: string, at: number, length: number) =>
  `${text.slice(0, Math.max(at, 0))} @period ${text.slice(at + length)}`
    .replace(/\s+/g, ' ')
    .trim();
