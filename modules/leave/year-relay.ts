import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { startOutboxRounds } from '../../platform/realtime/rounds';
import type { LeaveYearRuns } from '../../platform/temporal/leave-year-runs';

interface RelayDeps {
  db: Database;
  bus: Bus;
  runs: LeaveYearRuns;
  logger: Logger;
}

/**
 * Tells Temporal of runs that were started. A row is its own outbox: `relayed_at` is empty until Temporal knows of it.
 * Several processes may tell it the same.
 */
export function startLeaveYearRelay(deps: RelayDeps): { stop(): Promise<void> } {
  return startOutboxRounds(deps, 'leave years', () => relayRuns(deps));
}

async function relayRuns({ db, runs }: RelayDeps): Promise<void> {
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM leave_year_run WHERE status = 'running' AND relayed_at IS NULL ORDER BY started_at`,
  );
  for (const { id } of rows) {
    await runs.start(id);
    await db.query(
      `UPDATE leave_year_run SET relayed_at = now() WHERE id = $1 AND status = 'running'`,
      [id],
    );
  }
}
