import { definitions } from '../../../approvals/definitions';
import type { ApprovalKind } from '../../../domain/approvals/kind';
import { approvalFigures, approvalsWaiting } from '../../../domain/assistant/tools/approvals';
import { visibleRequests } from '../../approvals/policy';
import { defineReading, type ToolContext } from '../tool';
import { compared, comparedColumns, periodOf, shownOn, withinPeriod } from './comparison';
import { named } from './sql';
import { draft, type Draft } from './statement';
import { resolveDepartment } from './subject';
import { column, readTable, summed, type ToolColumn } from './table';
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

/** @see approvalsWaiting */
export const approvalsWaitingTool = defineReading(approvalsWaiting, (context, args) => {
  const sql = draft();
  const self = sql.bind(context.principal.id);
  sql.where.push(`r.status = 'pending'`, visibleRequests(context.principal, 'r', sql.parameters));
  sql.narrow(kindCalled(args.kind), (kind) => `r.kind = ${kind}`);
  const onOthers = args.on === 'others';
  const since = onOthers ? 'r.submitted_at' : 't.created_at';
  sql.narrow(
    args.olderThanDays,
    (days) => `${since} < now() - ${days}::integer * interval '1 day'`,
  );
  const waitingOn = `(SELECT string_agg(DISTINCT w.name, ', ') FROM approval_task o JOIN authz.colleague w ON w.id = o.approver_id
    WHERE o.request_id = r.id AND o.status = 'open')`;
  return readTable(context.rows, {
    title: onOthers ? 'Your requests that wait for others' : approvalsWaiting.title,
    note: onOthers ? 'Your own pending requests' : 'Requests that wait for you',
    columns: [
      ...[column('title', 'Request'), column('kind', 'Kind')],
      ...(onOthers ? [column('waitingOn', 'Waits for')] : [column('requester', 'Asked by')]),
      ...[column('submitted', 'Asked', 'instant'), column('due', 'Due', 'instant')],
      column('days', 'Days waiting', 'count'),
    ],
    source: `SELECT DISTINCT ON (r.id) r.id, r.title, ${named('r.kind', KIND_NAMES)} AS kind, q.name AS requester,
        ${waitingOn} AS "waitingOn", r.submitted_at AS submitted,
        (SELECT min(s.due_at) FROM approval_step s WHERE s.request_id = r.id AND s.status = 'open') AS due,
        floor(extract(epoch FROM now() - ${since}) / 86400)::integer AS days, '/approvals/' || r.id AS href
      FROM approval_request r JOIN authz.colleague q ON q.id = r.requester_id
      ${onOthers ? '' : `JOIN approval_task t ON t.request_id = r.id AND t.approver_id = ${self} AND t.status = 'open'`}
      WHERE ${sql.conditions()} ${onOthers ? `AND r.requester_id = ${self}` : ''} ORDER BY r.id, ${since}`,
    orderBy: 's.submitted, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: onOthers ? 'None of your requests is waiting' : 'Nothing is waiting for you',
  });
});

interface Source {
  label: string;
  group: string;
  kind: ToolColumn['kind'];
  /** Requests, or the decisions on them. */
  of: 'requests' | 'decisions';
}

/** A day is that of the asker's zone: `$1`. */
const SOURCES: Record<string, Source> = {
  kind: { label: 'Kind', group: named('r.kind', KIND_NAMES), kind: 'text', of: 'requests' },
  status: { label: 'Status', group: 'r.status', kind: 'status', of: 'requests' },
  month: {
    ...{ label: 'Month', kind: 'month', of: 'requests' },
    group: `to_char(shown.day, 'YYYY-MM')`,
  },
  step: { label: 'Step', group: 'p.name', kind: 'text', of: 'decisions' },
  approver: { label: 'Approver', group: 'a.name', kind: 'text', of: 'decisions' },
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
      JOIN approval_task k ON k.id = c.task_id LEFT JOIN authz.colleague a ON a.id = c.decided_by`,
    day: '(c.received_at AT TIME ZONE $1::text)::date',
    approved: `c.verdict = 'approve'`,
    rejected: `c.verdict = 'reject'`,
    minutes: 'extract(epoch FROM c.received_at - k.created_at) / 60',
    counted: 'Decisions',
    where: 'NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = c.id)',
  },
};

/** @see approvalFigures */
export const approvalFiguresTool = defineReading(approvalFigures, async (context, args) => {
  const sql = draft();
  sql.bind(context.principal.zone);
  const { label, group, kind, of } = SOURCES[args.groupBy ?? 'kind'] as Source;
  const { from, day, approved, rejected, minutes, counted, where } = OF[of];
  const period = periodOf(context, args);
  sql.where.push(where, visibleRequests(context.principal, 'r', sql.parameters));
  sql.where.push(withinPeriod(period, day, sql.bind));
  sql.narrow(kindCalled(args.kind), (id) => `r.kind = ${id}`);
  const department = await narrowToDepartment(context, args.department, sql);
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
    source: `SELECT ${group} AS "group", ${all}, ${count(approved)} AS approved, ${count(rejected)} AS rejected,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${minutes}) FILTER (WHERE ${ofNow}true))::bigint AS median
      FROM ${from} CROSS JOIN LATERAL (SELECT ${shownOn(period, day, sql.bind)} AS day) AS shown
      WHERE $1::text IS NOT NULL AND ${sql.conditions()} GROUP BY 1`,
    orderBy: args.groupBy === 'month' ? 's."group"' : 's.count DESC, s."group"',
    ...{ draft: sql, limit: args.limit },
    nothing: `There are none: ${note}`,
    chart: {
      ...{ kind: args.groupBy === 'month' ? 'line' : 'bar', x: 'group' },
      y: period.before ? ['count', 'before'] : ['count'],
    },
  });
});

async function narrowToDepartment(
  context: ToolContext,
  name: string | undefined,
  sql: Draft,
): Promise<string> {
  if (name === undefined) return '';
  const department = await resolveDepartment(context, name);
  sql.narrow(department.ids, (ids) => `r.department_id = ANY(${ids}::uuid[])`);
  return `, ${department.name}`;
}
