import { addDays, daysBetween, eachDate, weekday, type CalendarDate } from '../dates/calendar';

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

/** The halves of a date on which somebody works, in order: none on a day off. */
export type WorkedHalves = (date: CalendarDate) => readonly Half[];

const BOTH_HALVES: readonly Half[] = ['am', 'pm'];

/** The plainest week: Monday to Friday, but for holidays. */
export function mondayToFriday(holidays: ReadonlySet<CalendarDate>): WorkedHalves {
  return (date) => (weekday(date) <= 5 && !holidays.has(date) ? BOTH_HALVES : []);
}

/**
 * Whether time in which nobody works counts when leave surrounds it: `none` never does, `inner` counts what lies between
 * the first and the last working half day of one request, `linked` also what lies between two requests that leave no
 * working time between them. Before or after all of these it never counts.
 */
export const SANDWICH_MODES = ['none', 'inner', 'linked'] as const;
/** @see SANDWICH_MODES */
export type Sandwich = (typeof SANDWICH_MODES)[number];

/** Half days since 2000-01-01, two a day: as the database keeps leave apart. */
type Slot = number;

/** Other live leave of the same person. */
export interface Neighbour {
  /** Its first half day, and the one after its last. */
  from: Slot;
  to: Slot;
  /** What it was charged for between itself and others. */
  bridged: readonly Slot[];
}

/** By what leave is counted. */
export interface Counting {
  worked: WorkedHalves;
  sandwich: Sandwich;
  /** Asked for `linked` only. */
  neighbours?: readonly Neighbour[];
}

/** So many hundredths of a day of leave on a day. */
export interface LeaveDay {
  on: CalendarDate;
  units: number;
}

/** How far leave looks for other leave to be linked with; longer without work links nothing. */
export const LINK_REACH_DAYS = 14;

const UNITS_PER_HALF = UNITS_PER_DAY / 2;
const FIRST_DATE = '2000-01-01';

/** The days of a period that cost something, in order. A half day costs half. */
export function countedDays(period: LeavePeriod, counting: Counting): LeaveDay[] {
  const units = new Map<CalendarDate, number>();
  const slots = [...ownSlots(period, counting), ...bridgedSlots(period, counting)];
  for (const slot of slots.sort((a, b) => a - b)) {
    const { on } = dayOf(slot);
    units.set(on, (units.get(on) ?? 0) + UNITS_PER_HALF);
  }
  return [...units].map(([on, cost]) => ({ on, units: cost }));
}

/**
 * What `linked` charges a leave for between itself and other leave, in half days: all the time without work on either
 * side, as far as the next working half day, if that one is leave as well and nobody was charged for it before.
 */
export function bridgedSlots(period: LeavePeriod, counting: Counting): Slot[] {
  const own = workedSlots(period, counting);
  const [first, last] = [own[0], own.at(-1)];
  if (counting.sandwich !== 'linked' || first === undefined || last === undefined) return [];
  return [...gap(first, -1, counting).reverse(), ...gap(last, 1, counting)];
}

function gap(edge: Slot, step: 1 | -1, { worked, neighbours = [] }: Counting): Slot[] {
  const idle: Slot[] = [];
  let slot = edge + step;
  for (; !isWorked(slot, worked); slot += step) {
    if (idle.length === LINK_REACH_DAYS * 2) return [];
    idle.push(slot);
  }
  const isLeave = neighbours.some(({ from, to }) => from <= slot && slot < to);
  const charged = new Set(neighbours.flatMap(({ bridged }) => bridged));
  return isLeave ? idle.filter((one) => !charged.has(one)) : [];
}

function ownSlots(period: LeavePeriod, counting: Counting): Slot[] {
  const slots = workedSlots(period, counting);
  const [first, last] = [slots[0], slots.at(-1)];
  if (counting.sandwich === 'none' || first === undefined || last === undefined) return slots;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function workedSlots(period: LeavePeriod, { worked }: Counting): Slot[] {
  if (!isForward(period)) return [];
  const from = slotOf(period.from, period.fromHalf);
  const to = slotOf(period.to, period.toHalf);
  return [...eachDate(period.from, period.to)]
    .flatMap((date) => worked(date).map((half) => slotOf(date, half)))
    .filter((slot) => from <= slot && slot <= to);
}

function isWorked(slot: Slot, worked: WorkedHalves): boolean {
  const { on, half } = dayOf(slot);
  return worked(on).includes(half);
}

/** The slot of a half day. */
export function slotOf(date: CalendarDate, half: Half): Slot {
  return daysBetween(FIRST_DATE, date) * 2 + (half === 'pm' ? 1 : 0);
}

function dayOf(slot: Slot): { on: CalendarDate; half: Half } {
  return { on: addDays(FIRST_DATE, Math.floor(slot / 2)), half: slot % 2 === 0 ? 'am' : 'pm' };
}

/**
 * The working time in a period, in hundredths of a day. A half day in which nobody works costs nothing unless the rule
 * says that it is surrounded.
 */
export function workingUnits(period: LeavePeriod, counting: Counting): number {
  return countedDays(period, counting).reduce((sum, { units }) => sum + units, 0);
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
