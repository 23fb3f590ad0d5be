import type { RestrictionView } from '../../../domain/restrictions/workflow-contract';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { closeRestriction } from '../close-restriction';
import { readRestriction } from '../queries';

/**
 * Ends a restriction whose time has come; any other stays as it is. Again changes nothing.
 * @throws DomainError not-found
 */
export async function endRestriction(
  deps: { db: Database; bus: Bus },
  input: { restrictionId: string },
): Promise<RestrictionView> {
  await deps.db.transaction((tx) => closeRestriction(deps, tx, { id: input.restrictionId }));
  return readRestriction(deps.db, input);
}
