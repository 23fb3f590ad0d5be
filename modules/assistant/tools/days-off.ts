import { scope } from '../../../domain/access/scope';
import { periodText } from '../../../domain/assistant/periods';
import { holidays, leavePolicy, whoIsOut } from '../../../domain/assistant/tools/leave';
import { addDays } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import { resolveLeaveType } from './leave';
import { resolveName } from './names';
import { draft } from './statement';
import { narrowToWho, resolveDepartment } from './subject';
import { column, readTable } from './table';

/**
 * @see whoIsOut
 *
 * Names and dates only, of one's own department, team and scope, as on the calendar of absences.
 */
export const whoIsOutTool = defineReading(whoIsOut, async (context, args) => {
  const { principal, today } = context;
  const sql = draft();
  const from = args.from ?? today;
  const period = { from, to: args.to ?? from };
  const visible = visibleEmployees(scope(principal, 'leave'), 'e.id', sql.parameters);
  sql.where.push(`(${visible} OR e.department_id = ${sql.bind(principal.departmentId)}::uuid)`);
  sql.narrow(period.to, (day) => `l.from_on <= ${day}::date`);
  sql.narrow(period.from, (day) => `l.to_on >= ${day}::date`);
  const department =
    args.department === undefined ? undefined : await resolveDepartment(context, args.department);
  sql.narrow(department?.ids, (ids) => `e.department_id = ANY(${ids}::uuid[])`);
  const whose =
    args.who === 'my-team'
      ? await narrowToWho(context, 'my-team', { draft: sql, column: 'e.id' })
      : (department?.name ?? 'Your colleagues');
  const said = `${whose}, ${periodText(period)}`;
  return readTable(context.rows, {
    ...{ title: whoIsOut.title, note: said, draft: sql, limit: args.limit },
    columns: [
      ...[column('person', 'Person'), column('department', 'Department')],
      ...[column('from', 'From', 'date'), column('to', 'To', 'date')],
    ],
    source: `SELECT l.leave_request_id AS id, e.name AS person, d.name AS department, l.from_on AS "from", l.to_on AS "to", '/leave' AS href
      FROM authz.absence l JOIN authz.colleague e ON e.id = l.employee_id LEFT JOIN department d ON d.id = e.department_id
      WHERE e.active AND ${sql.conditions()}`,
    orderBy: 's."from", s.person, s.id',
    nothing: `Nobody is out: ${said}`,
  });
});

const DAYS_AHEAD = 365;

/** @see holidays */
export const holidaysTool = defineReading(holidays, async (context, args) => {
  const place = await placeOf(context, args.location);
  const from = args.from ?? (args.to === undefined ? context.today : undefined);
  const to = args.to ?? (args.from === undefined ? addDays(context.today, DAYS_AHEAD) : undefined);
  const sql = draft();
  sql.narrow(from, (day) => `h.on_date >= ${day}::date`);
  sql.narrow(to, (day) => `h.on_date <= ${day}::date`);
  const said = `${place.name}, ${periodText({ from, to })}`;
  return readTable(context.rows, {
    ...{ title: holidays.title, note: said, draft: sql, limit: args.limit },
    columns: [
      ...[column('date', 'Date', 'date'), column('name', 'Holiday'), column('half', 'Half')],
    ],
    source: `SELECT DISTINCT ON (h.on_date) h.on_date AS date, h.name, h.half, '/calendars' AS href FROM (
        SELECT on_date, name, NULL AS half FROM holiday
        UNION ALL SELECT c.on_date, c.name, c.half FROM calendar_holiday c
        WHERE c.calendar_id = (SELECT v.calendar_id FROM location_calendar v
          WHERE v.location_id = ${sql.bind(place.id)}::uuid AND v.valid_from <= c.on_date ORDER BY v.valid_from DESC LIMIT 1)) AS h
      WHERE ${sql.conditions()} ORDER BY h.on_date, h.half NULLS FIRST, h.name`,
    orderBy: 's.date',
    nothing: `There is no holiday: ${said}`,
  });
});

async function placeOf(
  context: ToolContext,
  name: string | undefined,
): Promise<{ id: string; name: string }> {
  if (name !== undefined)
    return resolveName(context, name, {
      source: 'SELECT l.id, l.name, NULL::text AS also, NULL::text AS code FROM location l',
      draft: draft(),
      what: 'place of work',
    });
  const [place] = await context.rows.query<{ id: string; name: string }>(
    `SELECT l.id, l.name FROM location l
     WHERE l.id = coalesce((SELECT e.location_id FROM employee e WHERE e.id = $1), (SELECT id FROM location WHERE is_default))`,
    [context.principal.id],
  );
  if (!place) throw new Error('there is no default location');
  return place;
}

/** @see leavePolicy */
export const leavePolicyTool = defineReading(leavePolicy, async (context, args) => {
  const sql = draft();
  const today = sql.bind(context.today);
  const type = await resolveLeaveType(context, args.type);
  sql.narrow(type?.id, (code) => `t.code = ${code}`);
  return readTable(context.rows, {
    title: leavePolicy.title,
    note: `As it holds on ${formatDate(context.today)}`,
    columns: [
      ...[column('type', 'Type'), column('yearly', 'Days a year', 'days')],
      ...[column('frequency', 'Given'), column('paid', 'Paid'), column('halfDays', 'Half days')],
      ...[column('carried', 'Carried over at most', 'days')],
      ...[
        column('overdraft', 'In advance at most', 'days'),
        column('encash', 'Paid out at most', 'days'),
      ],
      column('documentAfter', 'Document needed after days', 'count'),
    ],
    source: `SELECT t.name AS type, t.ordinal, v.annual_units AS yearly, v.frequency, v.carry_max AS carried, -v.floor AS overdraft,
        v.encash_max AS encash, CASE WHEN t.paid THEN 'yes' ELSE 'no' END AS paid,
        CASE WHEN t.half_days THEN 'yes' ELSE 'no' END AS "halfDays", t.document_after AS "documentAfter", '/leave' AS href
      FROM leave_type t LEFT JOIN leave_policy_version v ON v.type = t.code AND v.valid_from <= ${today}::date
        AND (v.valid_to IS NULL OR v.valid_to >= ${today}::date)
      WHERE t.retired_at IS NULL AND ${sql.conditions()}`,
    orderBy: 's.ordinal',
    ...{ draft: sql, limit: undefined },
    nothing: 'There is no such type of leave',
  });
});
