import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { peopleByIds } from '../../people/queries';
import type { ApprovalDeps } from '../deps';
import { postToOutbox } from '../outbox';
import { rerouteTasks } from '../reroute-tasks';
import { lockRequest, openTasks, readProgress, type Progress, type TaskRow } from '../store';
import { openStage } from './open-stage';

/** What looking again came to. */
export type Found = 'asked' | 'nobody' | 'healed';

/**
 * Takes an open task from somebody who is no longer active, as the people relay would have: whoever the plan's rule
 * names today is asked, or the next one up. If nobody may sign, admins are told.
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
    await rerouteTasks(deps, tx, { request, progress });
    input.audit(tx);
    postToOutbox(deps, tx, {
      topic: 'signal-approval',
      requestId: request.id,
      signal: SIGNALS.requestChanged,
    });
    const left = openTasks(await readProgress(tx, request.id), task.stepId);
    return left.length > 0 ? 'asked' : 'nobody';
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
