import { minutesOfWorkingDay, type WorkingHours } from './calendars/working-calendar';
import { addWorkingTime, workingTimeBetween } from './calendars/working-time';

/** A length of elapsed time as people write it: `'48 hours'`, `'1 second'`. */
export type ElapsedDuration = `${number} ${'second' | 'minute' | 'hour' | 'day'}${'' | 's'}`;

/**
 * A length of working time: `'16 working hours'` pass only while somebody works; a `'working day'` is as many hours as
 * a day of their calendar usually has (see `minutesOfWorkingDay`), so that half a day off counts as half.
 */
export type WorkingDuration = `${number} working ${'minute' | 'hour' | 'day'}${'' | 's'}`;

/** How long something may take. */
export type Duration = ElapsedDuration | WorkingDuration;

const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const SHAPE = /^(\d+(?:\.\d+)?) (?:(second|minute|hour|day)|working (minute|hour|day))s?$/;

type Unit = keyof typeof UNIT_MS;

/** Milliseconds of an elapsed duration. Throws on anything an {@link ElapsedDuration} does not allow. */
export function toMilliseconds(duration: ElapsedDuration): number {
  const { amount, elapsed } = parts(duration);
  if (!elapsed) throw new Error(`not a duration of elapsed time: ${duration}`);
  return amount * UNIT_MS[elapsed];
}

/** Whether a duration is counted on a calendar. */
function isWorkingDuration(duration: Duration): duration is WorkingDuration {
  return parts(duration).elapsed === undefined;
}

/** Milliseconds of working time of a duration for people of a calendar. Throws on anything a {@link WorkingDuration} does not allow. */
function toWorkingMilliseconds(duration: WorkingDuration, hours: WorkingHours): number {
  const { amount, working } = parts(duration);
  if (!working) throw new Error(`not a duration of working time: ${duration}`);
  if (working !== 'day') return amount * UNIT_MS[working];
  return Math.round(amount * minutesOfWorkingDay(hours.calendar) * UNIT_MS.minute);
}

/**
 * The instant at which a duration has passed since `start`, in milliseconds since the epoch.
 * @param hours whose working time counts; elapsed durations need none
 * @throws Error for no duration, for working time without a calendar, or a calendar without working time
 */
export function endOf(duration: Duration, start: number, hours?: WorkingHours): number {
  if (!isWorkingDuration(duration)) return start + toMilliseconds(duration);
  if (!hours) throw new Error(`"${duration}" needs a working calendar, and there is none`);
  return addWorkingTime(hours, start, toWorkingMilliseconds(duration, hours));
}

/**
 * How long a duration takes as a rule, in milliseconds of elapsed time, to compare two of any sort: eight working hours
 * are a working day, and five of these are a week.
 */
export function usualMilliseconds(duration: Duration): number {
  if (!isWorkingDuration(duration)) return toMilliseconds(duration);
  const { amount, working } = parts(duration);
  const hours = working === 'day' ? 8 : UNIT_MS[working as Unit] / UNIT_MS.hour;
  return amount * hours * (UNIT_MS.day / 8) * (7 / 5);
}

/**
 * An instant that a duration led to, moved by a pause: as much of it is left at the pause's end as was at its beginning.
 * @param instant in milliseconds since the epoch, as the pause's `from` and `to`
 * @param hours whose working time counts; elapsed durations need none
 */
export function afterPause(
  duration: Duration,
  instant: number,
  pause: { from: number; to: number },
  hours: WorkingHours,
): number {
  if (!isWorkingDuration(duration)) return instant + pause.to - pause.from;
  return addWorkingTime(hours, pause.to, workingTimeBetween(hours, pause.from, instant));
}

function parts(duration: string): { amount: number; elapsed?: Unit; working?: Unit } {
  const match = SHAPE.exec(duration);
  if (!match) throw new Error(`not a duration: ${duration}`);
  return { amount: Number(match[1]), elapsed: match[2] as Unit, working: match[3] as Unit };
}
