import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { PlannedMove } from '../../../domain/wire/planned-moves';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findPlannedMove, noSuchMove } from '../queries';

/**
 * Cancels a planned move before its day.
 * @throws DomainError forbidden, not-found, conflict (it is over already)
 */
export async function cancelMove(
  deps: { db: Database },
  principal: Principal,
  input: { personId: string; id: string },
): Promise<PlannedMove> {
  requireHumanResources(principal);
  await deps.db.transaction(async (tx) => {
    const [move] = await tx.query<{ outcome: string | null }>(
      'SELECT outcome FROM planned_move WHERE id = $1 AND person_id = $2 FOR UPDATE',
      [input.id, input.personId],
    );
    if (!move) throw noSuchMove();
    if (move.outcome !== null) {
      throw new DomainError('conflict', `This planned change is over: it was ${move.outcome}.`);
    }
    await tx.query(
      `UPDATE planned_move SET outcome = 'cancelled', closed_at = clock_timestamp(), closed_by = $2 WHERE id = $1`,
      [input.id, principal.id],
    );
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'move.cancelled', subjectType: 'person' },
        ...{ subjectId: input.personId, details: { moveId: input.id } },
      },
    ]);
  });
  return findPlannedMove(deps.db, input.id);
}
