import type { Queryable } from '../../platform/database/database';

/** Who manages a project now: an employee's id, or null if there is no such project. */
export async function projectManagerOf(db: Queryable, projectId: string): Promise<string | null> {
  const [row] = await db.query<{ managerId: string }>(
    'SELECT manager_id AS "managerId" FROM project WHERE id = $1',
    [projectId],
  );
  return row?.managerId ?? null;
}
