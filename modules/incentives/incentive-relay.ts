import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { startOutboxRounds } from '../../platform/realtime/rounds';
import type { IncentiveRuns } from '../../platform/temporal/incentive-runs';

interface RelayDeps {
  db: Database;
  bus: Bus;
  runs: IncentiveRuns;
  logger: Logger;
}

const BATCH = 100;

/**
 * Tells Temporal of incentive runs: starts the workflow of one, and has it read its row again when it has moved. A row is
 * its own outbox: `revision` is ahead of `relayed_revision` until Temporal knows of it.
 */
export function startIncentiveRelay(deps: RelayDeps): { stop(): Promise<void> } {
  return startOutboxRounds(deps, 'incentives', () => relayRuns(deps));
}

async function relayRuns({ db, runs }: RelayDeps): Promise<void> {
  const rows = await db.query<{ id: string; revision: number; isOver: boolean }>(
    `SELECT id, revision, status IN ('published', 'discarded') AS "isOver" FROM incentive_run
     WHERE relayed_revision < revision ORDER BY drawn_at LIMIT ${BATCH}`,
  );
  for (const { id, revision, isOver } of rows) {
    await (isOver ? runs.tellMoved(id) : runs.startOrTell(id));
    // What has moved in the meantime is told of once more.
    await db.query(
      'UPDATE incentive_run SET relayed_revision = greatest(relayed_revision, $2) WHERE id = $1',
      [id, revision],
    );
  }
}
