import { definitions } from '../../../approvals/definitions';
import type { ApprovalKind } from '../../../domain/approvals/kind';
import { scope } from '../../../domain/access/scope';
import type { Period } from '../../../domain/assistant/periods';
import { approvalFigures, approvalsWaiting } from '../../../domain/assistant/tools/approvals';
import { visibleRequests } from '../../approvals/policy';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import { compared, comparedColumns, periodOf, shownOn, withinPeriod } from './comparison';
import { pageOf, textOf, withinMonth } from './links';
import { named } from './sql';
import { draft, type Draft } from './statement';
import { resolveDepartment, resolvePerson, type Visible } from './subject';
import { column, readTable, summed, type Row, type ToolColumn } from './table';
import { nothing } from './unanswered';

const KINDS: [string, ApprovalKind][] = Object.entries<ApprovalKind>(definitions);
const KIND_NAMES = Object.fromEntries(KINDS.map(([id, { label }]) => [id, label]));

/** The id of a kind that is called so. @throws Unanswered */
function kindCalled(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const wanted = name.toLowerCase();
  const found = KINDS.find(([id, { label }]) => [id, label.toLowerCase()].includes(wanted));
  if (!found) throw nothing(`There is no kind of request called “${name}”`);
  return found[0];
}

/** Whose requests are looked at, and what is said of them. */
const WAITING = {
  me: {
    title: approvalsWaiting.title,
    note: 'Requests that wait for you',
    columns: [column('requester', 'Asked by')],
    nothing: 'Nothing is waiting for you',
  },
  others: {
    title: 'Your requests that wait for others',
    note: 'Your own pending requests',
    columns: [column('waitingOn', 'Waits for')],
    nothing: 'None of your requests is waiting',
  },
  anyone: {
    title: 'Pending requests',
    note: 'All pending requests you may see',
    columns: [column('requester', 'Asked by'), column('waitingOn', 'Waits for')],
    nothing: 'No request that you may see is waiting',
  },
};

/** @see approvalsWaiting */
export const approvalsWaitingTool = defineReading(approvalsWaiting, async (context, args) => {
  const sql = draft();
  const on = args.on ?? (args.waitingOn === undefined ? 'me' : 'anyone');
  const { id: self } = context.principal;
  sql.where.push(`r.status = 'pending'`, visibleRequests(context.principal, 'r', sql.parameters));
  sql.narrow(on === 'others' ? self : undefined, (id) => `r.requester_id = ${id}`);
  sql.narrow(kindCalled(args.kind), (kind) => `r.kind = ${kind}`);
  const awaited =
    args.waitingOn === undefined
      ? undefined
      : await resolvePerson(context, args.waitingOn, approversTo(context));
  sql.narrow(awaited?.id, (id) => waitsFor('r', id));
  // It waits for somebody since they were asked, and for whoever it may be since it was sent.
  const holderId = on === 'me' ? self : awaited?.id;
  const holder = holderId === undefined ? undefined : sql.bind(holderId);
  const since = holder ? 't.created_at' : 'r.submitted_at';
  sql.narrow(
    args.olderThanDays,
    (days) => `${since} < now() - ${days}::integer * interval '1 day'`,
  );
  const { title, note, columns, nothing: none } = WAITING[on];
  const forWhom = awaited ? `; those that wait for ${awaited.name}` : '';
  return readTable(context.rows, {
    ...{ title, note: `${note}${forWhom}` },
    columns: [
      ...[column('title', 'Request'), column('kind', 'Kind'), ...columns],
      ...[column('submitted', 'Asked', 'instant'), column('due', 'Due', 'instant')],
      column('days', 'Days waiting', 'count'),
    ],
    source: `SELECT DISTINCT ON (r.id) r.id, r.title, ${named('r.kind', KIND_NAMES)} AS kind, q.name AS requester,
        r.submitted_at AS submitted, floor(extract(epoch FROM now() - ${since}) / 86400)::integer AS days,
        '/approvals/' || r.id AS href
      FROM approval_request r JOIN authz.colleague q ON q.id = r.requester_id
      ${holder ? `JOIN approval_task t ON t.request_id = r.id AND t.approver_id = ${holder} AND t.status = 'open'` : ''}
      WHERE ${sql.conditions()} ORDER BY r.id, ${since}`,
    shown: WAITS,
    orderBy: 's.submitted, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `${none}${forWhom}`,
  });
});

/** What is looked up for the requests that are shown alone. */
const WAITS = {
  columns: `(SELECT string_agg(DISTINCT w.name, ', ') FROM approval_task o JOIN authz.colleague w ON w.id = o.approver_id
    WHERE o.request_id = s.id AND o.status = 'open') AS "waitingOn",
    (SELECT min(p.due_at) FROM approval_step p WHERE p.request_id = s.id AND p.status = 'open') AS due`,
  joins: '',
};

const waitsFor = (request: string, person: string) =>
  `EXISTS (SELECT FROM approval_task o WHERE o.request_id = ${request}.id AND o.approver_id = ${person} AND o.status = 'open')`;

/** Who can be named as whom requests wait for: people one may see, and whom a request waits for that one may see. */
const approversTo =
  ({ principal }: ToolContext): Visible =>
  (employee, parameters) =>
    `(${visibleEmployees(scope(principal, 'person'), employee, parameters)} OR EXISTS (
      SELECT FROM approval_request r WHERE r.status = 'pending' AND ${waitsFor('r', employee)}
        AND ${visibleRequests(principal, 'r', parameters)}))`;

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
  const { label, group, key = group, kind, of } = SOURCES[args.groupBy ?? 'kind'] as Source;
  const { from, day, approved, rejected, minutes, counted, where } = OF[of];
  const period = periodOf(context, args);
  sql.where.push(where, visibleRequests(context.principal, 'r', sql.parameters));
  sql.where.push(withinPeriod(period, day, sql.bind));
  const ofKind = kindCalled(args.kind);
  sql.narrow(ofKind, (id) => `r.kind = ${id}`);
  const [department, departmentIds] = await narrowToDepartment(context, args.department, sql);
  const ofNow = period.before ? `${day} >= ${sql.bind(period.from)}::date AND ` : '';
  const count = (condition: string) => `count(*) FILTER (WHERE ${ofNow}${condition})::integer`;
  const all = compared(period, { key: 'count', day, sum: 'count(*)', bind: sql.bind });
  const note = `${counted} you may see${department}, ${period.words}`;
  return readTable(context.rows, {
    ...{ title: `${counted} in figures`, note },
    columns: [
      column('group', label, kind),
      ...comparedColumns(period, summed('count', counted, 'count')),
      ...[summed('approved', 'Approved', 'count'), summed('rejected', 'Rejected', 'count')],
      column('median', 'Hours taken (median)', 'hours'),
    ],
    link: (row) =>
      requestsBehind(context, row, { ...args, ...period, kind: ofKind, departmentIds }),
    source: `SELECT ${group} AS "group", ${key} AS key, ${all}, ${count(approved)} AS approved, ${count(rejected)} AS rejected,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${minutes}) FILTER (WHERE ${ofNow}true))::bigint AS median
      FROM ${from} CROSS JOIN LATERAL (SELECT ${shownOn(period, day, sql.bind)} AS day) AS shown
      WHERE $1::text IS NOT NULL AND ${sql.conditions()} GROUP BY 1, 2`,
    orderBy: args.groupBy === 'month' ? 's."group"' : 's.count DESC, s."group"',
    ...{ draft: sql, limit: args.limit },
    nothing: `There are none: ${note}`,
    chart: {
      ...{ kind: args.groupBy === 'month' ? 'line' : 'bar', x: 'group' },
      y: period.before ? ['count', 'before'] : ['count'],
    },
  });
});

/** What a figure of requests was asked by. */
interface Figured extends Period {
  groupBy?: string;
  /** The id of a kind. */
  kind?: string;
  departmentIds: string[];
}

/**
 * The requests a group is made of: in the list of all, or among the cases of insight, which is narrowed by days and by who
 * decided, and shows all of them to who sees every request.
 */
function requestsBehind(context: ToolContext, row: Row, asked: Figured): string | null {
  const { groupBy = 'kind', departmentIds } = asked;
  const key = textOf(row.key);
  if (key === undefined) return null;
  const narrowed = { ...asked, groupBy, kind: groupBy === 'kind' ? key : asked.kind };
  const isOfAllDays = departmentIds.length === 0 && (asked.from ?? asked.to) === undefined;
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
  const { groupBy, departmentIds, kind } = asked;
  const { from, to = today } = groupBy === 'month' ? withinMonth(asked, key) : asked;
  if (!scope(principal, 'approval').everyone || !from || departmentIds.length > 1) return null;
  const named = CASES[groupBy];
  return pageOf('/insight/cases', {
    ...{ measure: SOURCES[groupBy]?.of === 'requests' ? 'submitted' : 'decisions', from, to, kind },
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
