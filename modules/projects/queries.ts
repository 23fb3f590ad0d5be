import type { Queryable } from '../../platform/database/database';
import { OPENS } from './policy';

/** Who manages a project now: an employee's id, or null if there is no such project. */
export async function projectManagerOf(db: Queryable, projectId: string): Promise<string | null> {
  const [row] = await db.query<{ managerId: string }>(
    'SELECT manager_id AS "managerId" FROM project WHERE id = $1',
    [projectId],
  );
  return row?.managerId ?? null;
}

/** A project as the request for its go-live needs it. */
export interface ProjectForGoLive {
  id: string;
  code: string;
  name: string;
  customer: string;
  departmentId: string;
  status: 'planned' | 'active' | 'live' | 'closed';
  hasPendingGoLive: boolean;
}

/**
 * The project if this person may ask for its go-live: a member, its manager, the head of its department, finance or an
 * admin. Otherwise null, as for a project that does not exist.
 */
export async function projectForGoLive(
  db: Queryable,
  of: { projectId: string; requesterId: string },
): Promise<ProjectForGoLive | null> {
  const [row] = await db.query<ProjectForGoLive>(
    `SELECT p.id, p.code, p.name, p.customer, p.department_id AS "departmentId", p.status,
       EXISTS (SELECT 1 FROM go_live g WHERE g.project_id = p.id AND g.status = 'pending') AS "hasPendingGoLive"
     FROM project p JOIN employee e ON e.id = $2
     WHERE p.id = $1 AND (
       p.manager_id = e.id
       OR e.roles && ARRAY['finance', 'admin']
       OR EXISTS (SELECT 1 FROM department d WHERE d.id = p.department_id AND d.head_id = e.id)
       OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.employee_id = e.id
         AND ${OPENS}))`,
    [of.projectId, of.requesterId],
  );
  return row ?? null;
}
