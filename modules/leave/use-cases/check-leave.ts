import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { LEAVE_TYPE_RULES, type LeaveType } from '../../../domain/leave/leave-types';
import { leaveDays, planUse } from '../../../domain/leave/buckets';
import { idleHalfProblems, leaveWindowProblems } from '../../../domain/leave/request-window';
import {
  formatUnits,
  LINK_REACH_DAYS,
  workingUnits,
  type Counting,
  type LeavePeriod,
} from '../../../domain/leave/working-days';
import type { Queryable } from '../../../platform/database/database';
import { workedHalvesOf } from '../../calendars/queries';
import { readAccount } from '../account';
import { sandwichOn } from '../policy-versions';
import { leaveAround, liveLeaveOverlapping } from '../queries';

/**
 * Checks a leave that somebody wants to ask for and counts it; reads only.
 * @param leave.id which leave it is, if it is there already
 * What it sees may have changed by the time the leave is requested: the database decides then.
 * @returns the working time in hundredths of a day, more than 0
 * @throws DomainError invalid-input (dates out of reach, no working day), overlap, insufficient-balance
 */
export async function checkLeave(
  db: Queryable,
  leave: LeavePeriod & { employeeId: string; type: LeaveType; today: CalendarDate; id?: string },
): Promise<number> {
  const problems = leaveWindowProblems(leave, leave.today);
  if (problems.length > 0) throw invalidInput(problems);

  const counting = await countingOf(db, leave);
  const units = workingUnits(leave, counting);
  if (units === 0)
    throw invalidInput([{ path: 'to', message: 'There is no working day in this time' }]);
  const halves = idleHalfProblems(leave, counting.worked);
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

/**
 * How the days of a leave are counted: by the calendars of the places somebody works at on those days, and by what holds
 * for its type on its first day.
 * @param leave.id which leave it is, if it is there already: it is no neighbour of itself
 */
export async function countingOf(
  db: Queryable,
  leave: { employeeId: string; type: LeaveType; from: CalendarDate; to: CalendarDate; id?: string },
): Promise<Counting> {
  // As far as links reach, and the working day at their end.
  const [from, to] = [
    addDays(leave.from, -LINK_REACH_DAYS - 1),
    addDays(leave.to, LINK_REACH_DAYS + 1),
  ];
  const around = { employeeId: leave.employeeId, from, to };
  const [worked, sandwich] = await Promise.all([
    workedHalvesOf(db, around),
    sandwichOn(db, { type: leave.type, on: leave.from }),
  ]);
  if (sandwich !== 'linked') return { worked, sandwich };
  return { worked, sandwich, neighbours: await leaveAround(db, { ...around, except: leave.id }) };
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
