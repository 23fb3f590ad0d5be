import type { Principal } from '../../domain/access/principal';
import type { ProjectWatchWire, WatchWire } from '../../domain/wire/go-live-watch';
import type { Queryable } from '../../platform/database/database';
import { mayEditPlan, projectOfPlan } from './readiness-queries';

const jsonInstant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const WATCHES = `
  SELECT w.go_live_id AS "goLiveId", a.id AS "approvalId", w.starts_on AS "startsOn",
    ${jsonInstant('w.ended_at')} AS "endedAt", w.ended_how AS "endedHow",
    (SELECT json_agg(json_build_object('workingDay', c.working_day, 'fallsOn', c.falls_on,
       'askedAt', ${jsonInstant('c.asked_at')}, 'remindedAt', ${jsonInstant('c.reminded_at')},
       'toldAt', ${jsonInstant('c.told_at')}) ORDER BY c.working_day)
     FROM go_live_check_in c WHERE c.go_live_id = w.go_live_id) AS "checkIns",
    (SELECT coalesce(json_agg(json_build_object('workingDay', r.working_day, 'state', r.state,
       'openIncidents', r.open_incidents, 'note', r.note, 'decision', r.decision,
       'by', json_build_object('id', e.id, 'name', e.name), 'at', ${jsonInstant('r.given_at')}) ORDER BY r.id DESC), '[]')
     FROM go_live_report r JOIN employee e ON e.id = r.given_by WHERE r.go_live_id = w.go_live_id) AS reports
  FROM go_live_watch w JOIN go_live g ON g.id = w.go_live_id
  JOIN approval_request a ON a.subject_id = g.id AND a.kind = 'project-go-live'
  WHERE g.project_id = $1 ORDER BY w.starts_on DESC, a.submitted_at DESC`;

/**
 * How a project does after its go-lives, for whoever may see the project.
 * @throws DomainError not-found
 */
export async function readWatches(
  db: Queryable,
  principal: Principal,
  projectId: string,
): Promise<ProjectWatchWire> {
  const project = await projectOfPlan(db, principal, projectId);
  const items = await db.query<WatchWire>(WATCHES, [projectId]);
  const isOpen = items.some(({ endedHow }) => endedHow === null);
  return { items, mayReport: isOpen && mayEditPlan(principal, project) };
}

/** The go-live of a project that is watched now; null when none is. */
export async function watchedGoLive(db: Queryable, projectId: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `SELECT w.go_live_id AS id FROM go_live_watch w JOIN go_live g ON g.id = w.go_live_id
     WHERE g.project_id = $1 AND w.ended_at IS NULL`,
    [projectId],
  );
  return row?.id ?? null;
}
