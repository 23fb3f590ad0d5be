import { randomUUID } from 'node:crypto';
import { isSameSignature } from '../../../domain/approvals/substitution';
import { returningTasks, undoability } from '../../../domain/approvals/undo';
import type { Channel, Verdict } from '../../../domain/approvals/vocabulary';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import { DomainError } from '../../../domain/errors';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert } from '../../audit/use-cases/record-audit';
import { peopleByIds, type KnownPerson } from '../../people/queries';
import { askApprovers } from '../ask-approvers';
import type { ApprovalDeps } from '../deps';
import { outboxInsert } from '../outbox';
import { refuseUndo } from '../refuse-undo';
import {
  inEffect,
  lockRequest,
  openTasks,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
} from '../store';

/**
 * The door: a signed-in person names their decision; a mailed link, whose token was verified, stands for the one that
 * was made by mail on its own task.
 */
type UndoDoor =
  | { channel: 'app'; approvalId: string; decisionId: string; actorId: string }
  | { channel: 'email'; emailLinkId: string };

interface Addressed {
  channel: Channel;
  approvalId: string;
  decisionId: string;
  actorId: string;
}

/** A decision, standing or not, as its row says; `takesEffectAt` in milliseconds since the epoch. */
interface FoundDecision {
  id: string;
  stepId: string;
  taskId: string;
  byId: string;
  verdict: Verdict;
  isUndone: boolean;
  effectiveAt: Date | null;
  takesEffectAt: number | null;
  /** The instant all this was true at. */
  judgedAt: Date;
}

interface Undoing {
  addressed: Addressed;
  request: RequestRow;
  progress: Progress;
  step: StepRow;
  decision: FoundDecision;
  /** The task that the decision closed. */
  task: TaskRow;
  approver: KnownPerson;
}

/**
 * Takes a decision back, by whoever made it, before it takes effect by the clock of the database. The decision stays in
 * the history and counts for nothing; its approver is asked anew, with fresh links, under the step's own deadline, and
 * whoever was not needed any more because of it has their task again.
 * @throws DomainError not-found, forbidden (somebody else's, or no longer active), already-undone, request-closed,
 *   too-late-to-undo, conflict (the request has gone on without it)
 */
export async function undoDecision(
  deps: ApprovalDeps,
  door: UndoDoor,
): Promise<{ approvalId: string; decisionId: string }> {
  return deps.db.transaction(async (tx) => {
    const addressed = await addressOf(tx, door);
    const { request, progress } = await lockRequest(tx, addressed.approvalId);
    const decision = await findDecision(tx, addressed);
    const { step, task } = judge({ addressed, request, progress, decision });
    const approver = (await peopleByIds(tx, [addressed.actorId])).get(addressed.actorId);
    if (!approver?.active) throw new DomainError('forbidden', 'Only people who are active decide');
    giveBack(deps, tx, { addressed, request, progress, step, decision, task, approver });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
    return { approvalId: request.id, decisionId: decision.id };
  });
}

async function addressOf(tx: Transaction, door: UndoDoor): Promise<Addressed> {
  if (door.channel === 'app') return door;
  const [found] = await tx.query<Omit<Addressed, 'channel'>>(
    `SELECT d.request_id AS "approvalId", d.id AS "decisionId", l.approver_id AS "actorId"
     FROM email_link l JOIN approval_decision d ON d.task_id = l.task_id AND d.channel = 'email' WHERE l.id = $1`,
    [door.emailLinkId],
  );
  if (!found) throw new DomainError('not-found', 'No decision was made through this mail');
  return { ...found, channel: 'email' };
}

/** Read after the lock, and by the database's own clock: what is true now stays so until the commit. */
async function findDecision(
  tx: Transaction,
  { approvalId, decisionId }: Addressed,
): Promise<FoundDecision> {
  const [decision] = await tx.query<FoundDecision>(
    `SELECT d.id, d.step_id AS "stepId", d.task_id AS "taskId", d.decided_by AS "byId", d.verdict,
       EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id) AS "isUndone", d.effective_at AS "effectiveAt",
       CASE WHEN d.effective_at > clock.now THEN extract(epoch FROM d.effective_at)::float8 * 1000 END
         AS "takesEffectAt", clock.now AS "judgedAt"
     FROM approval_decision d, (SELECT clock_timestamp() AS now) clock WHERE d.id = $1 AND d.request_id = $2`,
    [decisionId, approvalId],
  );
  if (!decision) throw new DomainError('not-found', 'There is no such decision');
  return decision;
}

function judge(
  context: Pick<Undoing, 'addressed' | 'request' | 'progress' | 'decision'>,
): Pick<Undoing, 'step' | 'task'> {
  const { addressed, request, progress, decision } = context;
  const step = progress.steps.find(({ id }) => id === decision.stepId);
  const task = progress.tasks.find(({ id }) => id === decision.taskId);
  const outcome = step && inEffect(progress, step);
  const verdict = undoability({
    actorId: addressed.actorId,
    status: request.status,
    decision,
    step: step ?? null,
    outcomeInEffect: outcome === 'approved' || outcome === 'rejected' ? outcome : 'open',
  });
  if (verdict !== 'allowed' || !step || !task) throw refuseUndo(verdict, { request, decision });
  return { step, task };
}

function giveBack(deps: ApprovalDeps, tx: Transaction, undoing: Undoing): void {
  const { request, progress, step, task, approver } = undoing;
  const taskId = randomUUID();
  write(tx, undoing, taskId);
  askApprovers(deps, tx, {
    request,
    tasks: [{ id: taskId, step, approver, onBehalfOfName: task.onBehalfOfName }],
    occasion: 'returned',
    decisions: progress.decisions.filter(({ id }) => id !== undoing.decision.id),
  });
}

/** A task is decided once, for ever: whoever takes a decision back gets another one. */
function write(tx: Transaction, undoing: Undoing, taskId: string): void {
  const { addressed, request, decision, task, step } = undoing;
  const returning = returningOf(undoing).map(({ id }) => id);
  const parameters: unknown[] = [
    request.id,
    decision.id,
    addressed.actorId,
    addressed.channel,
    ...[taskId, step.id, task.id, task.onBehalfOfId, task.reason],
    returning,
    decision.judgedAt,
  ];
  const audit = auditInsert(
    [
      {
        actorId: addressed.actorId,
        action: 'approval.decision-undone',
        subjectType: 'approval',
        subjectId: request.id,
        channel: addressed.channel,
        details: { decisionId: decision.id, taskId, verdict: decision.verdict },
      },
    ],
    parameters,
  );
  const outbox = outboxInsert(
    { topic: 'signal-approval', requestId: request.id, signal: SIGNALS.requestChanged },
    parameters,
  );
  tx.send(
    `WITH undone AS (
       INSERT INTO approval_undo (decision_id, undone_by, channel, undone_at) VALUES ($2, $3, $4, $11)
     ), closed AS (
       UPDATE approval_task SET status = 'undone' WHERE id = $7
     ), given AS (
       INSERT INTO approval_task (id, request_id, step_id, approver_id, on_behalf_of, reason)
       VALUES ($5, $1, $6, $3, $8, $9)
     ), returned AS (
       UPDATE approval_task SET status = 'open', closed_at = NULL WHERE id = ANY($10::uuid[])
     ), audit AS (${audit}), outbox AS (${outbox})
     UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1`,
    parameters,
  );
}

function returningOf({ progress, step, decision, addressed }: Undoing): TaskRow[] {
  const staying = progress.decisions.filter(({ id }) => id !== decision.id);
  const given = progress.tasks.filter(({ id }) => staying.some(({ taskId }) => taskId === id));
  const asked = progress.steps.flatMap(({ id }) => openTasks(progress, id));
  return returningTasks({
    tasks: progress.tasks.filter(({ stepId }) => stepId === step.id),
    isGiven: (task) => given.some((one) => isSameSignature(one, task)),
    asked: new Set([...asked.map(({ approverId }) => approverId), addressed.actorId]),
  });
}
