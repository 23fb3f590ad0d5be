import type { CalendarEntry } from '../approvals/kind';
import { leaveTypeName, type LeaveType } from './leave-types';
import type { LeavePeriod } from './working-days';

/** A leave as it stands in its owner's calendar; with `cancel`, what takes it out again. `id` is the leave request's. */
export function leaveInCalendar(
  leave: LeavePeriod & { id: string; type: LeaveType; typeName?: string },
  method: CalendarEntry['method'],
): CalendarEntry {
  return {
    uid: `leave-${leave.id}`,
    method,
    title: leaveTypeName(leave),
    from: leave.from,
    to: leave.to,
    startsAtMidday: leave.fromHalf === 'pm',
    endsAtMidday: leave.toHalf === 'am',
  };
}
