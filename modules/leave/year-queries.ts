import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import type { LeaveType } from '../../domain/leave/leave-types';
import { formatUnits } from '../../domain/leave/working-days';
import { lastDayOfYear } from '../../domain/leave/year-end';
import type { YearEndFigures } from '../../domain/leave/year-run';
import type { Page, PersonRef } from '../../domain/wire/common';
import type {
  LeaveYearRowQuery,
  LeaveYearRowWire,
  LeaveYearRunWire,
  LeaveYearWire,
} from '../../domain/wire/leave-years';
import { containing } from '../../platform/database/containing';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';

/** Where a day ends last of all: 12 hours behind UTC (the sign of these names is reversed). */
const LAST_ZONE = 'Etc/GMT+12';
/** Runs of a year that are shown: the newest. */
const MOST_RUNS = 50;

/** Whether a year's last day is over everywhere. */
export function isYearOver(year: number, now: Date): boolean {
  return dateIn(LAST_ZONE, now) > lastDayOfYear(year);
}

/** How a year ends and the newest run of it. A year nobody has said anything of ends by itself and pays nothing out. */
export async function findLeaveYear(
  db: Queryable,
  { year, now }: { year: number; now: Date },
): Promise<LeaveYearWire> {
  const [[settings], [run]] = await Promise.all([
    db.query<{ paysOut: boolean; keptUntil: CalendarDate | null }>(
      'SELECT pays_out AS "paysOut", kept_until AS "keptUntil" FROM leave_year WHERE year = $1',
      [year],
    ),
    readRuns(db, { year, limit: 1 }),
  ]);
  return {
    ...{ year, lastDay: lastDayOfYear(year), isOver: isYearOver(year, now) },
    ...(settings ?? { paysOut: false, keptUntil: null }),
    run: run ?? null,
  };
}

/** The runs of a year, the newest first. */
export function listLeaveYearRuns(db: Queryable, year: number): Promise<LeaveYearRunWire[]> {
  return readRuns(db, { year, limit: MOST_RUNS });
}

/** One run. @throws DomainError not-found */
export async function findLeaveYearRun(db: Queryable, id: string): Promise<LeaveYearRunWire> {
  const [run] = await readRuns(db, { id, limit: 1 });
  if (!run) throw new DomainError('not-found', 'There is no such run');
  return run;
}

interface RunRow {
  id: string;
  year: number;
  department: LeaveYearRunWire['department'];
  status: LeaveYearRunWire['status'];
  drawnBy: PersonRef;
  drawnAt: Date;
  startedBy: PersonRef | null;
  startedAt: Date | null;
  endedAt: Date | null;
  sums: SumRow[];
}

interface SumRow extends YearEndFigures {
  type: LeaveType;
  state: LeaveYearRowWire['state'];
  rows: number;
  lackRate: number;
  carried: number;
  expired: number;
  encashed: number;
}

async function readRuns(
  db: Queryable,
  of: { id?: string; year?: number; limit: number },
): Promise<LeaveYearRunWire[]> {
  const rows = await db.query<RunRow>(
    `SELECT r.id, r.year, r.status, r.drawn_at AS "drawnAt", r.started_at AS "startedAt", r.ended_at AS "endedAt",
       CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS department,
       json_build_object('id', w.id, 'name', w.name) AS "drawnBy",
       CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name) END AS "startedBy",
       (SELECT coalesce(json_agg(k ORDER BY k.ordinal), '[]') FROM (
          SELECT t.ordinal, o.type, o.state, count(*) AS rows, count(*) FILTER (WHERE o.lacks_rate) AS "lackRate",
            sum(o.carry) AS carry, sum(o.expire) AS expire, sum(o.encash) AS encash,
            coalesce(sum(o.carried), 0) AS carried, coalesce(sum(o.expired), 0) AS expired,
            coalesce(sum(o.encashed), 0) AS encashed
          FROM leave_year_run_row o JOIN leave_type t ON t.code = o.type WHERE o.run_id = r.id
          GROUP BY t.ordinal, o.type, o.state) k) AS sums
     FROM leave_year_run r LEFT JOIN department d ON d.id = r.department_id
     JOIN employee w ON w.id = r.drawn_by LEFT JOIN employee s ON s.id = r.started_by
     WHERE ($1::uuid IS NULL OR r.id = $1) AND ($2::integer IS NULL OR r.year = $2)
       AND ($1::uuid IS NOT NULL OR r.status <> 'discarded')
     ORDER BY r.drawn_at DESC, r.id LIMIT $3`,
    [of.id ?? null, of.year ?? null, of.limit],
  );
  return rows.map(presentRun);
}

function presentRun({ sums, drawnAt, startedAt, endedAt, ...run }: RunRow): LeaveYearRunWire {
  const included = sums.filter(({ state }) => state !== 'excluded');
  const count = (state: SumRow['state']) =>
    sums.filter((row) => row.state === state).reduce((total, { rows }) => total + rows, 0);
  return {
    ...run,
    drawnAt: drawnAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    counts: {
      ...{ due: count('due'), excluded: count('excluded') },
      ...{ done: count('done'), changed: count('changed') },
    },
    planned: byType(included, ({ carry, expire, encash }) => ({ carry, expire, encash })),
    done: byType(
      included.filter(({ state }) => state !== 'due'),
      ({ carried, expired, encashed }) => ({ carry: carried, expire: expired, encash: encashed }),
    ),
  };
}

function byType(rows: SumRow[], figures: (row: SumRow) => YearEndFigures) {
  return [...new Set(rows.map(({ type }) => type))].map((type) => {
    const ofType = rows.filter((row) => row.type === type);
    const sum = (of: (row: SumRow) => number) => ofType.reduce((total, row) => total + of(row), 0);
    return {
      ...{ type, people: sum((row) => row.rows), lackRate: sum((row) => row.lackRate) },
      carry: formatUnits(sum((row) => figures(row).carry)),
      expire: formatUnits(sum((row) => figures(row).expire)),
      encash: formatUnits(sum((row) => figures(row).encash)),
    };
  });
}

interface Row extends YearEndFigures {
  employee: PersonRef;
  department: string | null;
  type: LeaveType;
  state: LeaveYearRowWire['state'];
  carried: number | null;
  expired: number | null;
  encashed: number | null;
  lacksRate: boolean;
  why: string | null;
}

/**
 * The people of a run by name, a row for each type; HR's alone, by whichever door.
 * @throws DomainError forbidden
 */
export async function listLeaveYearRows(
  db: Queryable,
  principal: Principal,
  query: LeaveYearRowQuery,
): Promise<Page<LeaveYearRowWire>> {
  if (!principal.roles.some((role) => role === 'hr' || role === 'admin'))
    throw new DomainError('forbidden', 'Years’ ends are for HR and admins.');
  const parameters: unknown[] = [query.runId];
  const conditions = ['o.run_id = $1'];
  if (query.state) conditions.push(`o.state = $${parameters.push(query.state)}`);
  if (query.type) conditions.push(`o.type = $${parameters.push(query.type)}`);
  if (query.lacksRate) conditions.push('o.lacks_rate');
  if (query.q) conditions.push(`e.name ILIKE $${parameters.push(containing(query.q))}`);
  const after = decodeCursor(query.cursor);
  if (after)
    conditions.push(
      `(e.name || ' ' || t.ordinal, e.id) > ($${parameters.push(after.sortKey)}, $${parameters.push(after.id)}::uuid)`,
    );
  const rows = await db.query<Row & { sortKey: string }>(
    `SELECT json_build_object('id', e.id, 'name', e.name) AS employee, d.name AS department, o.type, o.state,
       o.carry, o.expire, o.encash, o.carried, o.expired, o.encashed, o.lacks_rate AS "lacksRate", o.why,
       e.name || ' ' || t.ordinal AS "sortKey"
     FROM leave_year_run_row o JOIN employee e ON e.id = o.employee_id JOIN leave_type t ON t.code = o.type
     LEFT JOIN department d ON d.id = e.department_id
     WHERE ${conditions.join(' AND ')}
     ORDER BY e.name || ' ' || t.ordinal, e.id LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ sortKey, employee }) => ({ sortKey, id: employee.id }),
    present: presentRow,
  });
}

function presentRow(row: Row): LeaveYearRowWire {
  const { employee, department, type, state, lacksRate, why } = row;
  const { carried, expired, encashed } = row;
  const days = ({ carry, expire, encash }: YearEndFigures) => ({
    ...{ carry: formatUnits(carry), expire: formatUnits(expire), encash: formatUnits(encash) },
  });
  return {
    ...{ employee, department, type, state, lacksRate, why, planned: days(row) },
    done:
      carried === null || expired === null || encashed === null
        ? null
        : days({ carry: carried, expire: expired, encash: encashed }),
  };
}
