import { DomainError } from '../../../domain/errors';
import type { LeaveType } from '../../../domain/leave/leave-types';
import { bridgedSlots, type LeavePeriod } from '../../../domain/leave/working-days';
import type { Transaction } from '../../../platform/database/database';
import { countingOf } from './check-leave';

type Counted = LeavePeriod & { units: number };

/**
 * Cancels or shortens an approved leave, in the caller's transaction, and gives the difference back to the buckets it
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
       UPDATE leave_request SET status = $2, from_on = $3, to_on = $4, from_half = $5, to_half = $6, units = $7,
         bridged = $15
       WHERE id = $1 AND status = 'approved' AND from_on = $8 AND to_on = $9 AND from_half = $10 AND to_half = $11
         AND units = $12
       RETURNING id, employee_id, type
     ), given AS (
       -- Only what was taken comes back: leave without a balance took nothing.
       SELECT l.bucket_id, sum(CASE l.entry WHEN 'take' THEN l.units ELSE -l.units END) AS units
       FROM leave_ledger l JOIN changed c ON c.id = l.leave_request_id
       WHERE l.entry IN ('take', 'restore') GROUP BY l.bucket_id
     ), back AS (
       -- Most of it to what is lost last: the reverse of the order in which it was taken.
       SELECT g.bucket_id, least(g.units, $13::integer - coalesce(sum(g.units) OVER (
         ORDER BY b.source = 'running' DESC, b.expires_on DESC NULLS FIRST, b.valid_from DESC, b.id
         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::integer AS units
       FROM given g JOIN leave_bucket b ON b.id = g.bucket_id
     ), entry AS (
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, leave_request_id, bucket_id)
       SELECT c.employee_id, c.type, 'restore', k.units, (now() AT TIME ZONE p.zone)::date, $14, c.id, k.bucket_id
       FROM changed c JOIN employee p ON p.id = c.employee_id CROSS JOIN back k
       WHERE k.units > 0
       ON CONFLICT (employee_id, type, entry, source, bucket_id) DO NOTHING
       RETURNING employee_id, type, units
     ), restored AS (
       UPDATE leave_balance b SET taken = b.taken - e.units
       FROM (SELECT employee_id, type, sum(units)::integer AS units FROM entry GROUP BY employee_id, type) e
       WHERE b.employee_id = e.employee_id AND b.type = e.type
     )
     SELECT EXISTS (SELECT 1 FROM changed) AS changed,
       EXISTS (SELECT 1 FROM leave_request WHERE id = $1 AND status = $2 AND from_on = $3 AND to_on = $4
         AND from_half = $5 AND to_half = $6 AND units = $7) AS applied`,
    [
      ...[change.leaveRequestId, status],
      ...[target.from, target.to, target.fromHalf, target.toHalf, target.units],
      ...[leave.from, leave.to, leave.fromHalf, leave.toHalf, leave.units],
      ...[
        change.restored,
        change.source,
        remains ? await bridgedBy(tx, { ...change, remains }) : [],
      ],
    ],
  );
  if (done?.changed || done?.applied) return;
  throw new DomainError('conflict', 'The leave is no longer what this change was approved for');
}

/** What a leave that becomes shorter is still charged for between itself and other leave. */
async function bridgedBy(
  tx: Transaction,
  { leaveRequestId: id, remains }: { leaveRequestId: string; remains: LeavePeriod },
): Promise<number[]> {
  const [leave] = await tx.query<{ employeeId: string; type: LeaveType }>(
    'SELECT employee_id AS "employeeId", type FROM leave_request WHERE id = $1',
    [id],
  );
  return leave ? bridgedSlots(remains, await countingOf(tx, { ...remains, ...leave, id })) : [];
}
