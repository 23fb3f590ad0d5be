import type { Queryable } from '../../platform/database/database';

/** An open task of somebody who has left, on a request that is pending. */
export interface InactiveTask {
  taskId: string;
  requestId: string;
  title: string;
  approverId: string;
}

/** What must not be: people who have left and are waited for. Empty, but for the moments between leaving and moving. */
export function waitingOnInactive(db: Queryable): Promise<InactiveTask[]> {
  return db.query<InactiveTask>(
    `SELECT t.id AS "taskId", r.id AS "requestId", r.title, t.approver_id AS "approverId"
     FROM approval_task t JOIN approval_request r ON r.id = t.request_id AND r.status = 'pending'
     JOIN employee e ON e.id = t.approver_id AND NOT e.active
     WHERE t.status = 'open' ORDER BY t.created_at`,
  );
}
