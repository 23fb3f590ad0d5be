import { addDays, dateParts, type CalendarDate } from '../dates/calendar';
import { remembering } from '../remembering';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** No place on Earth is further ahead of UTC or behind it than this. */
const FURTHEST = 15 * HOUR;

/** A stretch of instants in milliseconds since the epoch: from inclusive, to exclusive. */
export interface Interval {
  from: number;
  to: number;
}

/**
 * The instants at which clocks in a zone show a time of `date` between two minutes of the day. One interval on most
 * days; none where the clocks jump over the whole stretch; two where they are put back within it. Such days need no
 * rule of their own: the day is cut where the offset changes, and within a piece local time is a plain shift of UTC.
 * @param minutes since midnight, from 0 to 1440
 */
export function instantsOf(zone: string, date: CalendarDate, minutes: Interval): Interval[] {
  const midnight = utcMidnight(date);
  return piecesAround(zone, midnight).flatMap((piece) => {
    const from = Math.max(piece.from, midnight + minutes.from * MINUTE - piece.offset);
    const to = Math.min(piece.to, midnight + minutes.to * MINUTE - piece.offset);
    return from < to ? [{ from, to }] : [];
  });
}

/** The first instant at which clocks in a zone show this minute of a date, or a later one if they jump over it. */
export function instantAt(zone: string, date: CalendarDate, minute: number): number {
  const rest = instantsOf(zone, date, { from: minute, to: 24 * 60 })[0];
  return rest?.from ?? instantAt(zone, addDays(date, 1), 0);
}

interface Piece extends Interval {
  /** Milliseconds by which local time is ahead of UTC. */
  offset: number;
}

/** The stretches of one offset that a local date can lie in. Offsets change at most once in three days. */
function piecesAround(zone: string, midnight: number): Piece[] {
  const [from, to] = [midnight - FURTHEST, midnight + DAY + FURTHEST];
  const [first, last] = [offsetAt(zone, from), offsetAt(zone, to)];
  if (first === last) return [{ from, to, offset: first }];
  const change = changeBetween(zone, from, to);
  return [
    { from, to: change, offset: first },
    { from: change, to, offset: last },
  ];
}

/** The first instant of the new offset, found by halving: clocks change on whole seconds. */
function changeBetween(zone: string, from: number, to: number): number {
  const before = offsetAt(zone, from);
  let [old, changed] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (offsetAt(zone, middle * 1000) === before) old = middle;
    else changed = middle;
  }
  return changed * 1000;
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant; negative behind it. */
function offsetAt(zone: string, at: number): number {
  const text = formatterOf(zone).format(at);
  const match = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(text);
  if (!match) throw new Error(`cannot read the offset of ${zone}: ${text}`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const size = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

function utcMidnight(date: CalendarDate): number {
  const { year, month, day } = dateParts(date);
  return Date.UTC(year, month - 1, day);
}

// Making one costs a hundred times what using it does; zones are few. An unknown zone is a RangeError.
const formatterOf = remembering(
  (zone) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      numberingSystem: 'latn',
      timeZoneName: 'longOffset',
    }),
);
