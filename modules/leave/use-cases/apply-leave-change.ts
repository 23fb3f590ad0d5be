import { DomainError } from '../../../domain/errors';
import type { LeavePeriod } from '../../../domain/leave/working-days';
import type { Transaction } from '../../../platform/database/database';

type Counted = LeavePeriod & { units: number };

/**
 * Cancels or shortens an approved leave, in the caller's transaction, and gives the difference back to the balance it
 * was taken from, once however often this runs: the row changes only while it is what the change was approved for,
 * and the ledger takes one `restore` per source. The half-day slots that keep leave apart follow the row.
 * @param change.source what was approved: the approval's id
 * @throws DomainError conflict when the leave is neither what it was nor what it is to be
 */
export async function applyLeaveChange(
  tx: Transaction,
  change: {
    leaveRequestId: string;
    leave: Counted;
    remains: Counted | null;
    restored: number;
    source: string;
  },
): Promise<void> {
  const { leave, remains } = change;
  const target = remains ?? leave;
  const status = remains ? 'approved' : 'cancelled';
  const [done] = await tx.query<{ changed: boolean; applied: boolean }>(
    `WITH changed AS (
       UPDATE leave_request SET status = $2, from_on = $3, to_on = $4, from_half = $5, to_half = $6, units = $7
       WHERE id = $1 AND status = 'approved' AND from_on = $8 AND to_on = $9 AND from_half = $10 AND to_half = $11
         AND units = $12
       RETURNING id, employee_id, type
     ), entry AS (
       -- Only what was taken comes back: leave without a balance took nothing.
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, leave_request_id)
       SELECT c.employee_id, c.type, 'restore', $13::integer, (now() AT TIME ZONE p.zone)::date, $14, c.id
       FROM changed c JOIN employee p ON p.id = c.employee_id
       WHERE $13::integer > 0 AND EXISTS (SELECT 1 FROM leave_ledger t WHERE t.leave_request_id = c.id AND t.entry = 'take')
       ON CONFLICT (employee_id, type, entry, source) DO NOTHING
       RETURNING employee_id, type, units
     ), restored AS (
       UPDATE leave_balance b SET taken = b.taken - e.units
       FROM entry e WHERE b.employee_id = e.employee_id AND b.type = e.type
     )
     SELECT EXISTS (SELECT 1 FROM changed) AS changed,
       EXISTS (SELECT 1 FROM leave_request WHERE id = $1 AND status = $2 AND from_on = $3 AND to_on = $4
         AND from_half = $5 AND to_half = $6 AND units = $7) AS applied`,
    [
      ...[change.leaveRequestId, status],
      ...[target.from, target.to, target.fromHalf, target.toHalf, target.units],
      ...[leave.from, leave.to, leave.fromHalf, leave.toHalf, leave.units],
      ...[change.restored, change.source],
    ],
  );
  if (done?.changed || done?.applied) return;
  throw new DomainError('conflict', 'The leave is no longer what this change was approved for');
}
