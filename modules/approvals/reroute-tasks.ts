import type { PlanStep } from '../../domain/approvals/plan';
import type { Transaction } from '../../platform/database/database';
import { recordAudit } from '../audit/use-cases/record-audit';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import { activeHoldersOf, peopleByIds, type KnownPerson } from '../people/queries';
import type { ApprovalDeps } from './deps';
import { changeTasks } from './move-task';
import { resolveApprovers } from './resolve-approvers';
import {
  isSettled,
  openTasks,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
} from './store';

/** Tasks somebody has because of the rule; those that were handed to somebody stay where a person put them. */
const BY_RULE = new Set(['rule', 'up-the-line', 'last-resort', 'rerouted']);

interface Rerouting {
  request: RequestRow;
  progress: Progress;
}

interface StepRerouting extends Rerouting {
  step: StepRow;
  planned: PlanStep;
  own: TaskRow[];
}

/**
 * Moves the open tasks of a request whose people have changed: from somebody who has left in any case, from somebody
 * the rule no longer names unless the plan says `keep`. They go to whom the rule finds now, else up the line.
 * The caller has locked the request and tells the workflow.
 * @returns how many tasks left their approver
 */
export async function rerouteTasks(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, progress }: Rerouting,
): Promise<number> {
  if (request.status !== 'pending') return 0;
  let moved = 0;
  for (const step of progress.steps) {
    const planned = request.plan.steps.find(({ key }) => key === step.key);
    const own = openTasks(progress, step.id).filter((task) => task.onBehalfOfId === null);
    if (!planned || own.length === 0 || step.status !== 'open' || isSettled(progress, step))
      continue;
    moved += await rerouteStep(deps, tx, { request, progress, step, planned, own });
  }
  return moved;
}

async function rerouteStep(
  deps: ApprovalDeps,
  tx: Transaction,
  context: StepRerouting,
): Promise<number> {
  const { request, progress, step, planned, own } = context;
  const people = await peopleByIds(
    tx,
    own.map((task) => task.approverId),
  );
  const hasLeft = (task: TaskRow) => !people.get(task.approverId)?.active;
  const mayFollow = request.plan.onManagerChange !== 'keep';
  const movable = own.filter((task) => hasLeft(task) || (mayFollow && BY_RULE.has(task.reason)));
  if (movable.length === 0) return 0;

  const taken = signedOrAskedElsewhere(progress, own);
  const resolved = await resolveApprovers(tx, planned.approver, {
    requesterId: request.requesterId,
    taken,
  });
  const named = new Set(resolved.people.map(({ id }) => id));
  const leaving = movable.filter((task) => hasLeft(task) || !named.has(task.approverId));
  if (leaving.length === 0) return 0;

  const fresh = resolved.people.filter(({ id }) => !own.some((task) => task.approverId === id));
  const next = leaving.length === own.length ? fresh : fresh.slice(0, leaving.length);
  changeTasks(deps, tx, {
    ...{ request, progress, step, status: 'reassigned', occasion: 'rerouted' },
    closing: leaving,
    giving: next.map((approver) => ({ approver, reason: 'rerouted' })),
  });
  audit(tx, { ...context, leaving, next, hasLeft });
  await tell(deps, tx, { ...context, leaving, next, hasLeft });
  return leaving.length;
}

/**
 * Whoever has had a task at another step counts as asked, even if it has moved on since, and whoever has one here does
 * not: a second look must find the people of the first, as long as nobody has changed.
 */
function signedOrAskedElsewhere(progress: Progress, own: TaskRow[]): Set<string> {
  const here = new Set(own.map((task) => task.approverId));
  const elsewhere = progress.tasks.filter((task) => task.stepId !== own[0]?.stepId);
  return new Set(
    [
      ...progress.decisions.flatMap(({ byId, onBehalfOfId }) => [byId, onBehalfOfId ?? byId]),
      ...elsewhere.map((task) => task.approverId),
    ].filter((id) => !here.has(id)),
  );
}

interface Moved extends StepRerouting {
  leaving: TaskRow[];
  next: KnownPerson[];
  hasLeft: (task: TaskRow) => boolean;
}

function audit(tx: Transaction, { request, step, leaving, next, hasLeft }: Moved): void {
  recordAudit(
    tx,
    leaving.map((task, index) => ({
      actorId: null,
      action: 'approval.rerouted',
      subjectType: 'approval',
      subjectId: request.id,
      details: {
        step: step.key,
        from: task.approverId,
        to: next[index]?.id ?? next[0]?.id ?? null,
        why: hasLeft(task) ? 'inactive' : 'rule',
      },
    })),
  );
}

/** Whoever is still here hears that they need not decide; admins, that nobody can. */
async function tell(deps: ApprovalDeps, tx: Transaction, moved: Moved): Promise<void> {
  const { request, step, own, leaving, next, hasLeft } = moved;
  const about = { link: `/approvals/${request.id}`, approvalId: request.id };
  const isUnmanned = next.length === 0 && leaving.length === own.length;
  const admins = isUnmanned ? await activeHoldersOf(tx, 'admin') : [];
  notifyPeople(deps, tx, [
    ...leaving
      .filter((task) => !hasLeft(task))
      .map((task) => ({
        userId: task.approverId,
        type: 'approval-moved-on',
        title: `No decision needed: ${request.requesterName}`,
        body: `${request.title} · it is somebody else's to decide now`,
        dedupeKey: `moved.${task.id}`,
        ...about,
      })),
    ...admins.map((admin) => ({
      userId: admin.id,
      type: 'approval-nobody-can-sign',
      title: `Nobody can sign "${step.name}"`,
      body: `${request.title}: whoever was asked has left, and nobody else may`,
      dedupeKey: `nobody.${step.id}.${leaving[0]?.id ?? ''}`,
      ...about,
    })),
  ]);
}
