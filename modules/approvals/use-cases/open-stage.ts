import { randomUUID } from 'node:crypto';
import type { PlanStep } from '../../../domain/approvals/plan';
import type { StepDeadlines } from '../../../domain/approvals/progress';
import type { Quorum } from '../../../domain/approvals/quorum';
import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';
import { auditInsert } from '../../audit/use-cases/record-audit';
import { workingHours, type WorkingHoursBook } from '../../calendars/queries';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { activeHoldersOf } from '../../people/queries';
import { askApprovers, type AskedTask } from '../ask-approvers';
import { countDeadlines, plannedStep } from '../deadlines';
import type { ApprovalDeps } from '../deps';
import { findSigners } from '../find-signers';
import type { ResolvedApprovers } from '../resolve-approvers';
import { settleSteps } from '../settle-steps';
import {
  lockRequest,
  openTasks,
  stageView,
  type Progress,
  type RequestRow,
  type StepRow,
  takenBy,
} from '../store';

interface OpeningStep {
  step: StepRow;
  planned: PlanStep;
  resolved: ResolvedApprovers;
  /** The planned one, or as much of it as these people can meet. */
  quorum: Quorum;
  deadlines: StepDeadlines;
  tasks: OpeningTask[];
}

interface OpeningTask extends AskedTask {
  onBehalfOf: { id: string; name: string } | null;
  reason: string;
  /** Away, with somebody asked for them. */
  isAway: boolean;
}

/**
 * Opens the waiting steps of a stage: finds the people of today, gives them tasks and tells them.
 * A step that is open already keeps its people, and is settled if they have signed: a run whose answer was lost with its
 * worker opens its stage again, and may have heard of those signatures at the stage before. One that nobody could sign
 * is tried again.
 */
export async function openStage(
  deps: ApprovalDeps,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const [{ request, progress }, hours] = await Promise.all([
      lockRequest(tx, input.requestId),
      workingHours(tx),
    ]);
    settleSteps(deps, tx, { request, progress, stage: input.stage });
    const unmanned = progress.steps.filter(
      (step) => step.stage === input.stage && needsPeople(progress, step),
    );
    if (request.status !== 'pending' || unmanned.length === 0 || !isItsTurn(progress, input)) {
      return stageView(request, progress, input.stage);
    }
    const opening = await findPeople(deps, tx, { request, progress, steps: unmanned, hours });
    writeOpening(tx, request, opening);
    await tellPeople(deps, tx, { request, progress, opening, hours });
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
    return stageView(request, withOpening(progress, opening), input.stage);
  });
}

/** A run that has not heard of a change yet asks for a stage whose earlier ones are to be signed again. */
function isItsTurn(progress: Progress, { stage }: { stage: number }): boolean {
  return progress.steps.every((step) => step.stage >= stage || step.status === 'approved');
}

function needsPeople(progress: Progress, step: StepRow): boolean {
  if (step.status === 'waiting') return true;
  return (
    step.status === 'open' &&
    openTasks(progress, step.id).length === 0 &&
    !progress.decisions.some((decision) => decision.stepId === step.id)
  );
}

async function findPeople(
  deps: ApprovalDeps,
  tx: Transaction,
  input: { request: RequestRow; progress: Progress; steps: StepRow[]; hours: WorkingHoursBook },
): Promise<OpeningStep[]> {
  const { request, progress, steps, hours } = input;
  const now = deps.clock.now().getTime();
  const plannedSteps = steps.map((row) => plannedStep(request, row.key));
  const found = await findSigners(tx, plannedSteps, {
    requesterId: request.requesterId,
    kind: request.kind,
    taken: takenBy(progress),
    at: deps.clock.now(),
  });
  return found.map((signed, index) => {
    const row = steps[index] as StepRow;
    const approvers = signed.asked.map(({ person }) => person);
    const deadlines = countDeadlines(signed.step, { approvers, hours, now });
    if (row.expiresAt !== null) deadlines.expiresAt = row.expiresAt;
    const step = { ...row, ...deadlines };
    const tasks = signed.asked.map(({ person, onBehalfOf, isAway }) => ({
      ...{ id: randomUUID(), step, approver: person, onBehalfOf, isAway },
      onBehalfOfName: onBehalfOf?.name ?? null,
      reason: onBehalfOf ? 'substitute' : signed.resolved.reason,
    }));
    const { step: planned, resolved, quorum } = signed;
    return { step: row, planned, resolved, quorum, deadlines, tasks };
  });
}

function writeOpening(tx: Transaction, request: RequestRow, opening: OpeningStep[]): void {
  const steps = opening.map(({ step, quorum, deadlines }) => ({
    id: step.id,
    quorum,
    due_at: iso(deadlines.dueAt),
    remind_at: iso(deadlines.remindAt),
    expires_at: iso(deadlines.expiresAt),
  }));
  const tasks = opening.flatMap(({ step, tasks }) =>
    tasks.map((task) => ({
      id: task.id,
      step_id: step.id,
      approver_id: task.approver.id,
      on_behalf_of: task.onBehalfOf?.id ?? null,
      reason: task.reason,
    })),
  );
  const parameters: unknown[] = [request.id, JSON.stringify(steps), JSON.stringify(tasks)];
  const audit = auditInsert(
    opening.map(({ step, planned, resolved, quorum, tasks }) => ({
      actorId: null,
      action: 'approval.step-opened',
      subjectType: 'approval',
      subjectId: request.id,
      details: {
        step: step.key,
        reason: resolved.reason,
        approvers: resolved.people.map(({ id }) => id),
        ...(quorum === planned.quorum ? {} : { quorum, plannedQuorum: planned.quorum }),
        ...substitutesIn(tasks),
      },
    })),
    parameters,
  );
  tx.send(
    `WITH opened AS (
       UPDATE approval_step s SET status = 'open', opened_at = coalesce(s.opened_at, clock_timestamp()),
         quorum = o.quorum, due_at = o.due_at, remind_at = o.remind_at, escalate_at = o.due_at, expires_at = o.expires_at
       FROM ${jsonRows('$2', 'id uuid, quorum text, due_at timestamptz, remind_at timestamptz, expires_at timestamptz')} AS o
       WHERE s.id = o.id
     ), given AS (
       INSERT INTO approval_task (id, request_id, step_id, approver_id, on_behalf_of, reason)
       SELECT t.id, $1, t.step_id, t.approver_id, t.on_behalf_of, t.reason
       FROM jsonb_to_recordset($3::jsonb) AS t (id uuid, step_id uuid, approver_id uuid, on_behalf_of uuid, reason text)
     ), audit AS (${audit})
     UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1`,
    parameters,
  );
}

/** Who was asked for whom, where somebody was. */
function substitutesIn(tasks: OpeningTask[]): { substitutes?: { to: string; for: string }[] } {
  const substitutes = tasks.flatMap(({ approver, onBehalfOf }) =>
    onBehalfOf ? [{ to: approver.id, for: onBehalfOf.id }] : [],
  );
  return substitutes.length > 0 ? { substitutes } : {};
}

/** What was just written, added to what was read: the same as reading it again. */
function withOpening(progress: Progress, opening: OpeningStep[]): Progress {
  const opened = new Map(opening.map((one) => [one.step.id, one]));
  return {
    ...progress,
    steps: progress.steps.map((step) => {
      const one = opened.get(step.id);
      if (!one) return step;
      const { quorum, deadlines } = one;
      return { ...step, status: 'open', quorum, ...deadlines, escalateAt: deadlines.dueAt };
    }),
    tasks: [
      ...progress.tasks,
      ...opening.flatMap(({ step, tasks }) =>
        tasks.map(({ id, approver, onBehalfOf, reason }) => ({
          ...{ id, stepId: step.id, status: 'open' as const, reason },
          ...{ approverId: approver.id, approverName: approver.name },
          ...{ onBehalfOfId: onBehalfOf?.id ?? null, onBehalfOfName: onBehalfOf?.name ?? null },
        })),
      ),
    ],
  };
}

async function tellPeople(
  deps: ApprovalDeps,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    opening: OpeningStep[];
    hours: WorkingHoursBook;
  },
): Promise<void> {
  const { request, opening, hours } = input;
  const { decisions } = input.progress;
  const tasks = opening.flatMap((step) => step.tasks.filter(({ isAway }) => !isAway));
  askApprovers(deps, tx, { request, tasks, occasion: 'request', decisions, hours });
  const unmanned = opening.filter((step) => step.tasks.length === 0);
  if (unmanned.length === 0) return;
  const admins = await activeHoldersOf(tx, 'admin');
  notifyPeople(
    deps,
    tx,
    admins.flatMap((admin) =>
      unmanned.map(({ step }) => ({
        userId: admin.id,
        type: 'approval-nobody-can-sign',
        title: `Nobody can sign "${step.name}"`,
        body: `${request.title}: everybody who could is the requester, inactive or has signed already`,
        link: `/approvals/${request.id}`,
        approvalId: request.id,
        dedupeKey: `nobody.${step.id}`,
      })),
    ),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
