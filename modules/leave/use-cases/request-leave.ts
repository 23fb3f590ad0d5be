import type { CalendarDate } from '../../../domain/dates/calendar';
import { LEAVE_TYPE_RULES, type LeaveType } from '../../../domain/leave/leave-types';
import type { LeavePeriod } from '../../../domain/leave/working-days';
import type { Transaction } from '../../../platform/database/database';
import { availableUnits, liveLeaveOverlapping } from '../queries';
import { overlapWith, tooLittleLeft } from './check-leave';

/** A leave that is asked for. `units` are hundredths of a day, `source` is what asks: the approval's id. */
export interface RequestedLeave extends LeavePeriod {
  employeeId: string;
  type: LeaveType;
  units: number;
  reason: string;
  today: CalendarDate;
  source: string;
}

/**
 * Writes a pending leave and holds its days, in the caller's transaction.
 * Two requests at the same moment meet in the database: the exclusion constraint lets one of two overlapping ones in,
 * the balance row makes the holds of one person wait for one another.
 * @returns the leave request's id
 * @throws DomainError overlap, insufficient-balance
 */
export async function requestLeave(tx: Transaction, leave: RequestedLeave): Promise<string> {
  const id = await insertLeave(tx, leave);
  await holdDays(tx, { ...leave, id });
  return id;
}

async function insertLeave(tx: Transaction, leave: RequestedLeave): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO leave_request (employee_id, type, from_on, to_on, from_half, to_half, units, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
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
    ],
  );
  if (row) return row.id;
  throw overlapWith((await liveLeaveOverlapping(tx, leave)) ?? leave);
}

/**
 * Holds the days of a leave, in the caller's transaction; leave that needs no balance holds nothing.
 * @throws DomainError insufficient-balance
 */
export async function holdDays(
  tx: Transaction,
  leave: RequestedLeave & { id: string },
): Promise<void> {
  if (!LEAVE_TYPE_RULES[leave.type].needsBalance) return;
  // A floor CHECK judges the row an upsert proposes, not the one it would become: so first a row of zeros, then the hold.
  await tx.query(
    'INSERT INTO leave_balance (employee_id, type) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [leave.employeeId, leave.type],
  );
  const held = await tx.query<{ held: number }>(
    `WITH hold AS (
       UPDATE leave_balance SET held = held + $3
       WHERE employee_id = $1 AND type = $2 AND granted - held - taken - $3 >= floor
       RETURNING employee_id, type, held
     ), entry AS (
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, leave_request_id)
       SELECT employee_id, type, 'hold', $3, $4, $5, $6 FROM hold
     )
     SELECT held FROM hold`,
    [leave.employeeId, leave.type, leave.units, leave.today, leave.source, leave.id],
  );
  if (held.length > 0) return;
  const available = await availableUnits(tx, leave);
  throw tooLittleLeft({ type: leave.type, available, needed: leave.units });
}
