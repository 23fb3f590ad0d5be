import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { startOutboxRounds } from '../../platform/realtime/rounds';
import type { RestrictionRuns } from '../../platform/temporal/restriction-runs';

interface RelayDeps {
  db: Database;
  bus: Bus;
  runs: RestrictionRuns;
  logger: Logger;
}

const BATCH = 100;

/**
 * Tells Temporal of restrictions: starts the workflow of one that has an end, and tells it when an admin was earlier. A
 * row is its own outbox: `relayed_at` is empty until Temporal knows of it as it is. No lock is held while Temporal is
 * asked, so that nobody waits for it who wants to lift one; several processes may tell it the same.
 */
export function startRestrictionRelay(deps: RelayDeps): { stop(): Promise<void> } {
  return startOutboxRounds(deps, 'restrictions', () => relayRestrictions(deps));
}

async function relayRestrictions({ db, runs }: RelayDeps): Promise<void> {
  const rows = await db.query<{ id: string; isOver: boolean }>(
    `SELECT id, lifted_at IS NOT NULL AS "isOver" FROM restriction WHERE relayed_at IS NULL
     ORDER BY set_at LIMIT ${BATCH}`,
  );
  for (const { id, isOver } of rows) {
    await (isOver ? runs.tellChanged(id) : runs.start(id));
    // One that was lifted in the meantime is told of once more.
    await db.query(
      'UPDATE restriction SET relayed_at = now() WHERE id = $1 AND (lifted_at IS NOT NULL) = $2',
      [id, isOver],
    );
  }
}
