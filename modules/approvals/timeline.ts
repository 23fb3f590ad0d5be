import { totalsOf } from '../../domain/approvals/partial-approval';
import { formatMoney } from '../../domain/money/money';
import type { Approval } from '../../domain/wire/approvals';
import type { Queryable } from '../../platform/database/database';
import { peopleByIds } from '../people/queries';
import { linesLeftOf } from './approve-in-part';
import { filesAt, presentFile, type FileRow } from './files';
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
    fileId?: string;
    outcome?: string;
    version?: number;
    from?: string;
    to?: string | null;
    onBehalfOf?: string;
    substitutes?: { to: string; for: string }[];
    override?: boolean;
    why?: string;
    bypassed?: string[];
  };
}

interface Telling {
  row: AuditRow;
  name: (id: string | null | undefined) => string;
  step: (key: string | undefined) => string;
  /** What a decision approved in part, as the end of a sentence; empty for every other one. */
  inPart: (decisionId: string | undefined) => string;
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
    }${(row.details.substitutes ?? []).map((one) => `; ${name(one.to)} for ${name(one.for)}`).join('')}`,
  'approval.decided': ({ row, name, inPart }) => {
    const { verdict, onBehalfOf, override, decisionId } = row.details;
    const part = inPart(decisionId);
    const did = verdict === 'approve' ? 'Approved' : 'Rejected';
    const whose = onBehalfOf ? ` for ${name(onBehalfOf)}` : '';
    return `${did}${part && ' in part'}${whose} ${override ? 'by admin override' : doorOf(row)}${part}`;
  },
  'approval.decision-undone': ({ row }) =>
    `Took the ${row.details.verdict === 'approve' ? 'approval' : 'rejection'} back ${doorOf(row)}`,
  'approval.overridden': ({ row, name }) =>
    `Decided by an admin past ${(row.details.bypassed ?? []).map(name).join(', ') || 'nobody'}`,
  'approval.approver-added': ({ row, name, step }) =>
    `${step(row.details.step)}: added ${name(row.details.to)}`,
  'approval.substituted': ({ row, name }) =>
    `${name(row.details.onBehalfOf)} is away: asked ${name(row.details.to)} for them`,
  'approval.substitute-ended': ({ row, name }) =>
    `${name(row.details.from)} no longer acts for ${name(row.details.onBehalfOf)}`,
  'approval.rerouted': ({ row, name }) =>
    `${row.details.to ? `Moved from ${name(row.details.from)} to ${name(row.details.to)}` : `Taken from ${name(row.details.from)}`}: ${
      row.details.why === 'inactive'
        ? 'they have left'
        : 'the request is no longer theirs to decide'
    }`,
  'approval.reminded': ({ row, name }) =>
    `Reminded ${(row.details.approvers ?? []).map(name).join(', ')}`,
  'approval.escalated': ({ row, name }) =>
    `Went up from ${name(row.details.from)} to ${name(row.details.to)}`,
  'approval.reassigned': ({ row, name }) =>
    `Handed from ${name(row.details.from)} to ${name(row.details.to)}`,
  'approval.step-expired': ({ row, step }) => `${step(row.details.step)} expired`,
  'approval.commented': () => 'Commented',
  'approval.answered': () => 'Answered',
  'approval.sent-back': () => 'Sent back to be changed',
  'approval.revised': ({ row }) =>
    `Changed: version ${row.details.version}, signatures start again`,
  'approval.resubmitted': ({ row }) => `Sent again: version ${row.details.version}`,
  'approval.file-added': () => 'Added a file',
  'approval.information-requested': () => 'Asked for more information',
  'approval.repaired': () => 'Sent on again by hand',
  'approval.closed': ({ row }) => `Closed: ${row.details.outcome ?? ''}`,
};

function doorOf({ channel }: AuditRow): string {
  return channel === 'email' ? 'by mailed link' : 'in the app';
}

/** The history of a request, oldest first, from the audit trail, with what people wrote beside it. */
export async function readTimeline(
  db: Queryable,
  { request, progress, files }: { request: RequestRow; progress: Progress; files: FileRow[] },
): Promise<Entry[]> {
  const audited = await db.query<AuditRow>(
    `SELECT at, action, actor_id AS "actorId", channel, details FROM audit_event
     WHERE subject_type = 'approval' AND subject_id = $1 ORDER BY id`,
    [request.id],
  );
  const rows = audited.filter((row) => !isShownElsewhere(row, files));
  const texts = await textsOf(db, request);
  const ids = rows.flatMap(({ actorId, details }) => [
    actorId,
    details.from,
    details.to,
    details.onBehalfOf,
    ...(details.substitutes ?? []).flatMap((one) => [one.to, one.for]),
    ...(details.bypassed ?? []),
    ...(details.approvers ?? []),
  ]);
  const people = await peopleByIds(
    db,
    ids.filter((id) => typeof id === 'string'),
  );
  const name = (id: string | null | undefined) => people.get(id ?? '')?.name ?? 'somebody';
  const step = (key: string | undefined) =>
    progress.steps.find((row) => row.key === key)?.name ?? key ?? '';
  const inPart = (decisionId: string | undefined) => partOf(request, progress, decisionId);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    type: row.action,
    actor: row.actorId ? { id: row.actorId, name: name(row.actorId) } : null,
    text: SENTENCES[row.action]?.({ row, name, step, inPart }) ?? row.action,
    comment: texts.get(row.details.decisionId ?? row.details.commentId ?? '') ?? null,
    ...filesOf(row, files),
  }));
}

/** A file that came with a comment or a decision is told there. */
function isShownElsewhere({ details }: AuditRow, files: FileRow[]): boolean {
  const file = files.find(({ id }) => id === details.fileId);
  return file !== undefined && (file.commentId !== null || file.decisionId !== null);
}

function filesOf({ details }: AuditRow, files: FileRow[]): Pick<Entry, 'files'> {
  const own = files.filter(({ id }) => id === details.fileId).map(presentFile);
  return own.length > 0 ? { files: own } : filesAt(files, details.decisionId ?? details.commentId);
}

/** ": ₹18,000.00 of ₹25,650.50" behind a decision that cut something. */
function partOf(request: RequestRow, progress: Progress, decisionId: string | undefined): string {
  const decision = progress.decisions.find(({ id }) => id === decisionId);
  if (!decision?.lines) return '';
  const { asked, left } = totalsOf(linesLeftOf(request, [decision]));
  return `: ${formatMoney(left)} of ${formatMoney(asked)}`;
}

/** What people wrote, in whatever round, by the id of the decision or comment. */
async function textsOf(db: Queryable, request: RequestRow): Promise<Map<string, string>> {
  const texts = await db.query<{ id: string; body: string }>(
    `SELECT id, body FROM approval_comment WHERE request_id = $1
     UNION ALL SELECT id, comment FROM approval_decision WHERE request_id = $1 AND comment IS NOT NULL`,
    [request.id],
  );
  return new Map(texts.map(({ id, body }): [string, string] => [id, body]));
}
