import { createHash, randomUUID } from 'node:crypto';
import type { ApprovedLine, LineAmount } from '../../domain/approvals/partial-approval';
import { stepOutcome } from '../../domain/approvals/progress';
import { isSameSignature } from '../../domain/approvals/substitution';
import type { Verdict } from '../../domain/approvals/vocabulary';
import { SIGNALS } from '../../domain/approvals/workflow-contract';
import { DomainError } from '../../domain/errors';
import type { Transaction } from '../../platform/database/database';
import { auditInsert, type AuditEntry } from '../audit/use-cases/record-audit';
import { revokeEmailLinks } from '../mail/use-cases/issue-email-links';
import type { ApprovalDeps } from './deps';
import { outboxInsert } from './outbox';
import { tellOtherHalf } from './tell-other-half';
import { openTasks, type DecisionRow, type Progress, type RequestRow, type TaskRow } from './store';

/** The door: a signed-in person names the request; a mailed link, whose token was verified, names one task. */
export type Door =
  | { channel: 'app'; approvalId: string; approverId: string }
  | { channel: 'email'; emailLinkId: string };

/** What the doors hand in. */
export interface DecideInput {
  door: Door;
  verdict: Verdict;
  comment?: string;
  /** Approve in part: what is approved of some lines; the others stay as they are. */
  lines?: LineAmount[];
  /** Files of the person's own that were uploaded for this decision. */
  files?: string[];
  /** One of many that were decided in one call. */
  bulk?: boolean;
  /** When the door received the click, before any waiting: what deadlines are compared with. */
  receivedAt: Date;
}

/** Which request the door leads to, and as whom. */
export interface Addressed {
  approvalId: string;
  approverId: string;
  taskId: string | null;
  emailLinkId: string | null;
}

/** A decision that was judged and may be written. */
interface RecordingContext {
  input: DecideInput;
  addressed: Addressed;
  request: RequestRow;
  progress: Progress;
  task: TaskRow;
  /** What is approved of each line, when not all of it is. */
  lines?: ApprovedLine[] | null;
  /** An admin decides past everybody else whom the step asks. */
  override?: true;
}

/**
 * Writes a decision on an open task, with everything that goes with it: whoever need not decide any more loses task
 * and links, the audit trail has it, the workflow is told. The caller has locked the request and judged.
 * Where the plan lets decisions be taken back, nobody hears of it before it takes effect, and the others' links stay:
 * their tasks may open again.
 */
export async function recordDecision(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  context: RecordingContext,
): Promise<DecisionRow> {
  const { input, addressed, request, task } = context;
  const superseded = supersededBy(context);
  const undoSeconds = undoSecondsOf(context);
  const comment = input.comment?.trim() || null;
  const id = randomUUID();
  const parameters: unknown[] = [
    request.id,
    task.stepId,
    task.id,
    addressed.approverId,
    input.verdict,
    addressed.emailLinkId,
    comment,
    input.receivedAt,
    id,
    context.lines ? JSON.stringify(context.lines) : null,
    task.onBehalfOfId,
    context.override ?? false,
    undoSeconds,
    expiryOf(context),
  ];
  const linkHash =
    addressed.emailLinkId === null ? null : await useLink(tx, addressed.emailLinkId, request);
  const written = { id, comment, linkHash, superseded };
  const audit = auditInsert([auditEntry(context, written)], parameters);
  const outbox = outboxInsert(
    { topic: 'signal-approval', requestId: request.id, ...newsOf(id, undoSeconds) },
    parameters,
    '(SELECT coalesce(effective_at, now()) FROM decided)',
  );
  if (superseded.length > 0) supersede(tx, superseded, { keepLinks: undoSeconds !== null });
  const statement = insertion(audit, outbox);
  if (undoSeconds !== null) {
    const [recorded] = await tx.query<{ takesEffectAt: number | null }>(statement, parameters);
    return decisionRow(context, { id, comment, takesEffectAt: recorded?.takesEffectAt ?? null });
  }
  if (!context.override) {
    tellOtherHalf(deps, tx, { request, task, verdict: input.verdict, others: superseded });
  }
  tx.send(statement, parameters);
  return decisionRow(context, { id, comment, takesEffectAt: null });
}

/** How long the decision can be taken back; null where it takes effect at once, as every override does. */
function undoSecondsOf({ request, override }: RecordingContext): number | null {
  return override ? null : (request.plan.undoSeconds ?? null);
}

/** After its deadline a step could not be decided again: nothing can be taken back beyond it. */
function expiryOf({ progress, task }: RecordingContext): Date | null {
  const expiresAt = progress.steps.find(({ id }) => id === task.stepId)?.expiresAt ?? null;
  return expiresAt === null ? null : new Date(expiresAt);
}

/**
 * What the workflow is told. A run remembers ids it has seen, so that one sent too early by whoever can would drown the
 * later one: what takes effect later says only that there is something to read.
 */
function newsOf(id: string, undoSeconds: number | null): { signal: string; argument?: string } {
  return undoSeconds === null
    ? { signal: SIGNALS.decisionRecorded, argument: id }
    : { signal: SIGNALS.requestChanged };
}

/**
 * Whose decision is no longer needed: everybody else's once the step is settled, and until then the other half of one
 * signature, which has two tasks while a substitute acts and is given once.
 */
function supersededBy({ input, progress, task, override }: RecordingContext): TaskRow[] {
  const step = progress.steps.find(({ id }) => id === task.stepId);
  const others = openTasks(progress, task.stepId).filter(({ id }) => id !== task.id);
  const halves = others.filter((other) => isSameSignature(task, other));
  const earlier = progress.decisions.filter(({ stepId }) => stepId === task.stepId);
  const outcome = stepOutcome({
    quorum: step?.quorum ?? 'all',
    verdicts: [...earlier.map(({ verdict }) => verdict), input.verdict],
    awaited: others.length - halves.length,
  });
  return override || outcome !== 'open' ? others : halves;
}

/**
 * A link may die without the request's lock, by its approver's deactivation: that it was live is known once it is used.
 * @returns the SHA-256 of its token's `jti`, in hex: the token by its id, of no use to whoever reads it
 */
async function useLink(
  tx: Transaction,
  linkId: string,
  { round, version }: RequestRow,
): Promise<string | null> {
  const [used] = await tx.query<{ hash: string | null }>(
    `UPDATE email_link SET used_at = clock_timestamp()
     WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND round = $2 AND version = $3
       AND (SELECT active FROM employee WHERE employee.id = approver_id)
     RETURNING encode(jti_hash, 'hex') AS hash`,
    [linkId, round, version],
  );
  if (!used) throw new DomainError('request-closed', 'This link no longer counts');
  return used.hash;
}

/** Closes the tasks of those whose decision is no longer needed; their links die, or rest while the task may return. */
function supersede(tx: Transaction, tasks: TaskRow[], { keepLinks }: { keepLinks: boolean }): void {
  const ids = tasks.map(({ id }) => id);
  if (!keepLinks) revokeEmailLinks(tx, ids);
  tx.send(
    `UPDATE approval_task SET closed_at = clock_timestamp(), status = 'superseded' WHERE id = ANY($1::uuid[])`,
    [ids],
  );
}

/** What a decision writes about the task it closes, in one statement. The workflow is told when it takes effect. */
function insertion(audit: string, outbox: string): string {
  return `WITH dead AS (
      UPDATE email_link SET revoked_at = clock_timestamp()
      WHERE task_id = $3 AND used_at IS NULL AND revoked_at IS NULL
    ), done AS (
      UPDATE approval_task SET closed_at = clock_timestamp(),
        status = CASE WHEN $5 = 'approve' THEN 'approved' ELSE 'rejected' END
      WHERE id = $3
    ), touched AS (
      UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1
    ), decided AS (
      INSERT INTO approval_decision (id, request_id, step_id, task_id, decided_by, verdict, email_link_id, comment,
        channel, received_at, lines, on_behalf_of, override, effective_at)
      VALUES ($9, $1, $2, $3, $4, $5, $6, $7, CASE WHEN $6::uuid IS NULL THEN 'app' ELSE 'email' END, $8, $10, $11, $12,
        CASE WHEN $13::integer IS NOT NULL
          THEN least(clock_timestamp() + make_interval(secs => $13), $14::timestamptz) END)
      RETURNING effective_at
    ), audit AS (${audit}), outbox AS (${outbox})
    SELECT round(extract(epoch FROM effective_at) * 1000)::float8 AS "takesEffectAt" FROM decided`;
}

function decisionRow(
  {
    input,
    addressed,
    task,
    lines = null,
    override = false,
  }: Omit<RecordingContext, 'override'> & { override?: boolean },
  { id, comment, takesEffectAt }: Pick<DecisionRow, 'id' | 'comment' | 'takesEffectAt'>,
): DecisionRow {
  return {
    id,
    stepId: task.stepId,
    taskId: task.id,
    byId: addressed.approverId,
    byName: task.approverName,
    onBehalfOfId: task.onBehalfOfId,
    onBehalfOfName: task.onBehalfOfName,
    verdict: input.verdict,
    comment,
    lines,
    channel: input.door.channel,
    override,
    receivedAt: input.receivedAt.getTime(),
    takesEffectAt,
  };
}

/** Everything a decision was, in the chain: what is changed in its row later no longer agrees with this. */
function auditEntry(
  context: RecordingContext,
  written: {
    id: string;
    comment: string | null;
    linkHash: string | null;
    superseded: TaskRow[];
  },
): AuditEntry {
  const { input, addressed, request, task, lines, override } = context;
  const { id, comment, linkHash, superseded } = written;
  const { emailLinkId } = addressed;
  const undoSeconds = undoSecondsOf(context);
  return {
    actorId: addressed.approverId,
    action: 'approval.decided',
    subjectType: 'approval',
    subjectId: request.id,
    channel: input.door.channel,
    details: {
      ...{ decisionId: id, taskId: task.id, verdict: input.verdict },
      ...{ version: request.version, round: request.round, policyVersion: request.policyVersion },
      ...(input.bulk ? { bulk: true } : {}),
      ...(lines ? { lines } : {}),
      ...(comment ? { commentHash: sha256(comment) } : {}),
      ...(task.onBehalfOfId ? { onBehalfOf: task.onBehalfOfId } : {}),
      ...(emailLinkId ? { emailLinkId, tokenHash: linkHash } : {}),
      ...(override ? { override, reason: comment, bypassed: approversOf(superseded) } : {}),
      ...(undoSeconds === null ? {} : { undoSeconds }),
    },
  };
}

function approversOf(tasks: TaskRow[]): string[] {
  return tasks.map(({ approverId }) => approverId);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
