import type { ApprovalEvent } from '../../domain/wire/approvals';
import type { Queryable } from '../../platform/database/database';

/**
 * A request as sockets tell of it, and whom it concerns: the requester, everybody who has or had a task on it, and those who
 * may look into the requests of the requester's department now.
 */
export interface ApprovalChange extends ApprovalEvent {
  revision: number;
  concerned: string[];
}

/** The present state of requests. Of several open steps, the first is named. */
export async function approvalChanges(
  db: Queryable,
  approvalIds: string[],
): Promise<ApprovalChange[]> {
  return db.query<ApprovalChange>(
    `SELECT r.id, r.status, r.revision,
       (SELECT s.key FROM approval_step s
        WHERE s.request_id = r.id AND s.round = r.round AND s.status = 'open'
        ORDER BY s.ordinal LIMIT 1) AS step,
       ARRAY(SELECT r.requester_id UNION
             SELECT t.approver_id FROM approval_task t WHERE t.request_id = r.id UNION
             SELECT g.grantee_id FROM access_grant g
             WHERE 'approval' = ANY(g.resources) AND g.granted_at IS NOT NULL AND g.revoked_at IS NULL
               AND g.ends_at > clock_timestamp()
               AND q.department_id IN (SELECT departments_within(g.department_id))) AS concerned
     FROM approval_request r JOIN employee q ON q.id = r.requester_id WHERE r.id = ANY($1::uuid[])`,
    [approvalIds],
  );
}

/** The requests that changed within the last seconds, with their revision. */
export async function recentApprovalRevisions(
  db: Queryable,
  seconds: number,
): Promise<{ id: string; revision: number }[]> {
  return db.query(
    `SELECT id, revision FROM approval_request WHERE changed_at > now() - make_interval(secs => $1)`,
    [seconds],
  );
}
