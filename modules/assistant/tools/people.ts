import type { z } from 'zod';
import { periodText } from '../../../domain/assistant/periods';
import {
  countPeople,
  findPeople,
  reportingLine,
  whoAmI,
} from '../../../domain/assistant/tools/people';
import { containing } from '../../../platform/database/containing';
import { scope } from '../../../domain/access/scope';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import { asking, pageOf, textOf, withinMonth } from './links';
import { draft, type Draft } from './statement';
import { narrowToWho, resolveDepartment, resolvePerson, type Visible } from './subject';
import { column, readTable, summed, type Row } from './table';

/** Whom one may see in the directory. */
const visibleTo =
  ({ principal }: ToolContext): Visible =>
  (employee, parameters) =>
    visibleEmployees(scope(principal, 'person'), employee, parameters);

const FROM = `FROM employee e LEFT JOIN department d ON d.id = e.department_id
  LEFT JOIN authz.colleague m ON m.id = e.manager_id
  LEFT JOIN location l ON l.id = coalesce(e.location_id, (SELECT id FROM location WHERE is_default))`;
const ROLES = `array_to_string(e.roles, ', ')`;
const STATUS = `CASE WHEN e.active THEN 'active' ELSE 'left' END`;
const PERSON = `e.id, e.name AS person, e.email::text AS email, ${ROLES} AS roles, d.name AS department,
  m.name AS manager, e.grade, l.name AS location, e.joined_on AS joined, ${STATUS} AS status, '/people/' || e.id AS href`;

const COLUMNS = [
  ...[column('person', 'Person'), column('email', 'E-mail'), column('department', 'Department')],
  ...[column('roles', 'Roles'), column('manager', 'Manager'), column('grade', 'Grade')],
  ...[column('location', 'Place'), column('joined', 'Joined', 'date')],
  column('status', 'Status', 'status'),
];

/** @see whoAmI */
export const whoAmITool = defineReading(whoAmI, (context) => {
  const sql = draft();
  return readTable(context.rows, {
    ...{ title: whoAmI.title, note: 'You', columns: COLUMNS, draft: sql, limit: 1 },
    source: `SELECT ${PERSON} ${FROM} WHERE e.id = ${sql.bind(context.principal.id)}`,
    orderBy: 's.id',
    nothing: 'You are not in the directory',
  });
});

/** @see findPeople */
export const findPeopleTool = defineReading(findPeople, async (context, args) => {
  const sql = draft();
  sql.where.push(visibleTo(context)('e.id', sql.parameters));
  sql.narrow(
    args.name && containing(args.name),
    (name) => `(e.name ILIKE ${name} OR e.email::text ILIKE ${name})`,
  );
  sql.narrow(args.role, (role) => `${role}::text = ANY(e.roles)`);
  sql.narrow(args.location && containing(args.location), (place) => `l.name ILIKE ${place}`);
  sql.narrow(args.joinedFrom, (day) => `e.joined_on >= ${day}::date`);
  sql.narrow(args.joinedTo, (day) => `e.joined_on <= ${day}::date`);
  sql.narrow((args.status ?? 'active') === 'active', (active) => `e.active = ${active}`);
  const department = await narrowToDepartment(context, args.department, sql);
  if (args.manager !== undefined) {
    const manager = await resolvePerson(context, args.manager, visibleTo(context));
    sql.narrow(manager.id, (id) => `e.manager_id = ${id}`);
  }
  return readTable(context.rows, {
    ...{
      title: findPeople.title,
      note: department,
      columns: COLUMNS,
      draft: sql,
      limit: args.limit,
    },
    source: `SELECT ${PERSON} ${FROM} WHERE ${sql.conditions()}`,
    orderBy: `${args.orderBy === 'date' ? 's.joined DESC NULLS LAST, ' : ''}s.person, s.id`,
    nothing: 'Nobody you may see is so',
  });
});

const JOINED = `to_char(e.joined_on, 'YYYY-MM')`;
/** What people are counted by; the order a group has is its own, or how many it has. */
const GROUPS = {
  department: ['Department', 'd.name', 'd.id'],
  role: ['Role', 'role', 'role'],
  location: ['Place', 'l.name', 'l.id'],
  manager: ['Manager', 'm.name', 'm.id'],
  grade: ['Grade', 'e.grade', 'e.grade'],
  'joined-month': ['Joined in', JOINED, JOINED],
} as const;

/** Which of the people are counted, in words. */
function countedOf({ role, joinedFrom: from, joinedTo: to }: z.infer<typeof countPeople.args>) {
  return [
    ...(role ? [`role ${role}`] : []),
    ...(from || to ? [`joined ${periodText({ from, to })}`] : []),
  ];
}

/** @see countPeople */
export const countPeopleTool = defineReading(countPeople, async (context, args) => {
  const groupBy = args.groupBy ?? 'department';
  const [label, value, key] = GROUPS[groupBy];
  const sql = draft();
  sql.where.push(visibleTo(context)('e.id', sql.parameters));
  sql.narrow((args.status ?? 'active') === 'active', (active) => `e.active = ${active}`);
  sql.narrow(args.role, (role) => `${role}::text = ANY(e.roles)`);
  sql.narrow(args.joinedFrom, (day) => `e.joined_on >= ${day}::date`);
  sql.narrow(args.joinedTo, (day) => `e.joined_on <= ${day}::date`);
  const among = await narrowToDepartment(context, args.department, sql);
  const isTeam = args.who === 'my-team';
  const whose = isTeam
    ? [await narrowToWho(context, 'my-team', { draft: sql, column: 'e.id' })]
    : [];
  const note = [among, ...whose, ...countedOf(args)].join(', ');
  const byMonth = groupBy === 'joined-month';
  // Who has several roles is counted in each, so that those do not add up.
  const people =
    groupBy === 'role' ? column('people', 'People', 'count') : summed('people', 'People', 'count');
  return readTable(context.rows, {
    ...{ title: countPeople.title, note, draft: sql, limit: undefined },
    columns: [column('group', label, byMonth ? 'month' : 'text'), people],
    source: `SELECT ${value} AS "group", ${key}::text AS key, count(*)::integer AS people ${FROM}
      ${groupBy === 'role' ? 'CROSS JOIN LATERAL unnest(e.roles) AS role' : ''}
      WHERE ${sql.conditions()} GROUP BY 1, 2`,
    orderBy: byMonth ? 's."group"' : 's.people DESC, s."group"',
    // No page and no list has those below somebody alone.
    link: (row) => (isTeam ? null : peopleBehind(row, args)),
    nothing: 'Nobody you may see is so',
    chart: { kind: byMonth ? 'line' : 'bar', x: 'group', y: ['people'] },
  });
});

interface Counted {
  groupBy?: keyof typeof GROUPS;
  department?: string;
  status?: 'active' | 'left';
}

/** Which of the filters of the page of people a grouping is. */
const FILTERS: Partial<Record<keyof typeof GROUPS, string>> = {
  ...{ department: 'departmentId', role: 'role', location: 'locationId' },
};

/** The people a group is made of: on their page, as far as that has such filters, else a question for them. */
function peopleBehind(row: Row, asked: Counted): string | null {
  const { groupBy = 'department', department, status = 'active' } = asked;
  const [group, key] = [textOf(row.group), textOf(row.key)];
  if (group === undefined || key === undefined) return null;
  const filter = FILTERS[groupBy];
  // The page knows a department alone, and not those below it.
  if (filter !== undefined && (groupBy === 'department' || department === undefined))
    return pageOf('/people', { [filter]: key, active: String(status === 'active') });
  return status === 'active' ? askedBehind(group, groupBy, department) : null;
}

function askedBehind(group: string, groupBy: string, department?: string): string | null {
  if (groupBy === 'joined-month')
    return asking({ of: 'people', department, ...withinMonth({}, group) });
  if (groupBy === 'role') return asking({ of: 'people', role: group, department });
  if (groupBy !== 'manager' || department !== undefined) return null;
  return pageOf('/assistant', { ask: `Who reports to ${group}?` });
}

async function narrowToDepartment(
  context: ToolContext,
  name: string | undefined,
  sql: Draft,
): Promise<string> {
  if (name === undefined) return 'Everybody you may see';
  const department = await resolveDepartment(context, name);
  sql.narrow(department.ids, (ids) => `e.department_id = ANY(${ids}::uuid[])`);
  return department.name;
}

/**
 * @see reportingLine
 *
 * Whom somebody reports to is said of everybody one may see; who stands further above only if one may see them, too.
 */
export const reportingLineTool = defineReading(reportingLine, async (context, args) => {
  const visible = visibleTo(context);
  const person =
    args.person === undefined
      ? context.principal
      : await resolvePerson(context, args.person, visible);
  const sql = draft();
  const id = sql.bind(person.id);
  return readTable(context.rows, {
    ...{ title: reportingLine.title, note: person.name, draft: sql, limit: args.limit },
    columns: [
      ...[column('relation', 'Place in the line'), column('person', 'Person')],
      ...[column('department', 'Department'), column('roles', 'Roles')],
    ],
    source: `SELECT r.relation, r.place, e.name AS person, d.name AS department, ${ROLES} AS roles, '/people/' || e.id AS href
      FROM (
        SELECT a.above AS id, 'above' AS relation,
          (SELECT count(*) FROM reporting_line n WHERE n.below = a.above) AS place
        FROM reporting_line a WHERE a.below = ${id} AND a.above <> ${id}
        UNION ALL SELECT o.id, 'reports to them', 1000000 FROM employee o WHERE o.manager_id = ${id} AND o.active) AS r
      JOIN authz.colleague e ON e.id = r.id LEFT JOIN department d ON d.id = e.department_id
      WHERE (${visible('e.id', sql.parameters)}
        OR e.id = (SELECT p.manager_id FROM employee p WHERE p.id = ${id}))`,
    orderBy: 's.place, s.person',
    nothing: 'Nobody you may see is above or below',
  });
});
