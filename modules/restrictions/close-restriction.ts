import type { Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { recordAudit } from '../audit/use-cases/record-audit';
import { tellLifted } from './tell-person';

interface Closed {
  personId: string;
  chat: boolean;
  assistant: boolean;
}

/**
 * Ends a restriction in its row, for the audit and for the person: by hand while it is in force, else once its time has
 * come. Once only, whoever comes first.
 * @param input.lift who lifts it and why; without it, its time does
 * @returns whether this has ended it
 */
export async function closeRestriction(
  deps: { bus: Bus },
  tx: Transaction,
  input: { id: string; lift?: { by: string; reason: string } },
): Promise<boolean> {
  const { id, lift } = input;
  const [closed] = await tx.query<Closed>(
    `UPDATE restriction SET lifted_at = clock_timestamp(), lifted_by = $2, lift_reason = $3,
       relayed_at = CASE WHEN $2::uuid IS NULL OR until IS NULL THEN relayed_at END
     WHERE id = $1 AND lifted_at IS NULL
       AND CASE WHEN $2::uuid IS NULL THEN until <= clock_timestamp()
         ELSE until IS NULL OR until > clock_timestamp() END
     RETURNING person_id AS "personId", chat, assistant`,
    [id, lift?.by ?? null, lift?.reason ?? null],
  );
  if (!closed) return false;
  const { personId, chat, assistant } = closed;
  recordAudit(tx, [
    {
      actorId: lift?.by ?? null,
      action: lift ? 'restriction.lifted' : 'restriction.ended',
      subjectType: 'person',
      subjectId: personId,
      details: { restrictionId: id, chat, assistant },
    },
  ]);
  await tellLifted(deps, tx, { ...closed, restrictionId: id, reason: lift?.reason ?? null });
  if (lift) tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  return true;
}
