import { deadlinesOf } from '../../../domain/approvals/progress';
import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { peopleByIds } from '../../people/queries';
import { askApprovers, type AskedTask } from '../ask-approvers';
import type { ApprovalDeps } from '../deps';
import { moveTask } from '../move-task';
import { nextAbove } from '../resolve-approvers';
import {
  lockRequest,
  isSettled,
  openTasks,
  readProgress,
  stageView,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
  takenBy,
} from '../store';
import { openStage } from './open-stage';

/** Which step an alarm is about. */
export interface AlarmInput {
  requestId: string;
  stage: number;
  stepKey: string;
}

interface Ringing {
  request: RequestRow;
  progress: Progress;
  step: StepRow;
  tasks: TaskRow[];
}

/** Reminds everybody a step still waits for, with fresh links. Rings once per person asked. */
export async function remindStep(deps: ApprovalDeps, input: AlarmInput): Promise<StageView> {
  return ring(deps, input, async (tx, ringing) => {
    if (ringing.step.remindAt === null) return;
    await remind(deps, tx, ringing, 1);
    await silence(tx, ringing.step, { remind: true });
  });
}

/**
 * Hands each task that is due to the next manager up who may sign; where there is none, the person asked keeps it and
 * is reminded. A step that nobody could sign is tried again instead.
 */
export async function escalateStep(deps: ApprovalDeps, input: AlarmInput): Promise<StageView> {
  let unmanned = false;
  const view = await ring(deps, input, async (tx, ringing) => {
    unmanned = ringing.tasks.length === 0;
    const { step } = ringing;
    if (unmanned || step.escalateAt === null || step.escalateAt > deps.clock.now().getTime())
      return;
    const moved = await moveUp(deps, tx, ringing);
    if (moved) return extend(deps, tx, ringing);
    await remind(deps, tx, ringing, 2);
    await silence(tx, step, { remind: true, escalate: true });
  });
  return unmanned ? openStage(deps, input) : view;
}

/** Expires a step whose deadline has passed, unless a decision on it was received in time. */
export async function expireStep(deps: ApprovalDeps, input: AlarmInput): Promise<StageView> {
  return ring(deps, input, async (tx, { request, step }) => {
    if ((step.expiresAt ?? Infinity) > deps.clock.now().getTime()) return;
    await tx.query(
      `UPDATE approval_step SET status = 'expired', closed_at = clock_timestamp() WHERE id = $1`,
      [step.id],
    );
    auditAlarm(tx, { request, step }, 'approval.step-expired', {});
  });
}

/** Locks the request and runs `act` if the step is open and still waits for somebody; answers the rows as they are then. */
async function ring(
  deps: ApprovalDeps,
  input: AlarmInput,
  act: (tx: Transaction, ringing: Ringing) => Promise<void>,
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const step = progress.steps.find(({ key }) => key === input.stepKey);
    if (request.status !== 'pending' || step?.status !== 'open' || isSettled(progress, step)) {
      return stageView(request, progress, input.stage);
    }
    await act(tx, { request, progress, step, tasks: openTasks(progress, step.id) });
    return stageView(request, await readProgress(tx, request.id), input.stage);
  });
}

async function remind(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, progress, step, tasks }: Ringing,
  sequence: number,
): Promise<void> {
  const people = await peopleByIds(
    tx,
    tasks.map((task) => task.approverId),
  );
  const asked = tasks.flatMap((task): AskedTask[] => {
    const approver = people.get(task.approverId);
    const { onBehalfOfName } = task;
    return approver ? [{ id: task.id, step, approver, onBehalfOfName }] : [];
  });
  const { decisions } = progress;
  askApprovers(deps, tx, { request, tasks: asked, occasion: 'reminder', sequence, decisions });
  auditAlarm(tx, { request, step }, 'approval.reminded', {
    approvers: asked.map(({ approver }) => approver.id),
  });
}

/** Moves what can be moved; false when there is nobody above any of those asked. */
async function moveUp(deps: ApprovalDeps, tx: Transaction, ringing: Ringing): Promise<boolean> {
  const { request, progress, step } = ringing;
  const taken = takenBy(progress);
  let moved = false;
  // A substitute's task goes with the one it stands for.
  for (const task of ringing.tasks.filter(({ onBehalfOfId }) => onBehalfOfId === null)) {
    const context = { requesterId: request.requesterId, taken };
    const to = await nextAbove(tx, task.approverId, context);
    if (!to) continue;
    taken.add(to.id);
    moveTask(deps, tx, {
      request,
      progress,
      task,
      to,
      status: 'escalated',
      occasion: 'escalated',
    });
    auditAlarm(tx, { request, step }, 'approval.escalated', {
      from: task.approverId,
      to: to.id,
    });
    moved = true;
  }
  return moved;
}

/** The next person up has as long as the first had, within the request's own expiry. */
async function extend(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, step }: Ringing,
): Promise<void> {
  const planned = request.plan.steps.find(({ key }) => key === step.key);
  if (!planned) throw new Error(`step ${step.key} is not in the plan of ${request.id}`);
  const next = deadlinesOf(planned, deps.clock.now().getTime());
  await tx.query(
    'UPDATE approval_step SET due_at = $2, escalate_at = $2, remind_at = $3 WHERE id = $1',
    [step.id, new Date(next.dueAt), new Date(next.remindAt)],
  );
}

async function silence(
  tx: Transaction,
  step: StepRow,
  alarms: { remind?: true; escalate?: true },
): Promise<void> {
  await tx.query(
    `UPDATE approval_step SET remind_at = CASE WHEN $2 THEN NULL ELSE remind_at END,
       escalate_at = CASE WHEN $3 THEN NULL ELSE escalate_at END WHERE id = $1`,
    [step.id, alarms.remind ?? false, alarms.escalate ?? false],
  );
}

function auditAlarm(
  tx: Transaction,
  { request, step }: { request: RequestRow; step: StepRow },
  action: string,
  details: Record<string, unknown>,
): void {
  recordAudit(tx, [
    {
      actorId: null,
      action,
      subjectType: 'approval',
      subjectId: request.id,
      details: { step: step.key, ...details },
    },
  ]);
}
