import { addDays, type CalendarDate } from '../dates/calendar';
import { dateIn } from '../dates/today';
import { spansOn, type WorkingCalendar, type WorkingHours } from './working-calendar';
import { instantsOf, type Interval } from './zone-days';

/** A calendar that is off for this long is broken, not on holiday. */
const LONGEST_BREAK_DAYS = 400;

/**
 * The instant at which `milliseconds` of working time have passed since `at` (both in milliseconds; the former not
 * negative). It lies in working time or at its end: four hours from nine are the lunch break's beginning, not its end.
 * With nothing to add it is `at`.
 * @throws Error when the calendar has no working time for over a year from somewhere on
 */
export function addWorkingTime(hours: WorkingHours, at: number, milliseconds: number): number {
  if (milliseconds <= 0) return at;
  let left = milliseconds;
  for (const { from, to } of workingTimeFrom(hours, at)) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new Error('working time never ends');
}

/** Milliseconds of working time from one instant to another; negative backwards. */
export function workingTimeBetween(hours: WorkingHours, from: number, to: number): number {
  if (to < from) return -workingTimeBetween(hours, to, from);
  let total = 0;
  const last = dateIn(hours.zone, new Date(to));
  for (let date = dateIn(hours.zone, new Date(from)); date <= last; date = addDays(date, 1)) {
    for (const span of workingIntervalsOn(hours, date)) {
      total += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
    }
  }
  return total;
}

/** Whether somebody works at an instant. The first one of a span is in it, its end is not. */
export function isWorkingInstant(hours: WorkingHours, at: number): boolean {
  const today = workingIntervalsOn(hours, dateIn(hours.zone, new Date(at)));
  return today.some(({ from, to }) => from <= at && at < to);
}

/**
 * The first instant from `at` on, itself included, at which somebody works.
 * @throws Error as {@link addWorkingTime}
 */
export function nextWorkingInstant(hours: WorkingHours, at: number): number {
  for (const { from } of workingTimeFrom(hours, at)) return from;
  throw new Error('working time never ends');
}

/** Whether anything is worked on a date at all: a half holiday is a working day, too. */
export function isWorkingDate(hours: WorkingHours, date: CalendarDate): boolean {
  return spansOn(hours.calendar, date).length > 0;
}

/** The stretches of working time from an instant on, in order, without end. */
function* workingTimeFrom(hours: WorkingHours, at: number): Generator<Interval> {
  let free = 0;
  for (let date = dateIn(hours.zone, new Date(at)); ; date = addDays(date, 1)) {
    const rest = workingIntervalsOn(hours, date).filter(({ to }) => to > at);
    for (const { from, to } of rest) yield { from: Math.max(from, at), to };
    free = rest.length > 0 ? 0 : free + 1;
    if (free > LONGEST_BREAK_DAYS) throw withoutWorkingTime(hours, date);
  }
}

function withoutWorkingTime({ calendar, zone }: WorkingHours, date: CalendarDate): Error {
  const days = `${LONGEST_BREAK_DAYS} days before ${date}`;
  return new Error(`the calendar "${calendar.name}" (${zone}) has no working time in the ${days}`);
}

/** The working time of a local date as instants, in order: where clocks are put back, spans can come in two pieces. */
function workingIntervalsOn({ calendar, zone }: WorkingHours, date: CalendarDate): Interval[] {
  const known = INTERVALS.get(calendar) ?? new Map<string, Interval[]>();
  INTERVALS.set(calendar, known);
  const key = `${zone} ${date}`;
  let intervals = known.get(key);
  if (!intervals) {
    intervals = spansOn(calendar, date)
      .flatMap((span) => instantsOf(zone, date, span))
      .sort((a, b) => a.from - b.from);
    known.set(key, intervals);
  }
  return intervals;
}

// A calendar is a value: whoever changes one makes another. Deadlines ask for the same few weeks over and over.
const INTERVALS = new WeakMap<WorkingCalendar, Map<string, Interval[]>>();
