import type { Approval } from '../../domain/wire/approvals';
import type { Queryable } from '../../platform/database/database';
import { peopleByIds } from '../people/queries';
import type { Progress, RequestRow } from './store';

type Entry = Approval['timeline'][number];

interface AuditRow {
  at: Date;
  action: string;
  actorId: string | null;
  channel: string | null;
  details: {
    step?: string;
    reason?: string;
    approvers?: string[];
    verdict?: string;
    decisionId?: string;
    commentId?: string;
    outcome?: string;
    from?: string;
    to?: string;
  };
}

interface Telling {
  row: AuditRow;
  name: (id: string | undefined) => string;
  step: (key: string | undefined) => string;
}

const REASONS: Record<string, string> = {
  'up-the-line': ', up the line',
  'last-resort': ', as last resort',
  nobody: ': nobody can sign',
};

/** How each audited action reads. An action that is not here reads as its own name. */
const SENTENCES: Record<string, (telling: Telling) => string> = {
  'approval.submitted': () => 'Submitted',
  'approval.step-opened': ({ row, name, step }) =>
    `${step(row.details.step)}: asked ${(row.details.approvers ?? []).map(name).join(', ')}${
      REASONS[row.details.reason ?? ''] ?? ''
    }`,
  'approval.decided': ({ row }) =>
    `${row.details.verdict === 'approve' ? 'Approved' : 'Rejected'} by ${row.channel === 'email' ? 'mailed link' : 'the app'}`,
  'approval.reminded': ({ row, name }) =>
    `Reminded ${(row.details.approvers ?? []).map(name).join(', ')}`,
  'approval.escalated': ({ row, name }) =>
    `Went up from ${name(row.details.from)} to ${name(row.details.to)}`,
  'approval.reassigned': ({ row, name }) =>
    `Handed from ${name(row.details.from)} to ${name(row.details.to)}`,
  'approval.step-expired': ({ row, step }) => `${step(row.details.step)} expired`,
  'approval.commented': () => 'Commented',
  'approval.information-requested': () => 'Asked for more information',
  'approval.repaired': () => 'Sent on again by hand',
  'approval.closed': ({ row }) => `Closed: ${row.details.outcome ?? ''}`,
};

/** The history of a request, oldest first, from the audit trail, with what people wrote beside it. */
export async function readTimeline(
  db: Queryable,
  request: RequestRow,
  progress: Progress,
): Promise<Entry[]> {
  const rows = await db.query<AuditRow>(
    `SELECT at, action, actor_id AS "actorId", channel, details FROM audit_event
     WHERE subject_type = 'approval' AND subject_id = $1 ORDER BY id`,
    [request.id],
  );
  const texts = await textsOf(db, request, progress);
  const ids = rows.flatMap(({ actorId, details }) => [
    actorId,
    details.from,
    details.to,
    ...(details.approvers ?? []),
  ]);
  const people = await peopleByIds(
    db,
    ids.filter((id) => typeof id === 'string'),
  );
  const name = (id: string | undefined) => people.get(id ?? '')?.name ?? 'somebody';
  const step = (key: string | undefined) =>
    progress.steps.find((row) => row.key === key)?.name ?? key ?? '';
  return rows.map((row) => ({
    at: row.at.toISOString(),
    type: row.action,
    actor: row.actorId ? { id: row.actorId, name: name(row.actorId) } : null,
    text: SENTENCES[row.action]?.({ row, name, step }) ?? row.action,
    comment: texts.get(row.details.decisionId ?? row.details.commentId ?? '') ?? null,
  }));
}

/** What people wrote, by the id of the decision or comment. */
async function textsOf(
  db: Queryable,
  request: RequestRow,
  progress: Progress,
): Promise<Map<string, string>> {
  const comments = await db.query<{ id: string; body: string }>(
    'SELECT id, body FROM approval_comment WHERE request_id = $1',
    [request.id],
  );
  return new Map([
    ...comments.map(({ id, body }): [string, string] => [id, body]),
    ...progress.decisions.flatMap(({ id, comment }): [string, string][] =>
      comment ? [[id, comment]] : [],
    ),
  ]);
}
