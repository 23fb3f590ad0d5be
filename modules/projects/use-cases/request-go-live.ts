import type { CalendarDate } from '../../../domain/dates/calendar';
import { addDays } from '../../../domain/dates/calendar';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { ChecklistItem } from '../../../domain/projects/go-live-checklist';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { projectForGoLive, type ProjectForGoLive } from '../queries';

/** How far ahead a go-live may be planned. */
const MAX_DAYS_AHEAD = 730;

/**
 * Checks that somebody may ask for the go-live of a project on a date, and that there is none waiting; reads only.
 * @throws DomainError invalid-input, not-found (no such project, or not theirs), conflict (already live or closed, or one is waiting)
 */
export async function checkGoLive(
  db: Queryable,
  input: {
    projectId: string;
    requesterId: string;
    plannedOn: CalendarDate;
    today: CalendarDate;
  },
): Promise<ProjectForGoLive> {
  const project = await projectForGoLive(db, input);
  if (!project) throw new DomainError('not-found', 'There is no such project');
  if (input.plannedOn < input.today)
    throw invalidInput([{ path: 'plannedOn', message: 'This date is in the past' }]);
  if (input.plannedOn > addDays(input.today, MAX_DAYS_AHEAD))
    throw invalidInput([
      { path: 'plannedOn', message: `Plan at most ${MAX_DAYS_AHEAD} days ahead` },
    ]);
  if (project.status !== 'planned' && project.status !== 'active')
    throw new DomainError('conflict', `${project.name} is ${project.status} already`);
  if (project.hasPendingGoLive) throw alreadyWaiting(project.name);
  return project;
}

/**
 * Writes a pending go-live with its list, in the caller's transaction. Returns its id.
 * @throws DomainError conflict when one is waiting for the same project, even if it came a moment ago, or when its
 *   readiness plan was changed a moment ago
 */
export async function requestGoLive(
  tx: Transaction,
  goLive: {
    projectId: string;
    projectName: string;
    requesterId: string;
    plannedOn: CalendarDate;
    notes: string;
    checklist: ChecklistItem[];
    readiness?: { revision: number };
  },
): Promise<string> {
  await refuseOutdated(tx, goLive);
  const [row] = await tx.query<{ id: string }>(
    `WITH asked AS (
       INSERT INTO go_live (project_id, requested_by, planned_on, notes)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (project_id) WHERE status = 'pending' DO NOTHING
       RETURNING id
     ), items AS (${INSERT_ITEMS})
     SELECT id FROM asked`,
    [
      goLive.projectId,
      goLive.requesterId,
      goLive.plannedOn,
      goLive.notes,
      JSON.stringify(goLive.checklist),
    ],
  );
  if (!row) throw alreadyWaiting(goLive.projectName);
  return row.id;
}

/**
 * Rewrites a go-live with its list and makes it pending again, in the caller's transaction, after `closeGoLive` has freed
 * its place.
 * @throws DomainError invalid-input when it would become another project's, conflict when another one is waiting
 */
export async function reviseGoLive(
  tx: Transaction,
  goLive: {
    id: string;
    projectId: string;
    projectName: string;
    plannedOn: CalendarDate;
    notes: string;
    checklist: ChecklistItem[];
    readiness?: { revision: number };
  },
): Promise<void> {
  const { id, projectId, plannedOn, notes, checklist } = goLive;
  await refuseOutdated(tx, goLive);
  tx.send('DELETE FROM go_live_item WHERE go_live_id = $1', [id]);
  const rows = await tx
    .query(
      `WITH asked AS (
         UPDATE go_live SET planned_on = $3, notes = $4, status = 'pending' WHERE id = $1 AND project_id = $2 RETURNING id
       ), items AS (${INSERT_ITEMS})
       SELECT id FROM asked`,
      [id, projectId, plannedOn, notes, JSON.stringify(checklist)],
    )
    .catch((error: unknown) => {
      throw violatedConstraint(error) === 'go_live_one_pending'
        ? alreadyWaiting(goLive.projectName)
        : error;
    });
  if (rows.length === 0) {
    throw invalidInput([{ path: 'projectId', message: 'This request is about another project' }]);
  }
}

/** Who changes the plan and who asks wait for each other here: what is signed is what the plan says. */
async function refuseOutdated(
  tx: Transaction,
  goLive: { projectId: string; readiness?: { revision: number } },
): Promise<void> {
  await tx.query('SELECT FROM project WHERE id = $1 FOR SHARE', [goLive.projectId]);
  const [row] = await tx.query<{ revision: number }>(
    'SELECT revision FROM readiness_plan WHERE project_id = $1',
    [goLive.projectId],
  );
  if ((row?.revision ?? 0) === (goLive.readiness?.revision ?? 0)) return;
  throw new DomainError(
    'conflict',
    'The readiness plan was changed a moment ago: look at it again',
  );
}

/** The list of `asked`, a part of the same `WITH`. */
const INSERT_ITEMS = `
  INSERT INTO go_live_item (go_live_id, ordinal, label, done)
  SELECT asked.id, i.ordinality, i.item ->> 'label', (i.item ->> 'done')::boolean
  FROM asked, jsonb_array_elements($5::jsonb) WITH ORDINALITY AS i (item, ordinality)`;

function alreadyWaiting(projectName: string): DomainError {
  return new DomainError(
    'conflict',
    `A go-live of ${projectName} is waiting for signatures already`,
  );
}
