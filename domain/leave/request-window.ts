import { addDays, type CalendarDate } from '../dates/calendar';
import type { FieldProblem } from '../errors';
import type { Half, LeavePeriod, WorkedHalves } from './working-days';

/** How long ago leave may have begun when it is asked for. */
const LEAVE_DAYS_BACK = 90;
/** How far ahead leave may be asked for. */
const LEAVE_DAYS_AHEAD = 730;
/** Calendar days one request may span. */
export const LEAVE_MAX_SPAN_DAYS = 366;

/** What is wrong with the dates of a request for leave that is made `today`; empty if nothing is. */
export function leaveWindowProblems(
  period: { from: CalendarDate; to: CalendarDate },
  today: CalendarDate,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (period.from < addDays(today, -LEAVE_DAYS_BACK))
    problems.push({
      path: 'from',
      message: `Leave can be asked for up to ${LEAVE_DAYS_BACK} days back`,
    });
  if (period.to > addDays(today, LEAVE_DAYS_AHEAD))
    problems.push({
      path: 'to',
      message: `Leave can be asked for up to ${LEAVE_DAYS_AHEAD} days ahead`,
    });
  return problems;
}

/**
 * What is wrong with the halves of a leave: half of a day on which nobody works then is no leave. Empty if nothing is.
 */
export function idleHalfProblems(period: LeavePeriod, worked: WorkedHalves): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (path: string, date: CalendarDate, half: Half) => {
    const halves = worked(date);
    if (halves.includes(half)) return;
    const message =
      halves.length === 0
        ? 'Nobody works on this day: choose a working day for half a day of leave'
        : `Nobody works in the ${half === 'am' ? 'morning' : 'afternoon'} of this day`;
    problems.push({ path, message });
  };
  if (period.fromHalf === 'pm') refuse('fromHalf', period.from, 'pm');
  if (period.toHalf === 'am') refuse('toHalf', period.to, 'am');
  return problems;
}
