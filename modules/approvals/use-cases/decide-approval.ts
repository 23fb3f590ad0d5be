import { randomUUID } from 'node:crypto';
import { decidability, type Decidability } from '../../../domain/approvals/decidability';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Channel, Verdict } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import type { DecisionWire } from '../../../domain/wire/approvals';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert, type AuditEntry } from '../../audit/use-cases/record-audit';
import { revokeEmailLinks } from '../../mail/use-cases/issue-email-links';
import type { ApprovalDeps } from '../deps';
import { outboxInsert } from '../outbox';
import { presentDecision } from '../present-decision';
import { refuseDecision } from '../refuse-decision';
import {
  lockRequest,
  openTasks,
  type DecisionRow,
  type Progress,
  type RequestRow,
  type TaskRow,
} from '../store';

/** The door: a signed-in person names the request; a mailed link, whose token was verified, names one task. */
export type Door =
  | { channel: 'app'; approvalId: string; approverId: string }
  | { channel: 'email'; emailLinkId: string };

/** What the doors hand in. */
export interface DecideInput {
  door: Door;
  verdict: Verdict;
  comment?: string;
  /** When the door received the click, before any waiting: what deadlines are compared with. */
  receivedAt: Date;
}

/** What a decision was recorded as. */
export interface Decided {
  approvalId: string;
  decision: DecisionWire;
  channel: Channel;
}

interface Addressed {
  approvalId: string;
  approverId: string;
  taskId: string | null;
  emailLinkId: string | null;
}

/**
 * The one way a decision is recorded, whatever the door.
 * Locks the request, judges by `decidability`, consumes the mailed link if there is one and inserts the decision, all in
 * one transaction; after the commit the workflow is told.
 * @throws DomainError not-found, not-an-approver, own-request, deadline-passed, request-closed (`status`, `closedAt`),
 *   already-decided (`by`, `verdict`, `at`, `channel`)
 */
export async function decideApproval(deps: ApprovalDeps, input: DecideInput): Promise<Decided> {
  return deps.db.transaction(async (tx) => {
    const addressed = await addressOf(tx, input.door);
    const { request, progress } = await lockRequest(tx, addressed.approvalId);
    const task = taskOf(progress, addressed);
    const verdict = judge({ request, progress, task, addressed, receivedAt: input.receivedAt });
    if (verdict !== 'allowed' || !task) {
      throw refuseDecision(verdict, { request, progress, task });
    }
    const decision = await insertDecision(tx, { input, addressed, request, progress, task });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
    return {
      approvalId: request.id,
      channel: decision.channel,
      decision: presentDecision(decision, progress.steps),
    };
  });
}

async function addressOf(tx: Transaction, door: Door): Promise<Addressed> {
  if (door.channel === 'app') {
    const { approvalId, approverId } = door;
    return { approvalId, approverId, taskId: null, emailLinkId: null };
  }
  const [link] = await tx.query<{ approvalId: string; approverId: string; taskId: string }>(
    `SELECT request_id AS "approvalId", approver_id AS "approverId", task_id AS "taskId"
     FROM email_link WHERE id = $1`,
    [door.emailLinkId],
  );
  if (!link) throw new DomainError('not-found', 'There is no such link');
  return { ...link, emailLinkId: door.emailLinkId };
}

/** The person's task: the link's own, or in the app the open one, else the latest. */
function taskOf(progress: Progress, addressed: Addressed): TaskRow | null {
  const mine = progress.tasks.filter(
    (task) =>
      task.approverId === addressed.approverId &&
      (addressed.taskId === null || task.id === addressed.taskId),
  );
  return mine.find((task) => task.status === 'open') ?? mine.at(-1) ?? null;
}

function judge(context: {
  request: RequestRow;
  progress: Progress;
  task: TaskRow | null;
  addressed: Addressed;
  receivedAt: Date;
}): Decidability {
  const { request, progress, task } = context;
  return decidability({
    requesterId: request.requesterId,
    approverId: context.addressed.approverId,
    status: request.status,
    receivedAt: context.receivedAt.getTime(),
    task,
    steps: progress.steps,
    decisions: progress.decisions,
    awaited: progress.tasks.filter(({ status }) => status === 'open'),
  });
}

interface RecordingContext {
  input: DecideInput;
  addressed: Addressed;
  request: RequestRow;
  progress: Progress;
  task: TaskRow;
}

async function insertDecision(tx: Transaction, context: RecordingContext): Promise<DecisionRow> {
  const { input, addressed, request, progress, task } = context;
  const step = progress.steps.find(({ id }) => id === task.stepId);
  const superseded =
    step?.quorum === 'any' || input.verdict === 'reject'
      ? openTasks(progress, task.stepId).filter(({ id }) => id !== task.id)
      : [];
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
  ];
  const audit = auditInsert([auditEntry(context, id)], parameters);
  const outbox = outboxInsert(
    {
      topic: 'signal-approval',
      requestId: request.id,
      signal: SIGNALS.decisionRecorded,
      argument: id,
    },
    parameters,
  );
  if (addressed.emailLinkId !== null) await useLink(tx, addressed.emailLinkId, request);
  if (superseded.length > 0) supersede(tx, superseded);
  tx.send(insertion(audit, outbox), parameters);
  return decisionRow(context, { id, comment });
}

/** A link may have died without the request's lock, by a deactivation: that it was live is known once it is used. */
async function useLink(
  tx: Transaction,
  linkId: string,
  { round, version }: RequestRow,
): Promise<void> {
  const used = await tx.query(
    `UPDATE email_link SET used_at = clock_timestamp()
     WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND round = $2 AND version = $3 RETURNING id`,
    [linkId, round, version],
  );
  if (used.length === 0) throw new DomainError('request-closed', 'This link no longer counts');
}

/** Closes the tasks of those whose decision is no longer needed; their links die. */
function supersede(tx: Transaction, tasks: TaskRow[]): void {
  const ids = tasks.map(({ id }) => id);
  revokeEmailLinks(tx, ids);
  tx.send(
    `UPDATE approval_task SET closed_at = clock_timestamp(), status = 'superseded' WHERE id = ANY($1::uuid[])`,
    [ids],
  );
}

/** What a decision writes about the task it closes, in one statement. */
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
    ), audit AS (${audit}), outbox AS (${outbox})
    INSERT INTO approval_decision (id, request_id, step_id, task_id, decided_by, verdict, email_link_id, comment, channel,
      received_at)
    VALUES ($9, $1, $2, $3, $4, $5, $6, $7, CASE WHEN $6::uuid IS NULL THEN 'app' ELSE 'email' END, $8)`;
}

function decisionRow(
  { input, addressed, task }: RecordingContext,
  { id, comment }: { id: string; comment: string | null },
): DecisionRow {
  return {
    id,
    stepId: task.stepId,
    taskId: task.id,
    byId: addressed.approverId,
    byName: task.approverName,
    onBehalfOfId: null,
    onBehalfOfName: null,
    verdict: input.verdict,
    comment,
    channel: input.door.channel,
    receivedAt: input.receivedAt.getTime(),
  };
}

function auditEntry(
  { input, addressed, request, task }: RecordingContext,
  decisionId: string,
): AuditEntry {
  return {
    actorId: addressed.approverId,
    action: 'approval.decided',
    subjectType: 'approval',
    subjectId: request.id,
    channel: input.door.channel,
    details: {
      decisionId,
      taskId: task.id,
      verdict: input.verdict,
      version: request.version,
      policyVersion: request.policyVersion,
      // The row of the link, which says nothing of its token.
      ...(addressed.emailLinkId ? { emailLinkId: addressed.emailLinkId } : {}),
    },
  };
}
