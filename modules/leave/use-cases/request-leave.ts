import type { CalendarDate } from '../../../domain/dates/calendar';
import { DomainError } from '../../../domain/errors';
import { leaveDays, planUse } from '../../../domain/leave/buckets';
import type { LeaveType } from '../../../domain/leave/leave-types';
import { bridgedSlots, workingUnits, type LeavePeriod } from '../../../domain/leave/working-days';
import type { Transaction } from '../../../platform/database/database';
import { lockAccount, moveUnits } from '../account';
import { placeDocuments } from '../documents';
import { sandwichOn } from '../policy-versions';
import { liveLeaveOverlapping } from '../queries';
import { requireLeaveType } from '../type-queries';
import { countingOf, overlapWith, tooLittleLeft } from './check-leave';

/** A leave that is asked for. `units` are hundredths of a day, `source` is what asks: the approval's id. */
export interface RequestedLeave extends LeavePeriod {
  employeeId: string;
  type: LeaveType;
  units: number;
  reason: string;
  /** Ids of what was uploaded to go with it. */
  documents?: readonly string[];
  today: CalendarDate;
  source: string;
}

/**
 * Writes a pending leave and holds its days, in the caller's transaction.
 * Two requests at the same moment meet in the database: the exclusion constraint lets one of two overlapping ones in,
 * the balance row makes the holds of one person wait for one another.
 * @returns the leave request's id
 * @throws DomainError overlap, insufficient-balance, conflict
 */
export async function requestLeave(tx: Transaction, leave: RequestedLeave): Promise<string> {
  const bridged = await chargeLinks(tx, leave);
  const id = await insertLeave(tx, { ...leave, bridged });
  await holdDays(tx, { ...leave, id });
  const documents = documentsOf({ ...leave, id });
  if (documents.ids.length > 0) await placeDocuments(tx, documents);
  return id;
}

/** What goes with a leave, to be put there. */
export function documentsOf(
  leave: Pick<RequestedLeave, 'employeeId' | 'documents'> & { id: string },
) {
  const { id, employeeId, documents = [] } = leave;
  return { ids: documents, employeeId, leaveId: id };
}

/**
 * What leave is charged for between itself and other leave, in the caller's transaction. Where leave is linked, requests
 * of one person wait for one another from here on: of two that touch, the later one pays for what is between them.
 * @throws DomainError conflict when the leave comes to something else than it was counted as
 */
export async function chargeLinks(
  tx: Transaction,
  leave: RequestedLeave & { id?: string },
): Promise<number[]> {
  if ((await sandwichOn(tx, { type: leave.type, on: leave.from })) !== 'linked') return [];
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('leave of ' || $1, 0))`, [
    leave.employeeId,
  ]);
  const counting = await countingOf(tx, leave);
  if (workingUnits(leave, counting) === leave.units) return bridgedSlots(leave, counting);
  throw new DomainError('conflict', 'Leave beside this one was changed just now. Look again');
}

async function insertLeave(
  tx: Transaction,
  leave: RequestedLeave & { bridged: number[] },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO leave_request (employee_id, type, from_on, to_on, from_half, to_half, units, reason, bridged)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT ON CONSTRAINT leave_request_overlap DO NOTHING
     RETURNING id`,
    [
      leave.employeeId,
      leave.type,
      leave.from,
      leave.to,
      leave.fromHalf,
      leave.toHalf,
      leave.units,
      leave.reason,
      leave.bridged,
    ],
  );
  if (row) return row.id;
  throw overlapWith((await liveLeaveOverlapping(tx, leave)) ?? leave);
}

/**
 * Holds the days of a leave, in the caller's transaction; leave that needs no balance holds nothing. From here on it is
 * settled which buckets pay for it, whatever happens to them until it is decided.
 * @throws DomainError insufficient-balance
 */
export async function holdDays(
  tx: Transaction,
  leave: RequestedLeave & { id: string },
): Promise<void> {
  const { needsBalance, name } = await requireLeaveType(tx, leave.type);
  if (!needsBalance) return;
  const counting = await countingOf(tx, leave);
  const { buckets, floor } = await lockAccount(tx, leave);
  const { uses, uncovered } = planUse(leaveDays(leave, counting), buckets, floor);
  if (uncovered > 0) {
    const available = leave.units - uncovered;
    throw tooLittleLeft({ type: leave.type, name, available, needed: leave.units });
  }
  await moveUnits(tx, {
    ...{ employeeId: leave.employeeId, type: leave.type, entry: 'hold', moves: uses },
    ...{ on: leave.today, source: leave.source, leaveRequestId: leave.id },
  });
}
