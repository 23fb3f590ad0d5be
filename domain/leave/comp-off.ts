import { UNITS_PER_DAY } from './working-days';

/** How overtime becomes leave. */
export interface CompOffRule {
  /** So many minutes are half a day of leave. */
  halfDayMinutes: number;
  /** How many days after it was credited it may be used. */
  validDays: number;
}

/**
 * Overtime as leave, in whole half days. Minutes that are short of one are not lost: they count with the next overtime.
 * So minutesBefore + minutes is always the half days' minutes and minutesAfter.
 * @param input.minutesBefore what was left over so far
 * @returns `units` in hundredths of a day
 */
export function convertOvertime(
  input: { minutesBefore: number; minutes: number },
  { halfDayMinutes }: CompOffRule,
): { units: number; minutesAfter: number } {
  const all = input.minutesBefore + input.minutes;
  const halves = Math.floor(all / halfDayMinutes);
  return { units: halves * (UNITS_PER_DAY / 2), minutesAfter: all - halves * halfDayMinutes };
}
