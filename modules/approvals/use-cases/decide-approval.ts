import { randomUUID } from 'node:crypto';
import { decidability, type Decidability } from '../../../domain/approvals/decidability';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Channel, Verdict } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import type { DecisionWire } from '../../../domain/wire/approvals';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert, type AuditEntry } from '../../audit/use-cases/record-audit';
import type { ApprovalDeps } from '../deps';
import { outboxInsert } from '../outbox';
import { presentDecision } from '../present-decision';
import { refuseDecision } from '../refuse-decision';
import {
  lockRequest,
  openTasks,
  readProgress,
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
    const request = await lockRequest(tx, addressed.approvalId);
    const progress = await readProgress(tx, request);
    const task = taskOf(progress, addressed);
    const verdict = judge({ request, progress, task, addressed, receivedAt: input.receivedAt });
    if (verdict !== 'allowed' || !task) {
      throw refuseDecision(verdict, { request, progress, task });
    }
    const decision = await insertDecision(tx, { input, addressed, request, progress, task });
    tx.afterCommit(deps.wakeRelay);
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
    [task.id, ...superseded.map((other) => other.id)],
    request.round,
    request.version,
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
  const [row] = await tx.query<{ linkIsLive: boolean }>(insertion(audit, outbox), parameters);
  if (!row?.linkIsLive) throw new DomainError('request-closed', 'This link no longer counts');
  return decisionRow(context, { id, comment });
}

/** Everything a decision writes, in one statement. */
function insertion(audit: string, outbox: string): string {
  return `WITH used AS (
      UPDATE email_link SET used_at = clock_timestamp()
      WHERE id = $6 AND used_at IS NULL AND revoked_at IS NULL AND round = $9 AND version = $10
      RETURNING id
    ), dead AS (
      UPDATE email_link SET revoked_at = clock_timestamp()
      WHERE task_id = ANY($8::uuid[]) AND id IS DISTINCT FROM $6 AND used_at IS NULL AND revoked_at IS NULL
    ), done AS (
      UPDATE approval_task SET closed_at = clock_timestamp(),
        status = CASE WHEN id <> $3 THEN 'superseded' WHEN $5 = 'approve' THEN 'approved' ELSE 'rejected' END
      WHERE id = ANY($8::uuid[])
    ), touched AS (
      UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1
    ), audit AS (${audit}), outbox AS (${outbox})
    INSERT INTO approval_decision (id, request_id, step_id, task_id, decided_by, verdict, email_link_id, comment, channel,
      received_at)
    VALUES ($12, $1, $2, $3, $4, $5, $6, $7, CASE WHEN $6::uuid IS NULL THEN 'app' ELSE 'email' END, $11)
    RETURNING ($6::uuid IS NULL OR EXISTS (SELECT 1 FROM used)) AS "linkIsLive"`;
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
    details: { decisionId, taskId: task.id, verdict: input.verdict, version: request.version },
  };
}
