import type { Period } from '../../../domain/assistant/periods';
import { scope } from '../../../domain/access/scope';
import { approvalFigures } from '../../../domain/assistant/tools/approvals';
import { visibleRequests } from '../../approvals/policy';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import {
  compared,
  comparedColumns,
  periodOf,
  shownOn,
  withinPeriod,
  type ComparedPeriod,
} from './comparison';
import { groupsTold } from './groups';
import { kindCalled, KIND_NAMES } from './kinds';
import { pageOf, textOf, withinMonth } from './links';
import { averageOf, named } from './sql';
import { draft, type Draft } from './statement';
import {
  narrowToPeople,
  resolveDepartment,
  resolvePerson,
  type Asked,
  type Visible,
} from './subject';
import { averaged, column, readTable, summed, type Row, type ToolColumn } from './table';
import { requireNoComparison } from './unanswered';

interface Source {
  label: string;
  group: string;
  /** What a group is known by, where that is not what it is called. */
  key?: string;
  kind: ToolColumn['kind'];
  /** Requests, or the decisions on them. */
  of: 'requests' | 'decisions';
}

/** A day is that of the asker's zone: `$1`. */
const SOURCES: Record<string, Source> = {
  kind: {
    ...{ label: 'Kind', kind: 'text', of: 'requests' },
    ...{ group: named('r.kind', KIND_NAMES), key: 'r.kind' },
  },
  status: { label: 'Status', group: 'r.status', kind: 'status', of: 'requests' },
  month: {
    ...{ label: 'Month', kind: 'month', of: 'requests' },
    group: `to_char(shown.day, 'YYYY-MM')`,
  },
  step: { label: 'Step', group: 'p.name', kind: 'text', of: 'decisions' },
  approver: {
    ...{ label: 'Approver', group: 'a.name', key: 'a.id::text', kind: 'text', of: 'decisions' },
  },
  channel: { label: 'Channel', group: 'c.channel', kind: 'text', of: 'decisions' },
};

/** What is counted: a decision that was taken back is none. */
const OF = {
  requests: {
    from: 'approval_request r',
    day: '(r.submitted_at AT TIME ZONE $1::text)::date',
    approved: `r.status = 'approved'`,
    rejected: `r.status = 'rejected'`,
    minutes: 'extract(epoch FROM r.closed_at - r.submitted_at) / 60',
    counted: 'Requests',
    where: 'true',
  },
  decisions: {
    from: `approval_decision c JOIN approval_request r ON r.id = c.request_id JOIN approval_step p ON p.id = c.step_id
      LEFT JOIN authz.colleague a ON a.id = c.decided_by`,
    day: '(c.received_at AT TIME ZONE $1::text)::date',
    approved: `c.verdict = 'approve'`,
    rejected: `c.verdict = 'reject'`,
    minutes: 'extract(epoch FROM c.received_at - p.opened_at) / 60',
    counted: 'Decisions',
    where: 'NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = c.id)',
  },
};

/** @see approvalFigures */
export const approvalFiguresTool = defineReading(approvalFigures, async (context, args) => {
  const sql = draft();
  sql.bind(context.principal.zone);
  const isRate = args.measure === 'rate';
  if (isRate) requireNoComparison(args);
  const groupBy = args.groupBy ?? (args.approver === undefined ? 'kind' : 'approver');
  const source = SOURCES[groupBy] as Source;
  // Whoever decided did so on requests of every kind.
  const counted = OF[args.approver === undefined ? source.of : 'decisions'];
  const period = periodOf(context, args);
  sql.where.push(counted.where, visibleRequests(context.principal, 'r', sql.parameters));
  sql.where.push(withinPeriod(period, counted.day, sql.bind));
  const kind = kindCalled(args.kind);
  sql.narrow(kind, (id) => `r.kind = ${id}`);
  const { said, ...narrowed } = await narrowToPeopleOf(context, args, sql);
  const note = `${counted.counted} you may see${said}, ${period.words}${isRate ? OF_DECIDED : ''}`;
  const { averages, ...told } = groupsTold({
    ...{ ...args, figure: 'count', isAverage: isRate, averages: RATES },
    ...{ own: OWN_ORDER[groupBy], byTime: groupBy in OWN_ORDER, before: period.before },
  });
  return readTable(context.rows, {
    ...{ title: `${counted.counted} in figures`, note, ...told },
    columns: [
      ...[column('group', source.label, source.kind), ...averages],
      ...comparedColumns(period, summed('count', counted.counted, 'count')),
      ...[summed('approved', 'Approved', 'count'), summed('rejected', 'Rejected', 'count')],
      ...(isRate ? [] : [column('median', 'Hours taken (median)', 'hours')]),
    ],
    link: (row) => requestsBehind(context, row, { ...args, ...period, ...narrowed, groupBy, kind }),
    source: figuresSql(sql, { source, counted, period }),
    ...{ draft: sql, limit: args.limit },
    nothing: `There are none: ${note}`,
  });
});

const OWN_ORDER: Record<string, string> = { month: 's."group"' };

/** The groups with how many there are, how many were approved and rejected, and how long they took. */
function figuresSql(
  sql: Draft,
  of: { source: Source; counted: (typeof OF)[Source['of']]; period: ComparedPeriod },
): string {
  const { group, key = group } = of.source;
  const { from, day, approved, rejected, minutes } = of.counted;
  const { period } = of;
  const ofNow = period.before ? `${day} >= ${sql.bind(period.from)}::date AND ` : '';
  const count = (condition: string) => `count(*) FILTER (WHERE ${ofNow}${condition})::integer`;
  const all = compared(period, { key: 'count', day, sum: 'count(*)', bind: sql.bind });
  return `SELECT f.*, f.approved + f.rejected AS decided, f.approved * 10000 AS "approvedOf", f.rejected * 10000 AS "rejectedOf",
      ${averageOf('f.approved * 10000', 'f.approved + f.rejected')} AS "approvedRate",
      ${averageOf('f.rejected * 10000', 'f.approved + f.rejected')} AS "rejectedRate"
    FROM (SELECT ${group} AS "group", ${key} AS key, ${all}, ${count(approved)} AS approved, ${count(rejected)} AS rejected,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${minutes}) FILTER (WHERE ${ofNow}true))::bigint AS median
      FROM ${from} CROSS JOIN LATERAL (SELECT ${shownOn(period, day, sql.bind)} AS day) AS shown
      WHERE $1::text IS NOT NULL AND ${sql.conditions()} GROUP BY 1, 2) AS f`;
}

interface PeopleAsked extends Asked {
  approver?: string;
}

/** Narrows to a department, to who asked and to who decided. @throws Unanswered */
async function narrowToPeopleOf(
  context: ToolContext,
  asked: PeopleAsked,
  sql: Draft,
): Promise<{ said: string; departmentIds: string[]; approverId?: string; isOfSome: boolean }> {
  const [department, departmentIds] = await narrowToDepartment(context, asked.department, sql);
  const whose = await narrowToWhose(context, asked, sql);
  const approver = await narrowToApprover(context, asked.approver, sql);
  const by = approver ? `, by ${approver.name}` : '';
  return {
    ...{ said: `${whose}${department}${by}`, departmentIds, approverId: approver?.id },
    isOfSome: whose !== '',
  };
}

const OF_DECIDED = '; of those that were approved or rejected';
const RATES = [
  averaged('Approved, %', 'percent', { of: 'approvedOf', by: 'decided' }, 'approvedRate'),
  averaged('Rejected, %', 'percent', { of: 'rejectedOf', by: 'decided' }, 'rejectedRate'),
];

/** Narrows to who asked. @returns whose they are, for the note; empty for all @throws Unanswered */
async function narrowToWhose(
  { principal, ...context }: ToolContext,
  { who = 'all', person }: Asked,
  sql: Draft,
): Promise<string> {
  if (who === 'all' && person === undefined) return '';
  const whose = await narrowToPeople(
    { principal, ...context },
    { who, person },
    {
      ...{ draft: sql, column: 'r.requester_id' },
      visible: peopleWith(
        principal,
        (employee, request) => `${request}.requester_id = ${employee}`,
      ),
    },
  );
  return ` of ${whose}`;
}

/** Narrows to who decided. @throws Unanswered */
async function narrowToApprover(
  context: ToolContext,
  name: string | undefined,
  sql: Draft,
): Promise<{ id: string; name: string } | undefined> {
  if (name === undefined) return undefined;
  const decided = (employee: string, request: string) =>
    `EXISTS (SELECT FROM approval_decision x WHERE x.request_id = ${request}.id AND x.decided_by = ${employee})`;
  const approver = await resolvePerson(context, name, peopleWith(context.principal, decided));
  sql.narrow(approver.id, (id) => `c.decided_by = ${id}`);
  return approver;
}

/** People one may see, and those of the requests one may see; requests say themselves who sees them. */
const peopleWith =
  (
    principal: ToolContext['principal'],
    isOf: (employee: string, request: string) => string,
  ): Visible =>
  (employee, parameters) =>
    employee === 'r.requester_id'
      ? 'true'
      : `(${visibleEmployees(scope(principal, 'person'), employee, parameters)} OR EXISTS (
          SELECT FROM approval_request q WHERE ${isOf(employee, 'q')} AND ${visibleRequests(principal, 'q', parameters)}))`;

/** What a figure of requests was asked by. */
interface Figured extends Period {
  groupBy?: string;
  /** The id of a kind. */
  kind?: string;
  departmentIds: string[];
  /** Who decided, where one alone is asked for. */
  approverId?: string;
  /** Whether they are those of some people alone, which no page is narrowed to. */
  isOfSome: boolean;
}

/**
 * The requests a group is made of: in the list of all, or among the cases of insight, which is narrowed by days and by who
 * decided, and shows all of them to who sees every request.
 */
function requestsBehind(context: ToolContext, row: Row, asked: Figured): string | null {
  const { groupBy = 'kind', departmentIds } = asked;
  const key = textOf(row.key);
  if (key === undefined || asked.isOfSome) return null;
  const narrowed = { ...asked, groupBy, kind: groupBy === 'kind' ? key : asked.kind };
  const isOfAllDays =
    departmentIds.length === 0 && (asked.approverId ?? asked.from ?? asked.to) === undefined;
  if (isOfAllDays && groupBy === 'kind') return pageOf('/requests', { box: 'all', kind: key });
  if (isOfAllDays && groupBy === 'status')
    return pageOf('/requests', { box: 'all', kind: asked.kind, status: key });
  return casesBehind(context, key, narrowed);
}

/** What groups are called among the cases of insight. */
const CASES: Record<string, string> = {
  ...{ status: 'status', step: 'step', approver: 'approverId', channel: 'channel' },
};

/** Cases are of one department, or of all, and between two days. */
function casesBehind(
  { principal, today }: ToolContext,
  key: string,
  asked: Figured & { groupBy: string },
): string | null {
  const { groupBy, departmentIds, kind, approverId } = asked;
  const { from, to = today } = groupBy === 'month' ? withinMonth(asked, key) : asked;
  if (!scope(principal, 'approval').everyone || !from || departmentIds.length > 1) return null;
  const named = CASES[groupBy];
  const isOfRequests = SOURCES[groupBy]?.of === 'requests' && approverId === undefined;
  return pageOf('/insight/cases', {
    ...{ measure: isOfRequests ? 'submitted' : 'decisions', from, to, kind, approverId },
    departmentId: departmentIds[0],
    ...(named === undefined ? {} : { [named]: key }),
  });
}

async function narrowToDepartment(
  context: ToolContext,
  name: string | undefined,
  sql: Draft,
): Promise<[said: string, ids: string[]]> {
  if (name === undefined) return ['', []];
  const department = await resolveDepartment(context, name);
  sql.narrow(department.ids, (ids) => `r.department_id = ANY(${ids}::uuid[])`);
  return [`, ${department.name}`, department.ids];
}
