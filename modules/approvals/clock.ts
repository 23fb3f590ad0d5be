import type { Transaction } from '../../platform/database/database';

/** Stops the clock of a request because its requester was asked something; one that stands already keeps its start. */
export function stopClock(tx: Transaction, input: { requestId: string; askedBy: string }): void {
  tx.send(
    `UPDATE approval_request SET information_asked_at = coalesce(information_asked_at, clock_timestamp()),
       information_asked_by = coalesce(information_asked_by, $2) WHERE id = $1`,
    [input.requestId, input.askedBy],
  );
}

/** Lets the clock run again: what is open has as long as it had left when the clock stopped. */
export function resumeClock(tx: Transaction, requestId: string): void {
  tx.send(
    `WITH pause AS (
       SELECT s.id, clock_timestamp() - greatest(s.opened_at, r.information_asked_at) AS length
       FROM approval_request r JOIN approval_step s ON s.request_id = r.id AND s.round = r.round AND s.status = 'open'
       WHERE r.id = $1 AND r.information_asked_at IS NOT NULL
     ), moved AS (
       UPDATE approval_step s SET due_at = due_at + length, remind_at = remind_at + length,
         escalate_at = escalate_at + length, expires_at = expires_at + length
       FROM pause WHERE pause.id = s.id
     )
     UPDATE approval_request SET information_asked_at = NULL, information_asked_by = NULL WHERE id = $1`,
    [requestId],
  );
}
