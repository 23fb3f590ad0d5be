import type { Principal } from '../../../domain/access/principal';
import { addDays, type CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import { datesOf, isWithinReach, WEEK_DAYS } from '../../../domain/timesheets/weeks';
import type { TimesheetWeek, WeekDraft } from '../../../domain/wire/timesheets';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';
import { projectsOf, readWeek, revisionOf } from '../week-queries';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Writes what is not handed in yet of one's own week, in place of what was there. What was handed in stays.
 * @throws DomainError invalid-input (a week out of reach, a project that is not theirs, the same row twice, more than 24
 *   hours on a day), conflict (another window saved the week since)
 */
export async function saveWeek(
  deps: Deps,
  input: { principal: Principal; monday: CalendarDate; draft: WeekDraft },
): Promise<TimesheetWeek> {
  const { principal, monday, draft } = input;
  requireReach(monday, dateIn(principal.zone, deps.clock.now()));
  await deps.db
    .transaction(async (tx) => {
      await takeRevision(tx, { employeeId: principal.id, monday, revision: draft.revision });
      await requireRows(tx, principal.id, draft);
      replaceDrafts(tx, { employeeId: principal.id, monday, draft });
    })
    .catch((error: unknown) => {
      throw violatedConstraint(error) === 'timesheet_line_day'
        ? tooManyHours(monday, draft)
        : error;
    });
  return readWeek(deps, principal, monday);
}

function requireReach(monday: CalendarDate, today: CalendarDate): void {
  if (isWithinReach(monday, today)) return;
  throw invalidInput([
    { path: 'monday', message: 'Time can be entered for this week and the eight before it' },
  ]);
}

/** One at a time: who comes second with what they made from an older version is told so. */
async function takeRevision(
  tx: Transaction,
  of: { employeeId: string; monday: CalendarDate; revision: number },
): Promise<void> {
  const rows = await tx.query(
    `INSERT INTO timesheet_week AS w (employee_id, starts_on, revision) SELECT $1::uuid, $2::date, 1 WHERE $3::integer = 0
     ON CONFLICT (employee_id, starts_on) DO NOTHING RETURNING revision`,
    [of.employeeId, of.monday, of.revision],
  );
  if (rows.length > 0) return;
  const moved = await tx.query(
    `UPDATE timesheet_week SET revision = revision + 1
     WHERE employee_id = $1 AND starts_on = $2 AND revision = $3 RETURNING revision`,
    [of.employeeId, of.monday, of.revision],
  );
  if (moved.length > 0) return;
  const revision = await revisionOf(tx, of.employeeId, of.monday);
  throw new DomainError('conflict', 'This week was saved in another window. Load it again', {
    revision,
  });
}

async function requireRows(tx: Transaction, employeeId: string, draft: WeekDraft): Promise<void> {
  const known = new Set((await projectsOf(tx, employeeId)).map(({ id }) => id));
  const seen = new Set<string>();
  const problems: FieldProblem[] = draft.rows.flatMap(({ projectId, task, billable }, at) => {
    const key = JSON.stringify([projectId, task, billable]);
    const isTwice = seen.has(key);
    seen.add(key);
    if (!known.has(projectId))
      return [{ path: `rows.${at}.projectId`, message: 'You are not on this project' }];
    return isTwice ? [{ path: `rows.${at}.task`, message: 'This row is there already' }] : [];
  });
  if (problems.length > 0) throw invalidInput(problems);
}

function replaceDrafts(
  tx: Transaction,
  of: { employeeId: string; monday: CalendarDate; draft: WeekDraft },
): void {
  const { employeeId, monday, draft } = of;
  const dates = datesOf(monday);
  const lines = draft.rows.flatMap(({ minutes, ...row }) =>
    minutes.flatMap((worked, day) =>
      worked === 0 ? [] : [{ ...row, minutes: worked, workedOn: dates[day] }],
    ),
  );
  tx.send(
    `DELETE FROM timesheet_line WHERE employee_id = $1 AND worked_on BETWEEN $2 AND $3
       AND sheet_id IS NULL AND reverses_id IS NULL`,
    [employeeId, monday, addDays(monday, WEEK_DAYS - 1)],
  );
  tx.send(
    `INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes)
     SELECT $1::uuid, l."projectId", l."workedOn", l.task, l.billable, l.minutes
     FROM ${jsonRows('$2', '"projectId" uuid, "workedOn" date, task text, billable boolean, minutes integer')} AS l
     ORDER BY l."workedOn"`,
    [employeeId, JSON.stringify(lines)],
  );
}

/** Names the day that is too long by itself; else it is so with what was handed in. */
function tooManyHours(monday: CalendarDate, { rows }: WeekDraft): DomainError {
  const day = datesOf(monday).findIndex(
    (_, at) => rows.reduce((sum, { minutes }) => sum + (minutes[at] ?? 0), 0) > 24 * 60,
  );
  const when = day < 0 ? 'A day' : formatDate(addDays(monday, day));
  return invalidInput([
    { path: 'rows', message: `${when} has more than 24 hours with what was handed in` },
  ]);
}
