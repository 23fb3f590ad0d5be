import { DomainError } from '../../../domain/errors';
import type { RestrictionWire } from '../../../domain/wire/restrictions';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { closeRestriction } from '../close-restriction';
import { findRestriction, noSuchRestriction } from '../queries';

/**
 * Lifts a restriction before its time.
 * @throws DomainError forbidden (one's own), not-found, conflict (it is over already)
 */
export async function liftRestriction(
  deps: { db: Database; bus: Bus },
  input: { by: string; personId: string; id: string; reason: string },
): Promise<RestrictionWire> {
  const { by, personId, id, reason } = input;
  if (by === personId) throw new DomainError('forbidden', 'You cannot lift your own restriction.');
  await deps.db.transaction(async (tx) => {
    await requireRestriction(tx, { personId, id });
    if (await closeRestriction(deps, tx, { id, lift: { by, reason } })) return;
    throw new DomainError('conflict', 'This restriction is over already.');
  });
  return findRestriction(deps.db, { id });
}

async function requireRestriction(
  tx: Transaction,
  { personId, id }: { personId: string; id: string },
): Promise<void> {
  const found = await tx.query('SELECT 1 FROM restriction WHERE id = $1 AND person_id = $2', [
    id,
    personId,
  ]);
  if (found.length === 0) throw noSuchRestriction();
}
