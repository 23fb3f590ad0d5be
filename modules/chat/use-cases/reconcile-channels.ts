import type { Queryable } from '../../../platform/database/database';

/**
 * Makes the channels of departments and projects, and everybody's conversation with NETRA, what they are to be. Triggers
 * do that at once; this finds what passed them by, such as rows of a restored backup.
 * @returns how much was changed: nothing, if all is well
 */
export async function reconcileChannels(deps: { db: Queryable }): Promise<number> {
  const [row] = await deps.db.query<{ changes: string }>('SELECT follow_organisation() AS changes');
  return Number(row?.changes ?? 0);
}
