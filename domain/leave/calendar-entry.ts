import type { CalendarEntry } from '../approvals/kind';
import { LEAVE_TYPE_RULES, type LeaveType } from './leave-types';
import type { LeavePeriod } from './working-days';

/** A leave as it stands in its owner's calendar; with `cancel`, what takes it out again. `id` is the leave request's. */
export function leaveInCalendar(
  leave: LeavePeriod & { id: string; type: LeaveType },
  method: CalendarEntry['method'],
): CalendarEntry {
  return {
    uid: `leave-${leave.id}`,
    method,
    title: LEAVE_TYPE_RULES[leave.type].name,
    from: leave.from,
    to: leave.to,
    startsAtMidday: leave.fromHalf === 'pm',
    endsAtMidday: leave.toHalf === 'am',
  };
}
