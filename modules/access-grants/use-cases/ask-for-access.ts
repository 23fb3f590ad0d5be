import { randomUUID } from 'node:crypto';
import { checkUntil, endOfGrant } from '../../../domain/access/grants';
import type { Resource } from '../../../domain/access/resources';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { invalidInput } from '../../../domain/errors';
import type { Queryable, Transaction } from '../../../platform/database/database';

/** What is asked for. */
interface AskedAccess {
  departmentId: string;
  resources: Resource[];
  reason: string;
  until: CalendarDate;
}

/**
 * Checks what somebody asks to look into.
 * @returns the department's name
 * @throws DomainError invalid-input (no such department, one they head, a day that is past or too far)
 */
export async function checkAskedAccess(
  db: Queryable,
  asked: AskedAccess & { requesterId: string; zone: string; now: Date },
): Promise<string> {
  const problems = checkUntil(asked.until, asked.zone, asked.now);
  const [department] = await db.query<{ name: string; isTheirs: boolean }>(
    `SELECT name, id IN (SELECT departments_headed_by($2)) AS "isTheirs" FROM department WHERE id = $1`,
    [asked.departmentId, asked.requesterId],
  );
  if (!department) {
    problems.push({ path: 'departmentId', message: 'There is no such department' });
  } else if (department.isTheirs) {
    problems.push({ path: 'departmentId', message: 'You head it, and see it already' });
  }
  if (!department || problems.length > 0) throw invalidInput(problems);
  return department.name;
}

/** Writes what is asked for, in the caller's transaction; it opens nothing yet. Returns its id. */
export function recordAskedAccess(
  tx: Transaction,
  asked: AskedAccess & { requesterId: string; zone: string },
): string {
  const id = randomUUID();
  tx.send(
    `INSERT INTO access_grant (id, department_id, resources, reason, until, ends_at, grantee_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [...columnsOf(id, asked), asked.requesterId],
  );
  return id;
}

/** Rewrites what is asked for and not yet answered, in the caller's transaction. */
export function reviseAskedAccess(
  tx: Transaction,
  asked: AskedAccess & { id: string; zone: string },
): void {
  tx.send(
    `UPDATE access_grant SET department_id = $2, resources = $3, reason = $4, until = $5, ends_at = $6
     WHERE id = $1 AND granted_at IS NULL AND revoked_at IS NULL`,
    columnsOf(asked.id, asked),
  );
}

/**
 * Opens what was asked for, in the caller's transaction, if the outcome is approval, and writes down who signed last;
 * closes it for good otherwise. Once, however often this runs.
 */
export function closeAskedAccess(
  tx: Transaction,
  closed: { id: string; approvalId: string; outcome: Outcome },
): void {
  tx.send(
    `WITH closed AS (
       UPDATE access_grant SET approval_id = $2,
         granted_at = CASE WHEN $3 = 'approved' THEN clock_timestamp() END,
         granted_by = CASE WHEN $3 = 'approved' THEN (
           SELECT decided_by FROM approval_decision WHERE request_id = $2 AND decided_by <> grantee_id
           ORDER BY received_at DESC LIMIT 1) END,
         revoked_at = CASE WHEN $3 <> 'approved' THEN clock_timestamp() END
       WHERE id = $1 AND granted_at IS NULL AND revoked_at IS NULL
       RETURNING id, granted_by, grantee_id, department_id, resources, until)
     INSERT INTO audit_event (actor_id, action, subject_type, subject_id, details)
     SELECT granted_by, 'access-grant.given', 'access-grant', id::text, jsonb_build_object('personId', grantee_id,
       'departmentId', department_id, 'resources', resources, 'until', until, 'approvalId', $2)
     FROM closed WHERE $3 = 'approved'`,
    [closed.id, closed.approvalId, closed.outcome],
  );
}

function columnsOf(id: string, asked: AskedAccess & { zone: string }): unknown[] {
  const { departmentId, resources, reason, until, zone } = asked;
  return [id, departmentId, resources, reason, until, endOfGrant(until, zone)];
}
