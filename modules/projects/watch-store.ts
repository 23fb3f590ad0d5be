import {
  WATCH_HORIZON_DAYS,
  planCheckIns,
  type CheckIn,
  type WatchAlarm,
  type WatchEnd,
} from '../../domain/projects/go-live-watch';
import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import type { Transaction } from '../../platform/database/database';
import { workedHalvesOf } from '../calendars/queries';

/** A watch as its rows are, with whom it concerns. */
export interface StoredWatch {
  goLiveId: string;
  approvalId: string;
  requesterId: string;
  lapsesAt: Date;
  endedAt: Date | null;
  project: { id: string; name: string; customer: string; status: string };
  managerId: string;
  headId: string | null;
  checkIns: CheckIn[];
}

const ALARM_COLUMNS: Record<WatchAlarm, string> = {
  ask: 'asked_at',
  remind: 'reminded_at',
  tell: 'told_at',
};

/**
 * Begins the watch of an approved go-live, in the caller's transaction, unless it has begun. The days count from the planned one, or from
 * that of the last signature where this came later, by the working calendar and the zone of who manages the project now.
 * @throws Error when that calendar has too few working days
 */
export async function beginWatch(
  tx: Transaction,
  input: { goLiveId: string; workingDays: readonly number[]; now: Date },
): Promise<void> {
  const [begun] = await tx.query('SELECT FROM go_live_watch WHERE go_live_id = $1', [
    input.goLiveId,
  ]);
  if (begun) return;
  const [project] = await tx.query<{ plannedOn: CalendarDate; managerId: string; zone: string }>(
    `SELECT g.planned_on AS "plannedOn", e.id AS "managerId", e.zone
     FROM go_live g JOIN project p ON p.id = g.project_id JOIN employee e ON e.id = p.manager_id WHERE g.id = $1`,
    [input.goLiveId],
  );
  if (!project) throw new Error(`there is no go-live ${input.goLiveId}`);
  const { plannedOn, managerId: employeeId, zone } = project;
  const today = dateIn(zone, input.now);
  const from = plannedOn > today ? plannedOn : today;
  const to = addDays(from, WATCH_HORIZON_DAYS);
  const worked = await workedHalvesOf(tx, { employeeId, from, to });
  const { checkIns, lapsesAt } = planCheckIns({ ...input, from, worked, zone });
  tx.send(
    `WITH watch AS (
       INSERT INTO go_live_watch (go_live_id, starts_on, lapses_at) VALUES ($1, $2, to_timestamp($3::float8 / 1000))
       RETURNING go_live_id
     )
     INSERT INTO go_live_check_in (go_live_id, working_day, falls_on, ask_at, remind_at, tell_at)
     SELECT watch.go_live_id, c."workingDay", c."fallsOn", to_timestamp((c.at ->> 'ask')::float8 / 1000),
       to_timestamp((c.at ->> 'remind')::float8 / 1000), to_timestamp((c.at ->> 'tell')::float8 / 1000)
     FROM watch, jsonb_to_recordset($4::jsonb) AS c ("workingDay" integer, "fallsOn" date, at jsonb)`,
    [input.goLiveId, from, lapsesAt, JSON.stringify(checkIns)],
  );
}

/** Locks the watch of a go-live and reads it; null for one that has none. */
export async function lockWatch(tx: Transaction, goLiveId: string): Promise<StoredWatch | null> {
  await tx.query('SELECT FROM go_live_watch WHERE go_live_id = $1 FOR UPDATE', [goLiveId]);
  const [row] = await tx.query<StoredWatch>(
    `SELECT w.go_live_id AS "goLiveId", a.id AS "approvalId", g.requested_by AS "requesterId",
       w.lapses_at AS "lapsesAt", w.ended_at AS "endedAt", p.manager_id AS "managerId", d.head_id AS "headId",
       json_build_object('id', p.id, 'name', p.name, 'customer', p.customer, 'status', p.status) AS project,
       (SELECT json_agg(json_build_object('workingDay', c.working_day, 'fallsOn', c.falls_on,
          'at', json_build_object('ask', ${epoch('c.ask_at')}, 'remind', ${epoch('c.remind_at')}, 'tell', ${epoch('c.tell_at')}),
          'done', json_build_object('ask', c.asked_at IS NOT NULL, 'remind', c.reminded_at IS NOT NULL,
            'tell', c.told_at IS NOT NULL),
          'given', EXISTS (SELECT FROM go_live_report r
            WHERE r.go_live_id = c.go_live_id AND r.working_day = c.working_day)) ORDER BY c.working_day)
        FROM go_live_check_in c WHERE c.go_live_id = w.go_live_id) AS "checkIns"
     FROM go_live_watch w JOIN go_live g ON g.id = w.go_live_id
     JOIN approval_request a ON a.subject_id = g.id AND a.kind = 'project-go-live'
     JOIN project p ON p.id = g.project_id JOIN department d ON d.id = p.department_id
     WHERE w.go_live_id = $1`,
    [goLiveId],
  );
  return row ?? null;
}

function epoch(column: string): string {
  return `round(extract(epoch FROM ${column}) * 1000)::float8`;
}

/** Notes that something about a check-in was done. */
export function noteAlarm(
  tx: Transaction,
  of: { goLiveId: string; workingDay: number; alarm: WatchAlarm; now: Date },
): void {
  tx.send(
    `UPDATE go_live_check_in SET ${ALARM_COLUMNS[of.alarm]} = $3 WHERE go_live_id = $1 AND working_day = $2`,
    [of.goLiveId, of.workingDay, of.now],
  );
}

/** Ends a watch that the caller has locked. */
export function endWatch(
  tx: Transaction,
  of: { goLiveId: string; how: WatchEnd; now: Date },
): void {
  tx.send(
    'UPDATE go_live_watch SET ended_at = $2, ended_how = $3 WHERE go_live_id = $1 AND ended_at IS NULL',
    [of.goLiveId, of.now, of.how],
  );
}
