import type { Transaction } from '../../../platform/database/database';

/** Kills every unused link of a person's open tasks, from the commit of `tx` on. */
export function revokePersonsLinks(tx: Transaction, personId: string): void {
  tx.send(
    `UPDATE email_link SET revoked_at = clock_timestamp()
     WHERE task_id IN (SELECT id FROM approval_task WHERE approver_id = $1 AND status = 'open')
       AND used_at IS NULL AND revoked_at IS NULL`,
    [personId],
  );
}
