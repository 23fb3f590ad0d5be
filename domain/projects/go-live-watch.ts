import { addDays, type CalendarDate } from '../dates/calendar';
import { startOfWork } from '../dates/local-time';
import type { WorkedHalves } from '../leave/working-days';

/** How a project does after its go-live, as its manager says at a check-in. */
export const WATCH_STATES = ['good', 'watch', 'trouble'] as const;
/** @see WATCH_STATES */
export type WatchState = (typeof WATCH_STATES)[number];

/** What its manager decides at a check-in. */
export const WATCH_DECISIONS = ['keep', 'roll-back'] as const;
/** @see WATCH_DECISIONS */
export type WatchDecision = (typeof WATCH_DECISIONS)[number];

/** How a watch ends: all check-ins given, the last one never given, gone back, or the project closed meanwhile. */
export const WATCH_ENDS = ['through', 'lapsed', 'rolled-back', 'closed'] as const;
/** @see WATCH_ENDS */
export type WatchEnd = (typeof WATCH_ENDS)[number];

/** What is done about a check-in, in this order: its manager is asked, reminded, and the head of the department is told. */
export const WATCH_ALARMS = ['ask', 'remind', 'tell'] as const;
/** @see WATCH_ALARMS */
export type WatchAlarm = (typeof WATCH_ALARMS)[number];

/** A check-in of a watch and when what is done about it; instants in milliseconds since the epoch. */
interface PlannedCheckIn {
  /** Its number in working days after the go-live. */
  workingDay: number;
  fallsOn: CalendarDate;
  at: Record<WatchAlarm, number>;
}

/** A planned check-in with what has become of it. */
export interface CheckIn extends PlannedCheckIn {
  done: Record<WatchAlarm, boolean>;
  given: boolean;
}

/** How long after the day of the last check-in it can still be given, in working days. */
const LAPSES_AFTER = 5;

/** How far ahead working days are looked for. */
export const WATCH_HORIZON_DAYS = 400;

/**
 * The check-ins of a watch: each is asked for at nine on its working day, reminded of at nine on the next one, and told
 * the head of the department on the one after.
 * @param input.from the day it went live; the first working day is the next one
 * @param input.workingDays numbers of the days, ascending
 * @param input.worked when the project's manager works, for {@link WATCH_HORIZON_DAYS} after `from`
 * @throws Error when the calendar has too few working days within the horizon
 */
export function planCheckIns(input: {
  from: CalendarDate;
  workingDays: readonly number[];
  worked: WorkedHalves;
  zone: string;
}): { checkIns: PlannedCheckIn[]; lapsesAt: number } {
  const { workingDays, zone } = input;
  const last = workingDays.at(-1) ?? 0;
  const days = daysWorkedAfter(input, last + LAPSES_AFTER);
  // Of a list that begins with the first day after it.
  const dayOf = (workingDay: number) => days[workingDay - 1] as CalendarDate;
  const nineOf = (workingDay: number) => startOfWork(dayOf(workingDay), zone).getTime();
  return {
    checkIns: workingDays.map((workingDay) => ({
      workingDay,
      fallsOn: dayOf(workingDay),
      at: {
        ask: nineOf(workingDay),
        remind: nineOf(workingDay + 1),
        tell: nineOf(workingDay + 2),
      },
    })),
    lapsesAt: nineOf(last + LAPSES_AFTER),
  };
}

function daysWorkedAfter(
  { from, worked }: { from: CalendarDate; worked: WorkedHalves },
  count: number,
): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let ahead = 1; ahead <= WATCH_HORIZON_DAYS && days.length < count; ahead += 1) {
    const date = addDays(from, ahead);
    if (worked(date).length > 0) days.push(date);
  }
  if (days.length < count)
    throw new Error(`fewer than ${count} working days in ${WATCH_HORIZON_DAYS} days after ${from}`);
  return days;
}

/** What is to be done now, oldest first: each alarm once, and none about a check-in that was given. */
export function alarmsDue(
  checkIns: CheckIn[],
  now: number,
): { workingDay: number; alarm: WatchAlarm }[] {
  return alarmsLeft(checkIns)
    .filter(({ at }) => at <= now)
    .map(({ workingDay, alarm }) => ({ workingDay, alarm }));
}

/** When a watch is to be looked at again: at its next alarm, else when it lapses. */
export function nextLook(checkIns: CheckIn[], lapsesAt: number): number {
  return alarmsLeft(checkIns)[0]?.at ?? lapsesAt;
}

function alarmsLeft(checkIns: CheckIn[]) {
  return checkIns
    .filter(({ given }) => !given)
    .flatMap(({ workingDay, at, done }) =>
      WATCH_ALARMS.filter((alarm) => !done[alarm]).map((alarm) => ({
        ...{ workingDay, alarm, at: at[alarm] },
      })),
    )
    .sort((a, b) => a.at - b.at);
}

/**
 * Which check-in a report answers: the newest one that was asked for, unless it was given. None for a report between
 * check-ins, which counts for itself.
 */
export function answeredBy(checkIns: CheckIn[]): number | null {
  const asked = checkIns.filter(({ done }) => done.ask).at(-1);
  return asked && !asked.given ? asked.workingDay : null;
}

/** How a watch stands by its check-ins: over once the last is given, or was not given for long. */
export function watchEnd(checkIns: CheckIn[], lapsesAt: number, now: number): WatchEnd | null {
  if (checkIns.at(-1)?.given) return 'through';
  return lapsesAt <= now ? 'lapsed' : null;
}
