import { dateParts, weekday, type CalendarDate } from '../dates/calendar';

/** A stretch of a working day in local time, in minutes since midnight: from inclusive, to exclusive, at most 1440. */
interface WorkingSpan {
  from: number;
  to: number;
}

/** When people work on one weekday. */
export interface WeekdayRule {
  /** ISO weekday: 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** Which of the month's Mondays, Tuesdays …: 1 to 5. Without it, all of them. */
  weeks?: number[];
  /** In order, without overlap, at least one. */
  spans: WorkingSpan[];
}

/** The half of a day before or after its break. */
type HolidayHalf = 'am' | 'pm';

/** What a holiday takes: the whole day, or one half of it. */
export type HolidayPart = 'day' | HolidayHalf;

/** When people of a place work. Plain data; a weekday without a rule is off. */
export interface WorkingCalendar {
  /** What people call it: errors name it. */
  name: string;
  weekly: WeekdayRule[];
  holidays: Readonly<Record<CalendarDate, HolidayPart | undefined>>;
}

/** A calendar as somebody lives by it: the local times are those of the person's zone (an IANA name). */
export interface WorkingHours {
  calendar: WorkingCalendar;
  zone: string;
}

/**
 * The local working spans of a date: what its weekday has, less what a holiday takes. A half holiday takes one side of
 * the day's longest break (the first of equal ones); a day without a break is halved in its middle.
 */
export function spansOn(calendar: WorkingCalendar, date: CalendarDate): WorkingSpan[] {
  const off = calendar.holidays[date];
  if (off === 'day') return [];
  const rule = calendar.weekly.find((one) => appliesOn(one, date));
  if (!rule) return [];
  if (off === undefined) return rule.spans;
  const [morning, afternoon] = halvesOf(rule.spans);
  return off === 'am' ? afternoon : morning;
}

const NOON = 12 * 60;

/**
 * The halves of a date on which people of a calendar work, as leave is counted. A weekday with at most half the hours of
 * a working day is half of one, the morning if it begins before noon.
 */
export function halvesWorked(calendar: WorkingCalendar, date: CalendarDate): HolidayHalf[] {
  const off = calendar.holidays[date];
  const rule = calendar.weekly.find((one) => appliesOn(one, date));
  if (!rule || off === 'day') return [];
  const isShort = minutesOf(rule) * 2 <= minutesOfWorkingDay(calendar);
  const half = rule.spans.some(({ from }) => from < NOON) ? 'am' : 'pm';
  const halves: HolidayHalf[] = isShort ? [half] : ['am', 'pm'];
  return halves.filter((one) => one !== off);
}

/** Minutes worked on a day of a rule, when nothing is off. */
function minutesOf(rule: WeekdayRule): number {
  return rule.spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/**
 * Minutes in one "working day" of a calendar: the length that most of its weekdays have, and the longer one of two that
 * are as common. A Saturday of four hours beside five days of eight leaves a working day at eight.
 * @throws Error for a calendar without working time
 */
export function minutesOfWorkingDay(calendar: WorkingCalendar): number {
  const lengths = calendar.weekly.map(minutesOf).filter((minutes) => minutes > 0);
  const days = (length: number) => lengths.filter((one) => one === length).length;
  const [usual] = lengths.sort((a, b) => days(b) - days(a) || b - a);
  if (usual === undefined) throw new Error(`the calendar "${calendar.name}" has no working time`);
  return usual;
}

function appliesOn(rule: WeekdayRule, date: CalendarDate): boolean {
  if (rule.weekday !== weekday(date)) return false;
  return rule.weeks === undefined || rule.weeks.includes(weekOfMonth(date));
}

/** 1 for the month's first Saturday, if it is a Saturday, and so on. */
function weekOfMonth(date: CalendarDate): number {
  return Math.ceil(dateParts(date).day / 7);
}

function halvesOf(spans: WorkingSpan[]): [WorkingSpan[], WorkingSpan[]] {
  const breaks = spans.slice(1).map((span, index) => span.from - (spans[index]?.to ?? 0));
  const cut = breaks.indexOf(Math.max(...breaks)) + 1;
  if (cut > 0) return [spans.slice(0, cut), spans.slice(cut)];
  const [whole] = spans;
  if (!whole) return [[], []];
  const middle = Math.floor((whole.from + whole.to) / 2);
  return [[{ from: whole.from, to: middle }], [{ from: middle, to: whole.to }]];
}
