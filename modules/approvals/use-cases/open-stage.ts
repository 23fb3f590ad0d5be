import { randomUUID } from 'node:crypto';
import { deadlinesOf, type StepDeadlines } from '../../../domain/approvals/progress';
import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { delegationsAt } from '../../delegations/queries';
import { activeHoldersOf } from '../../people/queries';
import { askApprovers, type AskedTask } from '../ask-approvers';
import type { ApprovalDeps } from '../deps';
import { resolveApprovers, type ResolvedApprovers } from '../resolve-approvers';
import { withSubstitutes } from '../substitutes';
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
  resolved: ResolvedApprovers;
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
 * A step that is open already keeps its people; one that nobody could sign is tried again.
 */
export async function openStage(
  deps: ApprovalDeps,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const unmanned = progress.steps.filter(
      (step) => step.stage === input.stage && needsPeople(progress, step),
    );
    if (request.status !== 'pending' || unmanned.length === 0) {
      return stageView(request, progress, input.stage);
    }
    const opening = await findPeople(deps, tx, { request, progress, steps: unmanned });
    writeOpening(tx, request, opening);
    await tellPeople(deps, tx, request, opening);
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
    return stageView(request, withOpening(progress, opening), input.stage);
  });
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
  { request, progress, steps }: { request: RequestRow; progress: Progress; steps: StepRow[] },
): Promise<OpeningStep[]> {
  const now = deps.clock.now();
  // Sent with the first look for people: nobody waits for it.
  const absences = delegationsAt(tx, now);
  const taken = takenBy(progress);
  const opening: OpeningStep[] = [];
  for (const row of steps) {
    const planned = request.plan.steps.find((step) => step.key === row.key);
    if (!planned) throw new Error(`step ${row.key} is not in the plan of ${request.id}`);
    const context = { requesterId: request.requesterId, taken };
    const [resolved, delegations] = await Promise.all([
      resolveApprovers(tx, planned.approver, context),
      absences,
    ]);
    resolved.people.forEach((person) => taken.add(person.id));
    const asked = await withSubstitutes(tx, resolved.people, {
      ...context,
      ...{ kind: request.kind, delegations },
    });
    const deadlines = deadlinesOf(planned, now.getTime());
    if (row.expiresAt !== null) deadlines.expiresAt = row.expiresAt;
    const step = { ...row, ...deadlines };
    const tasks = asked.map(({ person, onBehalfOf, isAway }) => ({
      ...{ id: randomUUID(), step, approver: person, onBehalfOf, isAway },
      onBehalfOfName: onBehalfOf?.name ?? null,
      reason: onBehalfOf ? 'substitute' : resolved.reason,
    }));
    opening.push({ step: row, resolved, deadlines, tasks });
  }
  return opening;
}

function writeOpening(tx: Transaction, request: RequestRow, opening: OpeningStep[]): void {
  const steps = opening.map(({ step, deadlines }) => ({
    id: step.id,
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
    opening.map(({ step, resolved, tasks }) => ({
      actorId: null,
      action: 'approval.step-opened',
      subjectType: 'approval',
      subjectId: request.id,
      details: {
        step: step.key,
        reason: resolved.reason,
        approvers: resolved.people.map(({ id }) => id),
        ...substitutesIn(tasks),
      },
    })),
    parameters,
  );
  tx.send(
    `WITH opened AS (
       UPDATE approval_step s SET status = 'open', opened_at = coalesce(s.opened_at, clock_timestamp()),
         due_at = o.due_at, remind_at = o.remind_at, escalate_at = o.due_at, expires_at = o.expires_at
       FROM jsonb_to_recordset($2::jsonb) AS o (id uuid, due_at timestamptz, remind_at timestamptz, expires_at timestamptz)
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
      const { deadlines } = opened.get(step.id) ?? {};
      if (!deadlines) return step;
      return { ...step, status: 'open', ...deadlines, escalateAt: deadlines.dueAt };
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
  request: RequestRow,
  opening: OpeningStep[],
): Promise<void> {
  const tasks = opening.flatMap((step) => step.tasks.filter(({ isAway }) => !isAway));
  askApprovers(deps, tx, { request, tasks, occasion: 'request' });
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
