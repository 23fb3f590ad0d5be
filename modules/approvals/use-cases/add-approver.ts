import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { peopleByIds } from '../../people/queries';
import { addComment } from '../comments';
import type { ApprovalDeps } from '../deps';
import { changeTasks } from '../move-task';
import { newApprover } from '../new-approver';
import { postToOutbox } from '../outbox';
import { readVisibleRequest } from '../queries';
import { settleLocked } from '../substitutes';
import { isSettled, lockRequest, type Progress, type StepRow } from '../store';

/**
 * Asks one more person at an open step: by somebody the step waits for, or an admin. Where everybody signs they must
 * as well; where one is enough they are one more who may. They are rung and mailed.
 * @throws DomainError not-found, not-an-approver, request-closed, already-decided, invalid-input on `to` or `step`
 */
export async function addApprover(
  deps: ApprovalDeps,
  input: {
    approvalId: string;
    principal: Principal;
    toId: string;
    stepKey?: string;
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
    const step = stepToWiden(progress, input);
    const people = await peopleByIds(tx, [input.toId]);
    const to = newApprover(people.get(input.toId), { request, progress });
    changeTasks(deps, tx, {
      ...{ request, progress, step, status: 'reassigned', occasion: 'added' },
      closing: [],
      giving: [{ approver: to, reason: 'added' }],
    });
    const commentId =
      input.reason && addComment(tx, { request, authorId: principal.id, text: input.reason });
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'approval.approver-added',
        subjectType: 'approval',
        subjectId: request.id,
        channel: 'app',
        details: { step: step.key, to: to.id, ...(commentId ? { commentId } : {}) },
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

/** The step of the person's own task; an admin names it where several are open. */
function stepToWiden(
  progress: Progress,
  { principal, stepKey }: { principal: Principal; stepKey?: string },
): StepRow {
  const open = progress.steps.filter((step) => step.status === 'open');
  const mine = progress.tasks.find(
    (task) => task.status === 'open' && task.approverId === principal.id,
  );
  const isAdmin = principal.roles.includes('admin');
  if (!mine && !isAdmin) {
    throw new DomainError('not-an-approver', 'This request does not wait for your decision');
  }
  const allowed = isAdmin ? open : open.filter(({ id }) => id === mine?.stepId);
  const step =
    allowed.find((one) =>
      stepKey === undefined ? one.id === mine?.stepId : one.key === stepKey,
    ) ?? (stepKey === undefined && allowed.length === 1 ? allowed[0] : undefined);
  if (!step) {
    const keys = allowed.map(({ key }) => key).join(', ') || 'none is open, at the moment';
    throw invalidInput([{ path: 'step', message: `Name one of the open steps: ${keys}` }]);
  }
  if (isSettled(progress, step)) {
    throw new DomainError('already-decided', 'This step has its last decision already');
  }
  return step;
}
