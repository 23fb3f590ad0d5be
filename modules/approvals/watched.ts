import type { Queryable } from '../../platform/database/database';

/** Whether an approved request is still watched by its kind, so that its run goes on. */
export async function isWatched(db: Queryable, requestId: string): Promise<boolean> {
  const [row] = await db.query<{ isWatched: boolean }>(
    'SELECT is_watched AS "isWatched" FROM approval_request WHERE id = $1',
    [requestId],
  );
  return row?.isWatched ?? false;
}
