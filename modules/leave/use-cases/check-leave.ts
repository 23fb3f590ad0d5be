import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { LEAVE_TYPE_RULES, type LeaveType } from '../../../domain/leave/leave-types';
import { leaveDays, planUse } from '../../../domain/leave/buckets';
import { idleHalfProblems, leaveWindowProblems } from '../../../domain/leave/request-window';
import {
  formatUnits,
  workingUnits,
  type LeavePeriod,
  type Sandwich,
} from '../../../domain/leave/working-days';
import type { Queryable } from '../../../platform/database/database';
import { readAccount } from '../account';
import { sandwichOn } from '../policy-versions';
import { holidaysBetween, liveLeaveOverlapping } from '../queries';

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

  const counting = await countingOf(db, leave);
  const units = workingUnits(leave, counting.holidays, counting.sandwich);
  if (units === 0)
    throw invalidInput([{ path: 'to', message: 'There is no working day in this time' }]);
  const halves = idleHalfProblems(leave, counting.holidays);
  if (halves.length > 0) throw invalidInput(halves);

  const other = await liveLeaveOverlapping(db, leave);
  if (other) throw overlapWith(other);

  if (LEAVE_TYPE_RULES[leave.type].needsBalance) {
    const { buckets, floor } = await readAccount(db, leave);
    const { uncovered } = planUse(leaveDays({ ...leave, units }, counting), buckets, floor);
    if (uncovered > 0)
      throw tooLittleLeft({ type: leave.type, available: units - uncovered, needed: units });
  }
  return units;
}

/** How the days of a leave are counted: by the holidays known now and by what holds for its type on its first day. */
export async function countingOf(
  db: Queryable,
  leave: { type: LeaveType; from: CalendarDate; to: CalendarDate },
): Promise<{ holidays: Set<CalendarDate>; sandwich: Sandwich }> {
  const [holidays, sandwich] = await Promise.all([
    holidaysBetween(db, leave.from, leave.to),
    sandwichOn(db, { type: leave.type, on: leave.from }),
  ]);
  return { holidays, sandwich };
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
