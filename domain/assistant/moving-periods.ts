import { addDays, dateParts, daysBetween, weekday, type CalendarDate } from '../dates/calendar';
import { dayOfMonth, isMonthEnd, monthNumber } from './periods';
import { weekOf } from './planner/calendar-words';
import { inEnglish } from './planner/hindi';
import type { ToolCall } from './tool';

type Args = ToolCall['args'];
type Move = (date: CalendarDate) => CalendarDate;

/** The arguments that are dates, by what bounds them together; the last has no end. */
const SPANS = [
  ['from', 'to'],
  ['joinedFrom', 'joinedTo'],
  ['liveFrom', 'liveTo'],
  ['dueFrom', 'dueTo'],
  ['asOf', undefined],
] as const;

/** Months of the stretches that are moved as wholes, the longest first. */
const WHOLES = [12, 3, 1];

const EACH_MONTH = Array.from({ length: 12 }, (_, month) => month);
/** The months they begin with, January as 0: fiscal years begin in April. */
const STARTS: Record<number, number[]> = { 12: [0, 3], 3: [0, 3, 6, 9], 1: EACH_MONTH };

const RELATIVE =
  /\b(this|current|running|ongoing|last|latest|previous|past|prior|preceding|trailing|next|coming|following|upcoming|today|yesterday|tomorrow|now|ago|[ym]td|to date|so far)\b/i;

/** Whether a question speaks of days as seen from its own: "this month", not "October 2026". */
export function speaksFromToday(question: string): boolean {
  return RELATIVE.test(inEnglish(question));
}

/** Whether a call has a period or a day that could move along. */
export function hasPeriod({ args }: ToolCall): boolean {
  return SPANS.flat().some((key) => dateAt(args, key) !== undefined);
}

/**
 * A call for the same stretch of days as seen from another day. Whole years (fiscal ones too), quarters, months and
 * weeks stay whole ones: what was the month before is the month before. What began with one of these and went up to that day does so again (on the tenth, the last ten days are taken for the month so far). Any other
 * days are moved by as many as lie between.
 * @param seenFrom the day that the dates of the call were read from
 */
export function movedAlong(call: ToolCall, seenFrom: CalendarDate, today: CalendarDate): ToolCall {
  const args = { ...call.args };
  for (const [from, to] of SPANS) {
    const span = { from: dateAt(args, from), to: dateAt(args, to) };
    const { first, last } = movesOf(span, seenFrom, today);
    if (span.from) args[from] = first(span.from);
    if (to && span.to) args[to] = last(span.to);
  }
  return { ...call, args };
}

function dateAt(args: Args, key: string | undefined): CalendarDate | undefined {
  const value = key === undefined ? undefined : args[key];
  return typeof value === 'string' ? value : undefined;
}

interface Bounds {
  from: CalendarDate | undefined;
  to: CalendarDate | undefined;
}

interface Moves {
  first: Move;
  last: Move;
}

function movesOf(span: Bounds, seenFrom: CalendarDate, today: CalendarDate): Moves {
  const byDays: Move = (date) => addDays(date, daysBetween(seenFrom, today));
  const step = stepOf(span, seenFrom);
  if (step) {
    const months = stepsBetween(step, { seenFrom, today });
    const last: Move = (date) => dayOfMonth(monthNumber(date) + months, 31);
    return {
      first: (date) => dayOfMonth(monthNumber(date) + months, 1),
      last: step.keepsItsEnd ? last : byDays,
    };
  }
  if (!isWeeks(span)) return { first: byDays, last: byDays };
  const days = daysBetween(weekOf(seenFrom).from, weekOf(today).from);
  return { first: (date) => addDays(date, days), last: (date) => addDays(date, days) };
}

/** The stretches that a period is moved by. */
interface Step {
  /** Where one of them begins. */
  start: number;
  months: number;
  /** Whether it ends with one, not with the day it is seen from. */
  keepsItsEnd: boolean;
}

function stepOf({ from, to }: Bounds, seenFrom: CalendarDate): Step | undefined {
  if (to && isMonthEnd(to) && (!from || dateParts(from).day === 1))
    return from ? wholeStep({ from, to }) : endingStep(to, seenFrom);
  // A week that began with the month is taken for a week.
  const isOpen = to === undefined || (to === seenFrom && !isOneWeek({ from, to }));
  return from && from !== seenFrom && isOpen ? begunStep(from, seenFrom) : undefined;
}

function wholeStep({ from, to }: { from: CalendarDate; to: CalendarDate }): Step {
  const [start, end] = [monthNumber(from), monthNumber(to) + 1];
  const fits = (length: number) =>
    (end - start) % length === 0 && STARTS[length]?.includes(start % 12) === true;
  return { start, months: WHOLES.find(fits) ?? 1, keepsItsEnd: true };
}

function endingStep(to: CalendarDate, seenFrom: CalendarDate): Step {
  const ends = (length: number) => monthNumber(to) === stretchStart(length, seenFrom) + length - 1;
  return { start: 0, months: WHOLES.findLast(ends) ?? 1, keepsItsEnd: true };
}

/** What began in January may be of the year, the quarter or the month: the shortest is the one most asked for. */
function begunStep(from: CalendarDate, seenFrom: CalendarDate): Step | undefined {
  const begins = (length: number) => from === dayOfMonth(stretchStart(length, seenFrom), 1);
  const months = WHOLES.findLast(begins);
  return months === undefined ? undefined : { start: 0, months, keepsItsEnd: false };
}

/** How many months lie between the stretches that two days are in. */
function stepsBetween(
  { start, months }: Step,
  { seenFrom, today }: { seenFrom: CalendarDate; today: CalendarDate },
): number {
  const stretchOf = (date: CalendarDate) => Math.floor((monthNumber(date) - start) / months);
  return (stretchOf(today) - stretchOf(seenFrom)) * months;
}

/** The month that the year, the quarter or the month of a day begins with. */
const stretchStart = (months: number, date: CalendarDate) =>
  Math.floor(monthNumber(date) / months) * months;

const isWeeks = ({ from, to }: Bounds) =>
  from !== undefined && to !== undefined && weekday(from) === 1 && weekday(to) === 7;

const isOneWeek = (span: Bounds) =>
  isWeeks(span) && span.from !== undefined && addDays(span.from, 6) === span.to;
