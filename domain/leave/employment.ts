import type { CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { FieldProblem } from '../errors';
import type { Employment } from './accrual';
import type { LeavePeriod } from './working-days';

/** What is wrong with days that lie outside somebody's employment, each at its own field; empty if nothing is. */
export function employmentProblems(
  days: { path: string; day: CalendarDate }[],
  { joinedOn, lastDay }: Employment,
): FieldProblem[] {
  return days.flatMap(({ path, day }) => {
    if (day < joinedOn)
      return [{ path, message: `This is before the first day of work, ${formatDate(joinedOn)}` }];
    if (lastDay !== null && day > lastDay)
      return [{ path, message: `This is after the last day of work, ${formatDate(lastDay)}` }];
    return [];
  });
}

/** The part of a leave that lies within employment that ends with a day; null where nothing does. */
export function untilLastDay(leave: LeavePeriod, lastDay: CalendarDate): LeavePeriod | null {
  if (leave.from > lastDay) return null;
  const { from, to, fromHalf, toHalf } = leave;
  return to <= lastDay
    ? { from, to, fromHalf, toHalf }
    : { from, to: lastDay, fromHalf, toHalf: 'pm' };
}
