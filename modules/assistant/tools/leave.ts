import { scope } from '../../../domain/access/scope';
import { periodText, type Period } from '../../../domain/assistant/periods';
import { listed } from '../../../domain/assistant/planner/clarify';
import { leaveBalance, leaveRequests, leaveTaken } from '../../../domain/assistant/tools/leave';
import { formatDate } from '../../../domain/dates/format';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import { groupsTold } from './groups';
import { asking, pageOf, textOf, withinMonth } from './links';
import { resolveName } from './names';
import { averageOf } from './sql';
import { draft, type Draft } from './statement';
import { narrowToPeople, whoseBehind, type Asked, type Visible } from './subject';
import { averaged, column, COUNTED, readTable, summed, type ToolColumn } from './table';

const visibleTo =
  ({ principal }: ToolContext): Visible =>
  (employee, parameters) =>
    visibleEmployees(scope(principal, 'leave'), employee, parameters);

/** A type of leave by its code or name; undefined for none. @throws Unanswered */
export async function resolveLeaveType(
  context: ToolContext,
  name: string | undefined,
): Promise<{ id: string; name: string } | undefined> {
  if (name === undefined) return undefined;
  return resolveName(context, name, {
    source: 'SELECT t.code AS id, t.name, NULL::text AS also, t.code FROM leave_type t',
    draft: draft(),
    what: 'type of leave',
  });
}

/** Leaves out leave of some types. @returns which, in words @throws Unanswered */
async function leaveOutTypes(
  context: ToolContext,
  sql: Draft,
  names: string[] | undefined,
): Promise<{ said: string; names: string[] }> {
  if (names === undefined) return { said: '', names: [] };
  const types = [];
  for (const name of names) types.push(await resolveLeaveType(context, name));
  const found = types.filter((type) => type !== undefined);
  sql.narrow(
    found.map(({ id }) => id),
    (codes) => `l.type <> ALL(${codes}::text[])`,
  );
  const called = found.map(({ name }) => name);
  return { said: `, without ${listed(called)}`, names: called };
}

/** Whether a type is for somebody `e`: for everybody, or for their grade and place; or they ever had any of it. */
const IS_THEIRS = `((t.retired_at IS NULL AND (cardinality(t.grades) = 0 OR e.grade = ANY(t.grades))
    AND (NOT EXISTS (SELECT FROM leave_type_location o WHERE o.type = t.code)
      OR EXISTS (SELECT FROM leave_type_location o WHERE o.type = t.code
        AND o.location_id = coalesce(e.location_id, (SELECT id FROM location WHERE is_default)))))
  OR EXISTS (SELECT FROM leave_balance had WHERE had.employee_id = e.id AND had.type = t.code))`;

/** What counts now. */
const RUNNING = `SELECT granted, held, taken FROM leave_balance b WHERE b.employee_id = e.id AND b.type = t.code`;
/** What the ledger said at the end of a day: the same sums the list of balances is made of. */
const asOfDay = (day: string) => `SELECT
    coalesce(sum(CASE entry WHEN 'grant' THEN units WHEN 'expire' THEN -units WHEN 'deduct' THEN -units
      WHEN 'encash' THEN -units END), 0)::integer AS granted,
    coalesce(sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units END), 0)::integer AS held,
    coalesce(sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units END), 0)::integer AS taken
  FROM leave_ledger b WHERE b.employee_id = e.id AND b.type = t.code AND b.effective_on <= ${day}::date`;

const BALANCE_ORDER = { person: '', highest: 's.available DESC, ', lowest: 's.available, ' };

/** @see leaveBalance */
export const leaveBalanceTool = defineReading(leaveBalance, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'e.id', visible: visibleTo(context) },
  });
  const type = await resolveLeaveType(context, args.type);
  sql.narrow(type?.id, (code) => `t.code = ${code}`);
  const figures = args.asOf === undefined ? RUNNING : asOfDay(sql.bind(args.asOf));
  // Days of different types are different things: only those of one are added up.
  const days = type ? summed : column;
  return readTable(context.rows, {
    title: leaveBalance.title,
    note: `${whose}, ${args.asOf === undefined ? 'now' : `at the end of ${formatDate(args.asOf)}`}`,
    columns: [
      ...[column('person', 'Person'), column('type', 'Type')],
      ...[days('granted', 'Granted', 'days'), days('taken', 'Taken', 'days')],
      ...[days('pending', 'Pending', 'days'), days('available', 'Available', 'days')],
    ],
    source: `SELECT e.id, e.name AS person, t.name AS type, t.ordinal, coalesce(f.granted, 0) AS granted,
        coalesce(f.taken, 0) AS taken, coalesce(f.held, 0) AS pending,
        coalesce(f.granted - f.held - f.taken, 0) AS available,
        e.id::text AS owner
      FROM employee e JOIN leave_type t ON t.needs_balance AND ${IS_THEIRS}
      LEFT JOIN LATERAL (${figures}) AS f ON true
      WHERE e.active AND ${sql.conditions()}`,
    link: ({ owner }) => pageOf('/leave/account', { person: textOf(owner), asOf: args.asOf }),
    orderBy: `${BALANCE_ORDER[args.orderBy ?? 'person']}s.person, s.id, s.ordinal`,
    ...{ draft: sql, limit: args.limit },
    nothing: 'Nobody you may see has such leave',
  });
});

const GROUPS = {
  person: ['Person', 'e.name', 'e.id'],
  type: ['Type', 't.name', 't.ordinal'],
  month: ['Month', `to_char(l.from_on, 'YYYY-MM')`, `to_char(l.from_on, 'YYYY-MM')`],
  department: ['Department', 'd.name', 'd.id'],
  none: ['Of', `'All leave'`, `'all'`],
} as const;

const KINDS: Partial<Record<keyof typeof GROUPS, ToolColumn['kind']>> = { month: 'month' };
const OWN_ORDER: Partial<Record<keyof typeof GROUPS, string>> = { month: 's.key', type: 's.key' };

const AVERAGES = [
  averaged('Average of a person', 'days', { of: 'days', by: 'people' }),
  summed('people', 'People', 'count'),
];
/** By how many people, and what one of them took. */
const SHARED = `count(DISTINCT l.employee_id)::integer AS people,
  ${averageOf('sum(l.units)', 'count(DISTINCT l.employee_id)')}`;

/** @see leaveTaken */
export const leaveTakenTool = defineReading(leaveTaken, async (context, args) => {
  const sql = draft();
  const isAverage = args.measure === 'average';
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'l.employee_id', visible: visibleTo(context) },
  });
  const type = await resolveLeaveType(context, args.type);
  sql.narrow(type?.id, (code) => `l.type = ${code}`);
  const left = await leaveOutTypes(context, sql, args.exceptTypes);
  const period = { from: args.from, to: args.to ?? context.today };
  sql.narrow(period.from, (day) => `l.from_on >= ${day}::date`);
  sql.narrow(period.to, (day) => `l.from_on <= ${day}::date`);
  const groupBy = args.groupBy ?? (isAverage ? 'none' : 'type');
  const [label, value, key] = GROUPS[groupBy];
  const from = `FROM leave_request l JOIN authz.colleague e ON e.id = l.employee_id JOIN leave_type t ON t.code = l.type
      LEFT JOIN department d ON d.id = e.department_id WHERE l.status = 'approved' AND ${sql.conditions()}`;
  const said = [whose, ...(type ? [type.name] : [])].join(', ') + left.said;
  const { averages, ...told } = groupsTold({
    ...{ ...args, figure: 'days', isAverage, averages: AVERAGES, sums: () => allOf(from) },
    ...{ own: OWN_ORDER[groupBy], byTime: groupBy === 'month' },
  });
  return readTable(context.rows, {
    ...{ title: leaveTaken.title, ...told },
    note: `${said}, ${periodText(period)}; a leave counts on its first day${isAverage ? OF_WHOM : ''}`,
    columns: [
      ...[column('group', label, KINDS[groupBy]), ...averages],
      ...[summed('days', 'Days', 'days'), summed('leaves', 'Leaves', 'count')],
    ],
    source: `SELECT ${value} AS "group", ${key} AS key, ${TAKEN}, ${SHARED} AS average ${from} GROUP BY 1, 2`,
    ...{ draft: sql, limit: args.limit },
    link: ({ group }) =>
      leaveBehind(
        textOf(group),
        { ...args, ...period, type: type?.name, except: left.names },
        groupBy,
      ),
    nothing: `No leave was taken: ${said}, ${periodText(period)}`,
  });
});

const OF_WHOM = '; of those who took any';
const TAKEN = 'sum(l.units)::integer AS days, count(*)::integer AS leaves';

/** The sums of all: who took leave of two types is one person. */
const allOf = (from: string) =>
  `SELECT NULL AS currency, (SELECT count(*) FROM source)::integer AS "${COUNTED}", ${TAKEN}, ${SHARED} AS average ${from}`;

/** The leaves a group is made of: the page of leave has no such filters. */
function leaveBehind(
  group: string | undefined,
  asked: Asked & Period & { type?: string; except: string[] },
  groupBy: keyof typeof GROUPS,
): string | null {
  if (group === undefined) return null;
  const { from, to } = groupBy === 'month' ? withinMonth(asked, group) : asked;
  return asking({
    ...{ of: 'leave', ...whoseBehind(asked, groupBy, group), from, to, status: 'approved' },
    type: groupBy === 'type' ? group : asked.type,
    except: groupBy === 'type' ? [] : asked.except,
  });
}

/** @see leaveRequests */
export const leaveRequestsTool = defineReading(leaveRequests, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'l.employee_id', visible: visibleTo(context) },
  });
  const type = await resolveLeaveType(context, args.type);
  sql.narrow(type?.id, (code) => `l.type = ${code}`);
  const left = await leaveOutTypes(context, sql, args.exceptTypes);
  sql.narrow(args.status, (status) => `l.status = ${status}`);
  sql.narrow(args.exceptStatuses, (others) => `l.status <> ALL(${others}::text[])`);
  const statuses = args.exceptStatuses ? `, without ${listed(args.exceptStatuses)}` : '';
  const said = `${whose}${left.said}${statuses}, ${periodText(args)}`;
  sql.narrow(args.from, (day) => `l.to_on >= ${day}::date`);
  sql.narrow(args.to, (day) => `l.from_on <= ${day}::date`);
  return readTable(context.rows, {
    title: leaveRequests.title,
    note: said,
    columns: [
      ...[column('person', 'Person'), column('type', 'Type'), column('from', 'From', 'date')],
      ...[column('to', 'To', 'date'), summed('days', 'Days', 'days')],
      column('status', 'Status', 'status'),
    ],
    source: `SELECT l.id, e.name AS person, t.name AS type, l.from_on AS "from", l.to_on AS "to", l.units AS days, l.status
      FROM leave_request l JOIN authz.colleague e ON e.id = l.employee_id JOIN leave_type t ON t.code = l.type
      WHERE ${sql.conditions()}`,
    href: `coalesce('/approvals/' || (SELECT a.id FROM approval_request a WHERE a.subject_id = s.id AND a.kind = 'leave'
      ORDER BY a.submitted_at DESC LIMIT 1), '/leave')`,
    orderBy: 's."from" DESC, s.person, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such leave: ${said}`,
  });
});
