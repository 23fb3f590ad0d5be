import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { LEAVE_TYPE_RULES, type LeaveType } from '../../../domain/leave/leave-types';
import { leaveWindowProblems } from '../../../domain/leave/request-window';
import { formatUnits, workingUnits, type LeavePeriod } from '../../../domain/leave/working-days';
import type { Queryable } from '../../../platform/database/database';
import { availableUnits, holidaysBetween, liveLeaveOverlapping } from '../queries';

/**
 * Checks a leave that somebody wants to ask for and counts it; reads only.
 * What it sees may have changed by the time the leave is requested: the database decides then.
 * @returns the working time in hundredths of a day, more than 0
 * @throws DomainError invalid-input (dates out of reach, no working day), overlap, insufficient-balance
 */
export async function checkLeave(
  db: Queryable,
  leave: LeavePeriod & { employeeId: string; type: LeaveType; today: CalendarDate },
): Promise<number> {
  const problems = leaveWindowProblems(leave, leave.today);
  if (problems.length > 0) throw invalidInput(problems);

  const units = workingUnits(leave, await holidaysBetween(db, leave.from, leave.to));
  if (units === 0)
    throw invalidInput([{ path: 'to', message: 'There is no working day in this time' }]);

  const other = await liveLeaveOverlapping(db, leave);
  if (other) throw overlapWith(other);

  if (LEAVE_TYPE_RULES[leave.type].needsBalance) {
    const available = await availableUnits(db, leave);
    if (available < units) throw tooLittleLeft({ type: leave.type, available, needed: units });
  }
  return units;
}

/** The refusal of leave that lies on other leave of the same person. */
export function overlapWith(other: { from: CalendarDate; to: CalendarDate }): DomainError {
  return new DomainError(
    'overlap',
    `There is already leave asked for or approved on ${formatDateRange(other.from, other.to)}`,
    { overlapsWith: { from: other.from, to: other.to } },
  );
}

/** The refusal of leave that is not there. Units are hundredths of a day; the details carry days as text. */
export function tooLittleLeft(balance: {
  type: LeaveType;
  available: number;
  needed: number;
}): DomainError {
  const [available, needed] = [formatUnits(balance.available), formatUnits(balance.needed)];
  const name = LEAVE_TYPE_RULES[balance.type].name.toLowerCase();
  return new DomainError(
    'insufficient-balance',
    `This needs ${needed} days of ${name}, ${available} are left`,
    { type: balance.type, available, needed },
  );
}
