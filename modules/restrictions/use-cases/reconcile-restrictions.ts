import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { endRestriction } from './end-restriction';

/** Younger ones are their workflow's to end. */
const SETTLING = `interval '30 seconds'`;

/**
 * Ends restrictions whose time has come and whose workflow is lost. Nobody has been restricted by them meanwhile; what
 * is missing are the words to the person and the entry in the audit trail.
 * @returns how many
 */
export async function reconcileRestrictions(deps: { db: Database; bus: Bus }): Promise<number> {
  const overdue = await deps.db.query<{ id: string }>(
    `SELECT id FROM restriction WHERE lifted_at IS NULL AND until < now() - ${SETTLING} ORDER BY until LIMIT 1000`,
  );
  for (const { id } of overdue) await endRestriction(deps, { restrictionId: id });
  return overdue.length;
}
