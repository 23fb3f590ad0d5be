import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { LIST_SORTS, type SortColumn } from '../../domain/lists/sorting';
import type { ApprovalListQuery, ApprovalRow } from '../../domain/wire/approvals';
import type { Page } from '../../domain/wire/common';
import { toPage } from '../../platform/database/cursor';
import { containing } from '../../platform/database/containing';
import type { Queryable } from '../../platform/database/database';
import { listOrder, type OrderKey } from '../../platform/database/list-order';
import { dueClocks } from '../calendars/queries';
import { labelOf } from './kinds';
import { visibleRequests } from './policy';
import { readRequest, type RequestRow } from './store';

interface ListedRow extends Omit<
  ApprovalRow,
  'kindLabel' | 'submittedAt' | 'closedAt' | 'dueAt' | 'requester'
> {
  requesterId: string;
  requesterName: string;
  submittedAt: Date;
  sortKey: string;
  closedAt: Date | null;
  dueAt: Date | null;
}

type Box = ApprovalListQuery['box'];

/** That a decision was not taken back. */
const STANDING = 'NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)';

/** The person's own decision on `r` that has not taken effect yet, as JSON; `$1` is the person. */
const UNDOABLE = `(SELECT json_build_object('decisionId', d.id, 'verdict', d.verdict, 'takesEffectAt', d.effective_at)
  FROM approval_decision d JOIN approval_step s ON s.id = d.step_id AND s.status = 'open'
  WHERE d.request_id = r.id AND r.status = 'pending' AND d.decided_by = $1 AND d.effective_at > clock_timestamp()
    AND ${STANDING} LIMIT 1)`;

/** Each box narrows what one may see; `all` is all of it. Returns SQL over `r`; `$1` is the person. */
const BOXES: Record<Box, string> = {
  inbox: `r.status = 'pending' AND EXISTS (SELECT 1 FROM approval_task t WHERE t.request_id = r.id
    AND t.approver_id = $1 AND t.status = 'open')`,
  sent: 'r.requester_id = $1',
  done: `EXISTS (SELECT 1 FROM approval_decision d WHERE d.request_id = r.id AND d.decided_by = $1 AND ${STANDING})`,
  all: '$1::uuid IS NOT NULL',
};

const ORDERS: Record<SortColumn<'approvals'>, OrderKey> = {
  title: ['left(r.title, 100)', 'text'],
  asked: ['r.submitted_at', 'instant'],
};

/** A page of requests the person may see, newest first unless sorted otherwise. @throws DomainError invalid-input on a broken cursor */
export async function listRequests(
  db: Queryable,
  principal: Principal,
  query: ApprovalListQuery,
): Promise<Page<ApprovalRow>> {
  const parameters: unknown[] = [principal.id];
  const where = [BOXES[query.box], visibleRequests(principal, 'r', parameters)];
  if (query.kind) where.push(`r.kind = $${parameters.push(query.kind)}`);
  if (query.status) where.push(`r.status = $${parameters.push(query.status)}`);
  if (query.q) {
    const pattern = parameters.push(containing(query.q));
    where.push(
      // As an array the people are known before the rows: then both halves can go by their index.
      `(r.title ILIKE $${pattern}
        OR r.requester_id = ANY(ARRAY(SELECT n.id FROM employee n WHERE n.name ILIKE $${pattern})))`,
    );
  }
  const order = listOrder(ORDERS, {
    ...{ usual: LIST_SORTS.approvals.usual, wanted: query.sort, id: 'r.id' },
  });
  const after = order.after(query.cursor, parameters);
  if (after) where.push(after);
  const rows = await db.query<ListedRow>(
    `SELECT r.id, r.kind, r.title, r.status, r.requester_id AS "requesterId", q.name AS "requesterName",
       r.submitted_at AS "submittedAt", ${order.key} AS "sortKey", r.closed_at AS "closedAt",
       (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('id', e.id, 'name', e.name, 'onBehalfOf',
            CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END)) ORDER BY e.name), '[]')
          FROM approval_task t JOIN employee e ON e.id = t.approver_id LEFT JOIN employee o ON o.id = t.on_behalf_of
          WHERE t.request_id = r.id AND t.status = 'open') AS "waitingOn",
       (SELECT min(s.due_at) FROM approval_step s WHERE s.request_id = r.id AND s.status = 'open') AS "dueAt",
       ${UNDOABLE} AS undo
     FROM approval_request r JOIN employee q ON q.id = r.requester_id
     WHERE ${where.join(' AND ')}
     ORDER BY ${order.by} LIMIT ${query.limit + 1}`,
    parameters,
  );
  const awaited = (row: ListedRow) => ownFirst(row.waitingOn, principal.id);
  const clocks = await dueClocks(
    db,
    rows.flatMap((row) => awaited(row) ?? []),
  );
  return toPage(rows, query.limit, {
    position: order.position,
    present: (row) => {
      const dueOn = clocks.get(awaited(row) ?? '');
      return { ...presentRow(row), ...(dueOn ? { dueOn } : {}) };
    },
  });
}

/** By whose hours a reader counts a due time: their own if they are asked, else the first one's who is. */
export function ownFirst(waitingOn: { id: string }[], readerId: string): string | undefined {
  return (waitingOn.find(({ id }) => id === readerId) ?? waitingOn[0])?.id;
}

function presentRow(row: ListedRow): ApprovalRow {
  return {
    id: row.id,
    kind: row.kind,
    kindLabel: labelOf(row.kind),
    title: row.title,
    status: row.status,
    requester: { id: row.requesterId, name: row.requesterName },
    waitingOn: row.waitingOn,
    dueAt: row.dueAt?.toISOString() ?? null,
    submittedAt: row.submittedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    undo: row.undo && {
      ...row.undo,
      takesEffectAt: new Date(row.undo.takesEffectAt).toISOString(),
    },
  };
}

/** A request the person may see. @throws DomainError not-found, also for one they may not */
export async function readVisibleRequest(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<RequestRow> {
  const parameters: unknown[] = [id];
  const visible = visibleRequests(principal, 'r', parameters);
  const rows = await db.query(
    `SELECT 1 FROM approval_request r WHERE r.id = $1 AND ${visible}`,
    parameters,
  );
  if (rows.length === 0) throw new DomainError('not-found', 'There is no such request');
  return readRequest(db, id);
}

/** Whose approvals stand behind a record, in any round; somebody who signed for another counts, and so does the other. */
export async function signersOf(
  db: Queryable,
  record: { kind: string; subjectId: string },
): Promise<{ id: string; name: string }[]> {
  return db.query(
    `SELECT DISTINCT e.id, e.name FROM approval_request r
     JOIN approval_decision d ON d.request_id = r.id AND d.verdict = 'approve' AND ${STANDING}
     JOIN employee e ON e.id IN (d.decided_by, d.on_behalf_of)
     WHERE r.kind = $1 AND r.subject_id = $2 ORDER BY e.name, e.id`,
    [record.kind, record.subjectId],
  );
}
