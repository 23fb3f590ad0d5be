import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { revokeEmailLinks } from '../../mail/use-cases/issue-email-links';
import { peopleByIds } from '../../people/queries';
import type { ApprovalDeps } from '../deps';
import { moveTask } from '../move-task';
import { postToOutbox } from '../outbox';
import { resolveApprovers } from '../resolve-approvers';
import {
  lockRequest,
  openTasks,
  takenBy,
  touchRequest,
  type Progress,
  type RequestRow,
  type TaskRow,
} from '../store';
import { openStage } from './open-stage';

/** What looking again came to. */
export type Found = 'asked' | 'nobody' | 'healed';

/**
 * Takes an open task from somebody who is no longer active and asks whoever the plan's rule names today, or stands in.
 * Where others are asked for the same step and one signature is enough, the task only ends. If nobody may sign, it stays
 * as it is: a step is never without an owner in silence.
 * @throws DomainError not-found
 */
export async function replaceInactive(
  deps: ApprovalDeps,
  input: { requestId: string; taskId: string; audit: (tx: Transaction) => void },
): Promise<Found> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const task = progress.tasks.find(({ id, status }) => id === input.taskId && status === 'open');
    if (!task || request.status !== 'pending' || (await isActive(tx, task))) return 'healed';
    const found = await replace(deps, tx, { request, progress, task });
    if (found === 'asked') {
      input.audit(tx);
      postToOutbox(deps, tx, {
        topic: 'signal-approval',
        requestId: request.id,
        signal: SIGNALS.requestChanged,
      });
    }
    return found;
  });
}

/** Opens a step again that nobody could be asked for. @throws DomainError not-found */
export async function manStep(
  deps: ApprovalDeps,
  input: { requestId: string; stepId: string; audit: (tx: Transaction) => void },
): Promise<Found> {
  const step = await deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const waiting = progress.steps.find(
      ({ id, status }) => id === input.stepId && status === 'open',
    );
    return request.status === 'pending' && waiting && isUnmanned(progress, waiting.id)
      ? waiting
      : null;
  });
  if (!step) return 'healed';
  const view = await openStage(deps, { requestId: input.requestId, stage: step.stage });
  const asked = view.steps.some(
    ({ key, approverIds }) => key === step.key && approverIds.length > 0,
  );
  await deps.db.transaction((tx) => {
    input.audit(tx);
    postToOutbox(deps, tx, {
      topic: 'signal-approval',
      requestId: input.requestId,
      signal: SIGNALS.requestChanged,
    });
  });
  return asked ? 'asked' : 'nobody';
}

function isUnmanned(progress: Progress, stepId: string): boolean {
  const isSigned = progress.decisions.some((decision) => decision.stepId === stepId);
  return openTasks(progress, stepId).length === 0 && !isSigned;
}

async function isActive(tx: Transaction, task: TaskRow): Promise<boolean> {
  const people = await peopleByIds(tx, [task.approverId]);
  return people.get(task.approverId)?.active ?? false;
}

async function replace(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, progress, task }: { request: RequestRow; progress: Progress; task: TaskRow },
): Promise<Found> {
  const step = progress.steps.find(({ id }) => id === task.stepId);
  const planned = request.plan.steps.find(({ key }) => key === step?.key);
  if (!step || !planned) throw new Error(`task ${task.id} has no step in the plan`);
  if (step.quorum === 'any' && openTasks(progress, step.id).length > 1) {
    endTask(deps, tx, request, task);
    return 'asked';
  }
  const context = { requesterId: request.requesterId, taken: takenBy(progress) };
  const { people } = await resolveApprovers(tx, planned.approver, context);
  const [to] = people;
  if (!to) return 'nobody';
  moveTask(deps, tx, { request, progress, task, to, status: 'reassigned', occasion: 'reassigned' });
  return 'asked';
}

function endTask(deps: ApprovalDeps, tx: Transaction, request: RequestRow, task: TaskRow): void {
  revokeEmailLinks(tx, [task.id]);
  tx.send(
    `UPDATE approval_task SET status = 'revoked', closed_at = clock_timestamp() WHERE id = $1`,
    [task.id],
  );
  touchRequest(tx, request.id);
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}
