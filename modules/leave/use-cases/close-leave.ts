import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Transaction } from '../../../platform/database/database';

/**
 * Ends a pending leave, in the caller's transaction: approved, its held days become taken ones; otherwise they are free again.
 * A second call finds nothing pending and writes nothing; the ledger's key (person, type, entry, source, bucket) says so again.
 * @param input.source what held the days: the approval's id
 */
export function closeLeave(
  tx: Transaction,
  input: { leaveRequestId: string; outcome: Outcome; source: string },
): void {
  tx.send(
    `WITH closed AS (
       UPDATE leave_request SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING id, employee_id, type
     ), wanted AS (
       -- Only what was held is released, to where it was held: leave without a balance has no hold.
       SELECT c.*, e.entry, h.units, h.bucket_id, (now() AT TIME ZONE p.zone)::date AS today
       FROM closed c
       JOIN employee p ON p.id = c.employee_id
       JOIN leave_ledger h
         ON h.employee_id = c.employee_id AND h.type = c.type AND h.entry = 'hold' AND h.source = $3
       CROSS JOIN (VALUES ('release'), ('take')) AS e (entry)
       WHERE e.entry = 'release' OR $2 = 'approved'
     ), entries AS (
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, leave_request_id,
         bucket_id)
       SELECT employee_id, type, entry, units, today, $3, id, bucket_id FROM wanted
       ON CONFLICT (employee_id, type, entry, source, bucket_id) DO NOTHING
       RETURNING employee_id, type, entry, units
     ), moved AS (
       SELECT employee_id, type,
         coalesce(sum(units) FILTER (WHERE entry = 'release'), 0)::integer AS released,
         coalesce(sum(units) FILTER (WHERE entry = 'take'), 0)::integer AS taken
       FROM entries GROUP BY employee_id, type
     )
     UPDATE leave_balance b SET held = b.held - m.released, taken = b.taken + m.taken
     FROM moved m WHERE b.employee_id = m.employee_id AND b.type = m.type`,
    [input.leaveRequestId, input.outcome, input.source],
  );
}
