import type { Transaction } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import { startRounds } from '../../platform/realtime/rounds';
import type { ApprovalDeps } from './deps';
import { followPeople } from './use-cases/follow-people';

const BATCH = 100;
const SWEEP_MS = 1_000;

/**
 * Makes tasks follow people: takes up what triggers have noted in `people_change`, at a hint or within a second. Every
 * process with one competes for the rows (SKIP LOCKED); a row goes only after its tasks have moved.
 */
export function startPeopleRelay(deps: { approvals: ApprovalDeps; logger: Logger }): {
  stop(): Promise<void>;
} {
  const { approvals, logger } = deps;
  return startRounds({
    bus: approvals.bus,
    everyMs: SWEEP_MS,
    concerns: (topic) => topic === 'people',
    round: async () => (await takeChanges(approvals)) === BATCH,
    onError: (error) => logger.warn({ err: error }, 'people: round failed'),
  });
}

/** Follows the people noted so far. Returns how many notes there were. */
export async function takeChanges(deps: ApprovalDeps): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const notes = await lockNotes(tx);
    if (notes.length === 0) return 0;
    await followPeople(deps, [...new Set(notes.map(({ personId }) => personId))]);
    tx.send('DELETE FROM people_change WHERE id = ANY($1::bigint[])', [notes.map(({ id }) => id)]);
    return notes.length;
  });
}

function lockNotes(tx: Transaction): Promise<{ id: string; personId: string }[]> {
  return tx.query(
    `SELECT id, person_id AS "personId" FROM people_change ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [BATCH],
  );
}
