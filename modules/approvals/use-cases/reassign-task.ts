import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { peopleByIds } from '../../people/queries';
import { addComment } from '../comments';
import type { ApprovalDeps } from '../deps';
import { moveTask } from '../move-task';
import { newApprover } from '../new-approver';
import { postToOutbox } from '../outbox';
import { readVisibleRequest } from '../queries';
import { settleLocked } from '../substitutes';
import { lockRequest, type Progress, type TaskRow } from '../store';

/**
 * Hands an open task to somebody else: the approver's own, or for admins anybody's (`fromId`). The old links die, the
 * new approver is rung and mailed.
 * @throws DomainError not-found, not-an-approver, request-closed, invalid-input on `to` or `from`
 */
export async function reassignTask(
  deps: ApprovalDeps,
  input: {
    approvalId: string;
    principal: Principal;
    toId: string;
    fromId?: string;
    reason?: string;
  },
): Promise<void> {
  const { principal } = input;
  await readVisibleRequest(deps.db, principal, input.approvalId);
  await deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.approvalId);
    if (request.status !== 'pending') {
      throw new DomainError('request-closed', `This request is ${request.status}`);
    }
    const task = ownerTaskOf(progress, taskToMove(progress, input));
    const people = await peopleByIds(tx, [input.toId]);
    const to = newApprover(people.get(input.toId), { request, progress });
    const tasks = { request, progress, task, to };
    moveTask(deps, tx, { ...tasks, status: 'reassigned', occasion: 'reassigned' });
    const commentId =
      input.reason && addComment(tx, { request, authorId: principal.id, text: input.reason });
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'approval.reassigned',
        subjectType: 'approval',
        subjectId: request.id,
        channel: 'app',
        details: {
          taskId: task.id,
          from: task.approverId,
          to: to.id,
          ...(commentId ? { commentId } : {}),
        },
      },
    ]);
    await settleLocked(deps, tx, request);
    postToOutbox(deps, tx, {
      topic: 'signal-approval',
      requestId: request.id,
      signal: SIGNALS.requestChanged,
    });
  });
}

function taskToMove(
  progress: Progress,
  { principal, fromId }: { principal: Principal; fromId?: string },
): TaskRow {
  if (fromId && fromId !== principal.id && !principal.roles.includes('admin')) {
    throw new DomainError('forbidden', "Only an admin can hand on somebody else's task");
  }
  const open = progress.tasks.filter((task) => task.status === 'open');
  const mine = open.find((task) => task.approverId === (fromId ?? principal.id));
  if (mine) return mine;
  const only = open.length === 1 ? open[0] : undefined;
  if (!fromId && only && principal.roles.includes('admin')) return only;
  if (fromId || principal.roles.includes('admin')) {
    throw invalidInput([
      { path: 'from', message: `Name one of those who are asked: ${names(open)}` },
    ]);
  }
  throw new DomainError('not-an-approver', 'This request does not wait for your decision');
}

/** Whoever acts for somebody hands on that person's task, and their own goes with it. */
function ownerTaskOf(progress: Progress, task: TaskRow): TaskRow {
  const owners = progress.tasks.find(
    (other) =>
      other.status === 'open' &&
      other.stepId === task.stepId &&
      other.approverId === task.onBehalfOfId,
  );
  return owners ?? task;
}

function names(tasks: TaskRow[]): string {
  return tasks.map((task) => task.approverName).join(', ') || 'nobody is, at the moment';
}
