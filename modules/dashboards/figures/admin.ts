import { visibleRequests } from '../../approvals/policy';
import type { FigureSql, RowSql } from '../figure-sql';

function requests(
  sql: FigureSql,
  { by, since, pendingToo }: { by: string; since: number; pendingToo: boolean },
): string {
  const recent = `r.submitted_at >= ${sql.startOf(`${sql.today()} - ${since}`)}`;
  return `SELECT ${sql.row({
    id: 'r.id',
    at: 'r.submitted_at',
    title: 'r.title',
    person: 'r.requester_id',
    by,
    part: 'r.status',
    target: { to: 'approval', id: 'r.id' },
  })}
  FROM approval_request r WHERE (${pendingToo ? `r.status = 'pending' OR ` : ''}${recent})
    AND ${visibleRequests(sql.principal, 'r', sql.parameters)}`;
}

/** Requests by kind and state. */
export function approvalsByKind(sql: FigureSql): string {
  return requests(sql, { by: 'r.kind', since: 89, pendingToo: true });
}

/** Requests by the day they were sent. */
export function approvalsByDay(sql: FigureSql): string {
  return requests(sql, { by: sql.dayOf('r.submitted_at'), since: 29, pendingToo: false });
}

/** Steps that are open beyond their deadline. */
export function deadlinesBreached(sql: FigureSql): string {
  return `SELECT ${sql.row({
    id: 's.id',
    at: 's.due_at',
    title: `r.title || ': ' || s.name`,
    person: 'r.requester_id',
    by: 'r.kind',
    target: { to: 'approval', id: 'r.id' },
  })}
  FROM approval_request r JOIN approval_step s ON s.request_id = r.id AND s.round = r.round AND s.status = 'open'
  WHERE r.status = 'pending' AND s.due_at < ${sql.now()} AND ${visibleRequests(sql.principal, 'r', sql.parameters)}`;
}

/** Mails that failed or are tried again. For admins, as the view is. */
export function mailsFailed(sql: FigureSql): string {
  const parts: RowSql = {
    id: 'm.id',
    at: 'm.created_at',
    title: 'coalesce(m.subject, m.template)',
    person: 'm.to_user_id',
    by: 'm.template',
    part: 'm.status',
    target: { to: 'mail', id: 'm.id' },
  };
  return `SELECT ${sql.row(parts)} FROM mail m WHERE m.status IN ('failed', 'retrying')`;
}
