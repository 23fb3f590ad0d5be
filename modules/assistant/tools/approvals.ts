import { scope } from '../../../domain/access/scope';
import { approvalsWaiting } from '../../../domain/assistant/tools/approvals';
import { visibleRequests } from '../../approvals/policy';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import { kindCalled, KIND_NAMES } from './kinds';
import { named } from './sql';
import { draft } from './statement';
import { resolvePerson, type Visible } from './subject';
import { column, readTable } from './table';

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
