import type { Principal } from '../../domain/access/principal';
import { addDays, daysBetween, type CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { dueOn, isWithinReach, WEEK_DAYS } from '../../domain/timesheets/weeks';
import type { TimesheetLineWire, TimesheetWeek } from '../../domain/wire/timesheets';
import type { Clock } from '../../platform/clock/clock';
import type { Database, Queryable } from '../../platform/database/database';

/** A line as the database builds it for its reader. */
export const LINE_JSON = `json_build_object('id', l.id, 'workedOn', l.worked_on, 'task', l.task, 'billable', l.billable,
  'minutes', l.minutes, 'isReversal', l.reverses_id IS NOT NULL,
  'isReversed', EXISTS (SELECT FROM timesheet_line r WHERE r.reverses_id = l.id))`;

const PROJECT_JSON = `json_build_object('id', p.id, 'code', p.code, 'name', p.name)`;

/** One's own week: what is still a draft, and what was handed in. */
export async function readWeek(
  { db, clock }: { db: Database; clock: Clock },
  principal: Principal,
  monday: CalendarDate,
): Promise<TimesheetWeek> {
  const today = dateIn(principal.zone, clock.now());
  const [revision, projects, drafts, reversals, sheets] = await Promise.all([
    revisionOf(db, principal.id, monday),
    projectsOf(db, principal.id),
    draftsOf(db, principal.id, monday),
    reversalsOf(db, principal.id, monday),
    sheetsOf(db, principal.id, monday),
  ]);
  return {
    ...{ startsOn: monday, dueOn: dueOn(monday), today, isOpen: isWithinReach(monday, today) },
    ...{ revision, projects, reversals, sheets, rows: rowsOf(drafts, monday) },
  };
}

/** Which version of a week's grid was saved last; 0 for none. */
export async function revisionOf(
  db: Queryable,
  employeeId: string,
  monday: CalendarDate,
): Promise<number> {
  const [row] = await db.query<{ revision: number }>(
    'SELECT revision FROM timesheet_week WHERE employee_id = $1 AND starts_on = $2',
    [employeeId, monday],
  );
  return row?.revision ?? 0;
}

/** The projects somebody can enter time for: they are a member or the manager, and the project is not closed. */
export async function projectsOf(
  db: Queryable,
  employeeId: string,
): Promise<TimesheetWeek['projects']> {
  return db.query(
    `SELECT p.id, p.code, p.name FROM project p
     WHERE p.status <> 'closed' AND (p.manager_id = $1
       OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = $1))
     ORDER BY p.code`,
    [employeeId],
  );
}

interface DraftLine {
  projectId: string;
  task: string;
  billable: boolean;
  workedOn: CalendarDate;
  minutes: number;
}

function draftsOf(db: Queryable, employeeId: string, monday: CalendarDate): Promise<DraftLine[]> {
  return db.query(
    `SELECT l.project_id AS "projectId", l.task, l.billable, l.worked_on AS "workedOn", l.minutes
     FROM timesheet_line l JOIN project p ON p.id = l.project_id
     WHERE l.employee_id = $1 AND l.worked_on BETWEEN $2 AND $3 AND l.sheet_id IS NULL AND l.reverses_id IS NULL
     ORDER BY p.code, l.task, l.billable DESC, l.worked_on`,
    [employeeId, monday, addDays(monday, WEEK_DAYS - 1)],
  );
}

/** Lines of the same project and task are one row of the grid. */
function rowsOf(lines: DraftLine[], monday: CalendarDate): TimesheetWeek['rows'] {
  const rows = new Map<string, TimesheetWeek['rows'][number]>();
  for (const { projectId, task, billable, workedOn, minutes } of lines) {
    const key = JSON.stringify([projectId, task, billable]);
    const row = rows.get(key) ?? {
      ...{ projectId, task, billable },
      minutes: Array.from({ length: WEEK_DAYS }, () => 0),
    };
    const day = daysBetween(monday, workedOn);
    row.minutes[day] = (row.minutes[day] ?? 0) + minutes;
    rows.set(key, row);
  }
  return [...rows.values()];
}

async function reversalsOf(
  db: Queryable,
  employeeId: string,
  monday: CalendarDate,
): Promise<TimesheetWeek['reversals']> {
  const rows = await db.query<{
    line: TimesheetLineWire;
    project: TimesheetWeek['projects'][number];
  }>(
    `SELECT ${LINE_JSON} AS line, ${PROJECT_JSON} AS project
     FROM timesheet_line l JOIN project p ON p.id = l.project_id
     WHERE l.employee_id = $1 AND l.worked_on BETWEEN $2 AND $3 AND l.sheet_id IS NULL AND l.reverses_id IS NOT NULL
     ORDER BY l.worked_on, l.id`,
    [employeeId, monday, addDays(monday, WEEK_DAYS - 1)],
  );
  return rows.map(({ line, project }) => ({ ...line, project }));
}

async function sheetsOf(
  db: Queryable,
  employeeId: string,
  monday: CalendarDate,
): Promise<TimesheetWeek['sheets']> {
  return db.query(
    `SELECT s.id, ${PROJECT_JSON} AS project, s.status,
       (SELECT a.id FROM approval_request a WHERE a.subject_id = s.id AND a.kind = 'timesheet'
        ORDER BY a.submitted_at DESC LIMIT 1) AS "approvalId",
       coalesce((SELECT sum(l.minutes)::integer FROM timesheet_line l WHERE l.sheet_id = s.id), 0) AS minutes,
       coalesce((SELECT json_agg(${LINE_JSON} ORDER BY l.worked_on, l.task, l.id) FROM timesheet_line l
        WHERE l.sheet_id = s.id), '[]') AS lines
     FROM timesheet s JOIN project p ON p.id = s.project_id
     WHERE s.employee_id = $1 AND s.week_starts_on = $2 ORDER BY s.created_at, s.id`,
    [employeeId, monday],
  );
}

/** A draft line that is about to be handed in. */
export interface LineToHandIn {
  id: string;
  workedOn: CalendarDate;
  task: string;
  billable: boolean;
  minutes: number;
}

/** What somebody has not handed in yet of a project and a week, in the order it is read. */
export async function linesToHandIn(
  db: Queryable,
  of: { employeeId: string; projectId: string; monday: CalendarDate },
): Promise<LineToHandIn[]> {
  return db.query(
    `SELECT l.id, l.worked_on AS "workedOn", l.task, l.billable, l.minutes FROM timesheet_line l
     WHERE l.employee_id = $1 AND l.project_id = $2 AND l.worked_on BETWEEN $3 AND $4 AND l.sheet_id IS NULL
     ORDER BY l.worked_on, l.task, l.id`,
    [of.employeeId, of.projectId, of.monday, addDays(of.monday, WEEK_DAYS - 1)],
  );
}

/** A project that somebody hands time in for. */
export interface ProjectOfSheet {
  code: string;
  name: string;
  departmentId: string;
}

/** The project if somebody may enter time for it. @throws DomainError not-found */
export async function projectOfSheet(
  db: Queryable,
  of: { employeeId: string; projectId: string },
): Promise<ProjectOfSheet> {
  const [row] = await db.query<ProjectOfSheet>(
    `SELECT p.code, p.name, p.department_id AS "departmentId" FROM project p
     WHERE p.id = $1 AND p.status <> 'closed' AND (p.manager_id = $2
       OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = $2))`,
    [of.projectId, of.employeeId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such project');
  return row;
}
