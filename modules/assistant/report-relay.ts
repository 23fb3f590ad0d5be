import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { startRounds } from '../../platform/realtime/rounds';
import type { ReportSchedules, ReportTimes } from '../../platform/temporal/report-schedules';
import { rhythmOf, type RhythmColumns } from './report-rows';

interface RelayDeps {
  db: Database;
  bus: Bus;
  schedules: ReportSchedules;
  logger: Logger;
}

interface UntoldRow extends RhythmColumns {
  reportId: string;
  revision: number;
  zone: string;
  isOver: boolean;
}

const BATCH = 100;
const SWEEP_MS = 1_000;

const SELECT_SCHEDULES = `SELECT report_id AS "reportId", revision, every, weekday, day, hour, zone,
  ended_at IS NOT NULL AS "isOver" FROM assistant_report_schedule`;

/**
 * Tells Temporal when reports are mailed. A row is its own outbox: `revision` is ahead of `relayed_revision` until Temporal
 * knows of it as it is. No lock is held while Temporal is asked. Schedules that Temporal has lost are put back at the start.
 */
export function startReportRelay(deps: RelayDeps): { stop(): Promise<void> } {
  let isChecked = false;
  return startRounds({
    bus: deps.bus,
    everyMs: SWEEP_MS,
    concerns: (topic) => topic === 'outbox',
    async round() {
      await relaySchedules(deps);
      if (!isChecked) await putBackLost(deps);
      isChecked = true;
      return false;
    },
    onError: (error) => deps.logger.warn({ err: error }, 'reports: Temporal could not be told'),
  });
}

async function relaySchedules({ db, schedules }: RelayDeps): Promise<void> {
  const rows = await db.query<UntoldRow>(
    `${SELECT_SCHEDULES} WHERE relayed_revision < revision ORDER BY set_at LIMIT ${BATCH}`,
  );
  const failures: unknown[] = [];
  for (const row of rows) {
    try {
      await (row.isOver ? schedules.remove(row.reportId) : schedules.set(timesOf(row)));
      // One that has moved on meanwhile is told of once more: this call may have come after that of another process.
      await db.query(
        `UPDATE assistant_report_schedule SET relayed_revision = CASE revision WHEN $2 THEN revision ELSE 0 END
         WHERE report_id = $1`,
        [row.reportId, row.revision],
      );
    } catch (error) {
      // One that Temporal does not take keeps no other waiting.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function putBackLost({ db, schedules }: RelayDeps): Promise<void> {
  const rows = await db.query<UntoldRow>(
    `${SELECT_SCHEDULES} WHERE ended_at IS NULL AND relayed_revision = revision`,
  );
  for (const row of rows) await schedules.ensure(timesOf(row));
}

const timesOf = (row: UntoldRow): ReportTimes => ({
  ...{ reportId: row.reportId, revision: row.revision },
  ...{ rhythm: rhythmOf(row), zone: row.zone },
});
