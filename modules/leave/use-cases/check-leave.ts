import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import {
  barredFrom,
  documentProblems,
  wholeDayProblems,
  type LeaveType,
} from '../../../domain/leave/leave-types';
import { leaveDays, planUse } from '../../../domain/leave/buckets';
import { employmentProblems } from '../../../domain/leave/employment';
import { blockProblems, blocksMet, sayBlock } from '../../../domain/leave/leave-blocks';
import { idleHalfProblems, leaveWindowProblems } from '../../../domain/leave/request-window';
import {
  countedDays,
  formatUnits,
  LINK_REACH_DAYS,
  workingUnits,
  type Counting,
  type LeavePeriod,
} from '../../../domain/leave/working-days';
import type { Queryable } from '../../../platform/database/database';
import { workedHalvesOf } from '../../calendars/queries';
import { employmentOf } from '../../people/queries-of-employment';
import { readAccount } from '../account';
import { blocksFor } from '../block-queries';
import { documentsFor, type NamedDocument } from '../documents';
import { sandwichOn } from '../policy-versions';
import { leaveAround, liveLeaveOverlapping } from '../queries';
import { leaveTakerOn, requireLeaveType, type LeaveTypeRow } from '../type-queries';

/** A leave that somebody wants to ask for. */
interface WishedLeave extends LeavePeriod {
  employeeId: string;
  type: LeaveType;
  today: CalendarDate;
  /** Ids of what was uploaded to go with it. */
  documents?: readonly string[];
  id?: string;
}

/** What a leave comes to, in hundredths of a day, what it is and what goes with it. */
export interface CheckedLeave {
  units: number;
  type: LeaveTypeRow;
  documents: NamedDocument[];
  /** Block dates it runs into that do not refuse it, in words. */
  warnings: string[];
}

/**
 * Checks a leave that somebody wants to ask for and counts it; reads only.
 * @param leave.id which leave it is, if it is there already
 * What it sees may have changed by the time the leave is requested: the database decides then.
 * @returns its type, and its working time in hundredths of a day, more than 0
 * @throws DomainError invalid-input (dates out of reach or outside employment, no working day, block dates, a type that is not theirs or asks for more),
 *   overlap, insufficient-balance
 */
export async function checkLeave(db: Queryable, leave: WishedLeave): Promise<CheckedLeave> {
  refuseProblems(leaveWindowProblems(leave, leave.today));
  const [employment, type, taker, counting, documents, blocks] = await Promise.all([
    employmentOf(db, leave.employeeId),
    requireLeaveType(db, leave.type),
    leaveTakerOn(db, { employeeId: leave.employeeId, on: leave.from }),
    countingOf(db, leave),
    documentsFor(db, { ...leave, ids: leave.documents ?? [], leaveId: leave.id }),
    blocksFor(db, leave),
  ]);
  refuseProblems(employmentProblems(endsOf(leave), employment));
  const barred = barredFrom(type, taker, leave.from);
  refuseProblems(barred === null ? [] : [{ path: 'type', message: barred }]);
  const units = workingUnits(leave, counting);
  if (units === 0)
    throw invalidInput([{ path: 'to', message: 'There is no working day in this time' }]);
  const met = blocksMet(blocks, { type: type.code, days: countedDays(leave, counting) });
  refuseProblems([
    ...idleHalfProblems(leave, counting.worked),
    ...wholeDayProblems(type, leave),
    ...documentProblems(type, { ...leave, units }),
    ...blockProblems(met),
  ]);

  const other = await liveLeaveOverlapping(db, leave);
  if (other) throw overlapWith(other);

  if (type.needsBalance) {
    const { buckets, floor } = await readAccount(db, leave);
    const { uncovered } = planUse(leaveDays({ ...leave, units }, counting), buckets, floor);
    const available = units - uncovered;
    if (uncovered > 0)
      throw tooLittleLeft({ type: type.code, name: type.name, available, needed: units });
  }
  return { units, type, documents, warnings: met.map(sayBlock) };
}

/** The days with which a leave begins and ends, by the fields that say them. */
export function endsOf({ from, to }: { from: CalendarDate; to: CalendarDate }) {
  return [
    { path: 'from', day: from },
    { path: 'to', day: to },
  ];
}

function refuseProblems(problems: FieldProblem[]): void {
  if (problems.length > 0) throw invalidInput(problems);
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
  name: string;
  available: number;
  needed: number;
}): DomainError {
  const [available, needed] = [formatUnits(balance.available), formatUnits(balance.needed)];
  const name = balance.name.toLowerCase();
  return new DomainError(
    'insufficient-balance',
    `This needs ${needed} days of ${name}, ${available} are left`,
    { type: balance.type, available, needed },
  );
}
