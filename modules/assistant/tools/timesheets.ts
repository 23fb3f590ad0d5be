import type { Period } from '../../../domain/assistant/periods';
import { timesheetHours } from '../../../domain/assistant/tools/projects';
import { addDays } from '../../../domain/dates/calendar';
import { scope } from '../../../domain/access/scope';
import { visibleEmployees } from '../../people/policy';
import { visibleProjects } from '../../projects/policy';
import { visibleTime } from '../../timesheets/policy';
import { defineReading, type ToolContext } from '../tool';
import { compared, comparedColumns, periodOf, shownOn, withinPeriod } from './comparison';
import { groupsTold } from './groups';
import { asking, pageOf, textOf, withinDays, withinMonth } from './links';
import { resolveName } from './names';
import { averageOf } from './sql';
import { draft } from './statement';
import { narrowToPeople, whoseBehind, type Asked, type Visible } from './subject';
import { averaged, column, COUNTED, readTable, summed, type Row, type ToolColumn } from './table';
import { requireNoComparison } from './unanswered';

const GROUPS = {
  person: ['Person', 'e.name', 'e.id::text'],
  // Who sees the time of those below sees what it was for, as on the page of their month, though not the project itself.
  // By name it is asked for by whoever may see the project: of others the planner knows no name.
  project: ['Project', `n.code || ' ' || n.name`, 'p.name'],
  month: ['Month', `to_char(shown.day, 'YYYY-MM')`, `to_char(shown.day, 'YYYY-MM')`],
  week: [
    'Week from',
    `date_trunc('week', shown.day)::date`,
    `date_trunc('week', shown.day)::date::text`,
  ],
  none: ['Of', `'All hours'`, `'all'`],
} as const;
type Grouping = keyof typeof GROUPS;
const KINDS: Record<Grouping, ToolColumn['kind']> = {
  ...{ person: 'text', project: 'text', none: 'text', month: 'month', week: 'date' },
};
const OWN_ORDER: Partial<Record<Grouping, string>> = { month: 's.key', week: 's.key' };

const AVERAGES = [
  averaged('Average of a person', 'hours', { of: 'hours', by: 'people' }),
  summed('people', 'People', 'count'),
];
/** Minutes, by how many people, and what one of them worked. */
const SHARED = `count(DISTINCT l.employee_id)::integer AS people,
  ${averageOf('sum(l.minutes)', 'count(DISTINCT l.employee_id)')}`;

/** @see timesheetHours */
export const timesheetHoursTool = defineReading(timesheetHours, async (context, args) => {
  const sql = draft();
  const isAverage = args.measure === 'average';
  if (isAverage) requireNoComparison(args);
  sql.where.push(visibleTime(context.principal, sql.parameters));
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'l.employee_id', visible: workedFor(context) },
  });
  const project = await resolveProject(context, args.project);
  sql.narrow(project?.id, (id) => `l.project_id = ${id}`);
  sql.narrow(args.billable, (isBillable) => `l.billable = ${isBillable}`);
  const period = periodOf(context, args);
  sql.where.push(withinPeriod(period, 'l.worked_on', sql.bind));
  const hours = compared(period, {
    ...{ key: 'hours', day: 'l.worked_on', sum: 'sum(l.minutes)', bind: sql.bind },
  });
  const groupBy = args.groupBy ?? (isAverage ? 'none' : 'project');
  const [label, value, key] = GROUPS[groupBy];
  const from = `FROM timesheet_line l JOIN project_name n ON n.project_id = l.project_id
      LEFT JOIN project p ON p.id = l.project_id LEFT JOIN authz.colleague e ON e.id = l.employee_id
      CROSS JOIN LATERAL (SELECT ${shownOn(period, 'l.worked_on', sql.bind)} AS day) AS shown
      WHERE ${sql.conditions()}`;
  const said = `${whose}${project ? `, ${project.name}` : ''}, ${period.words}`;
  const { averages, ...told } = groupsTold({
    ...{ ...args, figure: 'hours', isAverage, averages: AVERAGES, sums: () => allOf(from) },
    ...{ own: OWN_ORDER[groupBy], byTime: groupBy in OWN_ORDER, before: period.before },
  });
  return readTable(context.rows, {
    ...{ title: timesheetHours.title, note: said, ...told },
    columns: [
      ...[column('group', label, KINDS[groupBy]), ...averages],
      ...comparedColumns(period, summed('hours', 'Hours', 'hours')),
      ...(period.before ? [] : [summed('billable', 'Of them billable', 'hours')]),
    ],
    source: `SELECT ${value} AS "group", ${key} AS key, ${hours}, ${BILLABLE} AS billable, ${SHARED} AS average
      ${from} GROUP BY 1, 2`,
    ...{ draft: sql, limit: args.limit },
    link: (row) => hoursBehind(row, { ...args, ...period }, groupBy),
    nothing: `There is no time: ${said}`,
  });
});

const BILLABLE = 'coalesce(sum(l.minutes) FILTER (WHERE l.billable), 0)';

/** The sums of all: who worked on two projects is one person. */
const allOf = (from: string) =>
  `SELECT NULL AS currency, (SELECT count(*) FROM source)::integer AS "${COUNTED}", sum(l.minutes)::text AS hours,
    ${BILLABLE}::text AS billable, ${SHARED} AS average ${from}`;

/**
 * The time a group is made of: of one's own week its page; of other people there is none that shows their lines as they are
 * here, so it is asked for by week or by person.
 */
function hoursBehind(
  row: Row,
  asked: Asked & Period & { project?: string; billable?: boolean },
  groupBy: keyof typeof GROUPS,
): string | null {
  const [group, key] = [textOf(row.group), textOf(row.key)];
  if (group === undefined || key === undefined) return null;
  const { who, person, project, billable } = asked;
  const isOfOne = who === 'me' || person !== undefined;
  if (who === 'me' && groupBy === 'week') return pageOf('/timesheets', { week: key });
  return asking({
    ...{ of: 'hours worked', ...whoseBehind(asked, groupBy, group), billable },
    ...daysBehind(asked, groupBy, key),
    project: groupBy === 'project' ? key : project,
    by: isOfOne || groupBy === 'person' ? 'week' : 'person',
  });
}

function daysBehind(asked: Period, groupBy: keyof typeof GROUPS, key: string): Period {
  if (groupBy === 'week') return withinDays(asked, { from: key, to: addDays(key, 6) });
  const { from, to } = groupBy === 'month' ? withinMonth(asked, key) : asked;
  return { from, to };
}

/** Lines say themselves who may see them; people are looked for in the directory, and among those whose time one sees. */
const workedFor =
  ({ principal }: ToolContext): Visible =>
  (employee, parameters) =>
    employee === 'l.employee_id'
      ? 'true'
      : `(${visibleEmployees(scope(principal, 'person'), employee, parameters)} OR EXISTS (
          SELECT FROM timesheet_line l LEFT JOIN project p ON p.id = l.project_id
          WHERE l.employee_id = ${employee} AND ${visibleTime(principal, parameters)}))`;

/** A project by what it is called: one that may be seen, or that somebody worked for whose time may be. */
async function resolveProject(
  { principal, ...context }: ToolContext,
  name: string | undefined,
): Promise<{ id: string; name: string } | undefined> {
  if (name === undefined) return undefined;
  const sql = draft();
  const visible = visibleProjects(scope(principal, 'project'), sql.parameters);
  return resolveName({ principal, ...context }, name, {
    source: `SELECT n.project_id AS id, n.name, n.code AS also, n.code
      FROM project_name n LEFT JOIN project p ON p.id = n.project_id
      WHERE ${visible} OR EXISTS (SELECT FROM timesheet_line l
        WHERE l.project_id = n.project_id AND ${visibleTime(principal, sql.parameters)})`,
    ...{ draft: sql, what: 'project' },
  });
}
