import { DomainError, invalidInput } from '../../../domain/errors';
import type { Restrict, RestrictionWire } from '../../../domain/wire/restrictions';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findRestriction } from '../queries';
import { tellRestricted } from '../tell-person';

const LONGEST_YEARS = 10;
const LONGEST_MS = LONGEST_YEARS * 366 * 86_400_000;

/**
 * Keeps a person from the chat, the assistant, or both, from the commit on: what they write is refused, and their open
 * pages hear nothing of it any more. The bell and everything else go on. Several may stand at once.
 * @throws DomainError forbidden (oneself), not-found, invalid-input (an end that has passed, or in more than ten years)
 */
export async function restrictPerson(
  deps: { db: Database; bus: Bus; clock: Clock },
  input: { by: string; personId: string; wanted: Restrict },
): Promise<RestrictionWire> {
  const { by, personId, wanted } = input;
  if (by === personId) throw new DomainError('forbidden', 'You cannot restrict yourself.');
  requireEndAhead(wanted.until, deps.clock.now());
  const id = await deps.db.transaction((tx) => write(deps, tx, input));
  return findRestriction(deps.db, { id });
}

function requireEndAhead(until: string | undefined, now: Date): void {
  if (until === undefined) return;
  const ahead = Date.parse(until) - now.getTime();
  if (ahead > 0 && ahead < LONGEST_MS) return;
  const message =
    ahead <= 0
      ? 'Choose a time that is still to come.'
      : `Choose a time within ${LONGEST_YEARS} years, or none.`;
  throw invalidInput([{ path: 'until', message }]);
}

async function write(
  deps: { bus: Bus },
  tx: Transaction,
  { by, personId, wanted }: { by: string; personId: string; wanted: Restrict },
): Promise<string> {
  const { chat, assistant, reason, until = null } = wanted;
  // One without an end needs nobody who waits for it.
  const [row] = await tx.query<{ id: string; until: Date | null }>(
    `INSERT INTO restriction (person_id, chat, assistant, reason, until, set_by, relayed_at)
     SELECT id, $2, $3, $4, $5::timestamptz, $6, CASE WHEN $5::timestamptz IS NULL THEN now() END
     FROM employee WHERE id = $1 RETURNING id, until`,
    [personId, chat, assistant, reason, until, by],
  );
  if (!row) throw new DomainError('not-found', 'There is no such person.');
  recordAudit(tx, [
    {
      actorId: by,
      action: 'restriction.set',
      subjectType: 'person',
      subjectId: personId,
      details: { restrictionId: row.id, chat, assistant, until: row.until?.toISOString() ?? null },
    },
  ]);
  await tellRestricted(deps, tx, {
    ...row,
    restrictionId: row.id,
    personId,
    chat,
    assistant,
    reason,
  });
  tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  return row.id;
}
