import type { Transaction } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
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
  let stopped = false;
  let woken = true;
  let wake: () => void = () => undefined;
  const unsubscribe = approvals.bus.subscribe(({ topic }) => {
    if (topic !== 'people') return;
    woken = true;
    wake();
  });
  const loop = async () => {
    while (!stopped) {
      woken = false;
      const count = await takeChanges(approvals).catch((error: unknown) => {
        logger.warn({ err: error }, 'people: round failed');
        return 0;
      });
      if (count === BATCH || woken || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SWEEP_MS);
        wake = () => (clearTimeout(timer), resolve());
      });
    }
  };
  const running = loop();
  return {
    async stop() {
      unsubscribe();
      stopped = true;
      wake();
      await running;
    },
  };
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
