import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { startRounds } from '../../platform/realtime/rounds';
import type { IncentiveRuns } from '../../platform/temporal/incentive-runs';

interface RelayDeps {
  db: Database;
  bus: Bus;
  runs: IncentiveRuns;
  logger: Logger;
}

const BATCH = 100;
const SWEEP_MS = 1_000;

/**
 * Tells Temporal of incentive runs: starts the workflow of one, and has it read its row again when it has moved. A row is
 * its own outbox: `revision` is ahead of `relayed_revision` until Temporal knows of it.
 */
export function startIncentiveRelay(deps: RelayDeps): { stop(): Promise<void> } {
  return startRounds({
    bus: deps.bus,
    everyMs: SWEEP_MS,
    concerns: (topic) => topic === 'outbox',
    async round() {
      await relayRuns(deps);
      return false;
    },
    onError: (error) => deps.logger.warn({ err: error }, 'incentives: Temporal could not be told'),
  });
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
