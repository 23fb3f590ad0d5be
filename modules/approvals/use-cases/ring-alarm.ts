import { hasLevelAbove, type StepDeadlines } from '../../../domain/approvals/progress';
import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { workingHours, type WorkingHoursBook } from '../../calendars/queries';
import { peopleByIds, type KnownPerson } from '../../people/queries';
import { askApprovers, type AskedTask } from '../ask-approvers';
import { countDeadlines, plannedStep, withDeadlines } from '../deadlines';
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
interface AlarmInput {
  requestId: string;
  stage: number;
  stepKey: string;
}

interface Ringing {
  request: RequestRow;
  progress: Progress;
  step: StepRow;
  tasks: TaskRow[];
  hours: WorkingHoursBook;
}

/** Reminds everybody a step still waits for, with fresh links. Rings once per person asked. */
export async function remindStep(deps: ApprovalDeps, input: AlarmInput): Promise<StageView> {
  return ring(deps, input, async (tx, ringing) => {
    const { remindAt } = ringing.step;
    if (remindAt === null || remindAt > deps.clock.now().getTime()) return;
    await remind(deps, tx, ringing, 1);
    await silence(tx, ringing.step, { remind: true });
  });
}

/**
 * Hands each task that is due to the next manager up who may sign; where there is none, or the plan's ladder has no
 * further level, the person asked keeps it and is reminded. A step that nobody could sign is tried again instead.
 */
export async function escalateStep(deps: ApprovalDeps, input: AlarmInput): Promise<StageView> {
  let unmanned = false;
  const view = await ring(deps, input, async (tx, ringing) => {
    unmanned = ringing.tasks.length === 0;
    const { step } = ringing;
    if (unmanned || step.escalateAt === null || step.escalateAt > deps.clock.now().getTime())
      return;
    const moves = await movesUp(tx, ringing);
    if (moves.length > 0) return moveUp(deps, tx, ringing, moves);
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
    const [{ request, progress }, hours] = await Promise.all([
      lockRequest(tx, input.requestId),
      workingHours(tx),
    ]);
    const step = progress.steps.find(({ key }) => key === input.stepKey);
    if (request.status !== 'pending' || step?.status !== 'open' || isSettled(progress, step)) {
      return stageView(request, progress, input.stage);
    }
    await act(tx, { request, progress, step, tasks: openTasks(progress, step.id), hours });
    return stageView(request, await readProgress(tx, request.id), input.stage);
  });
}

async function remind(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, progress, step, tasks, hours }: Ringing,
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
  askApprovers(deps, tx, {
    ...{ request, occasion: 'reminder', sequence, decisions, hours },
    tasks: asked,
  });
  auditAlarm(tx, { request, step }, 'approval.reminded', {
    approvers: asked.map(({ approver }) => approver.id),
  });
}

interface Move {
  task: TaskRow;
  to: KnownPerson;
}

/** Which tasks can go up, and to whom: none when the ladder has no further level or nobody is above any of those asked. */
async function movesUp(tx: Transaction, ringing: Ringing): Promise<Move[]> {
  const { request, progress, step } = ringing;
  if (!hasLevelAbove(plannedStep(request, step.key), step.level)) return [];
  const taken = takenBy(progress);
  const moves: Move[] = [];
  // A substitute's task goes with the one it stands for.
  for (const task of ringing.tasks.filter(({ onBehalfOfId }) => onBehalfOfId === null)) {
    const context = { requesterId: request.requesterId, taken };
    const to = await nextAbove(tx, task.approverId, context);
    if (!to) continue;
    taken.add(to.id);
    moves.push({ task, to });
  }
  return moves;
}

/** Moves the tasks; the step is due again by the hours and the level of those who have it now, within its own expiry. */
async function moveUp(
  deps: ApprovalDeps,
  tx: Transaction,
  ringing: Ringing,
  moves: Move[],
): Promise<void> {
  const { request, step, hours } = ringing;
  const left = ringing.tasks.filter((task) => !moves.some((move) => move.task === task));
  const stay = await peopleByIds(
    tx,
    left.map(({ approverId }) => approverId),
  );
  const level = step.level + 1;
  const next = countDeadlines(plannedStep(request, step.key), {
    ...{ hours, level, now: deps.clock.now().getTime() },
    approvers: [...moves.map(({ to }) => to), ...stay.values()],
  });
  extend(tx, step, { next, level });
  const progress = withDeadlines(ringing.progress, step.id, next);
  for (const { task, to } of moves) {
    const how = { status: 'escalated', occasion: 'escalated' } as const;
    moveTask(deps, tx, { request, progress, task, to, hours, ...how });
    auditAlarm(tx, { request, step }, 'approval.escalated', { from: task.approverId, to: to.id });
  }
}

function extend(
  tx: Transaction,
  step: StepRow,
  { next, level }: { next: StepDeadlines; level: number },
): void {
  tx.send(
    'UPDATE approval_step SET due_at = $2, escalate_at = $2, remind_at = $3, level = $4 WHERE id = $1',
    [step.id, new Date(next.dueAt), new Date(next.remindAt), level],
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
