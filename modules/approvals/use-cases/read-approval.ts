import type { Principal } from '../../../domain/access/principal';
import { decidability } from '../../../domain/approvals/decidability';
import { factChanges, type FactChange } from '../../../domain/approvals/differences';
import type { Fact } from '../../../domain/approvals/kind';
import { toMoneyWire } from '../../../domain/money/money';
import type { Approval, ApproverRef, DecisionWire } from '../../../domain/wire/approvals';
import type { Queryable } from '../../../platform/database/database';
import { linesLeftOf } from '../approve-in-part';
import type { ApprovalDeps } from '../deps';
import { filesAt, presentFile, readFiles } from '../files';
import { factsOf, labelOf } from '../kinds';
import { presentDecision } from '../present-decision';
import { dueClocks } from '../../calendars/queries';
import { ownFirst, readVisibleRequest } from '../queries';
import {
  inEffect,
  isSettled,
  openTasks,
  readProgress,
  settledBySignatures,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
} from '../store';
import { readTimeline } from '../timeline';

/** Who is shown beside a step: those asked now, and those who answered. */
const SHOWN = new Set(['open', 'approved', 'rejected', 'superseded']);

/** A request with everything a person who may see it may know. @throws DomainError not-found */
export async function readApproval(
  deps: Pick<ApprovalDeps, 'db' | 'clock' | 'effects'>,
  input: { approvalId: string; principal: Principal },
): Promise<Omit<Approval, 'workflowUrl'>> {
  const request = await readVisibleRequest(deps.db, input.principal, input.approvalId);
  const progress = await readProgress(deps.db, request.id);
  const open = progress.steps.filter((step) => step.status === 'open');
  const files = await readFiles(deps.db, request.id);
  const decisions = new Map(
    progress.decisions.map((decision) => [
      decision.id,
      { ...presentDecision(decision, progress.steps), ...filesAt(files, decision.id) },
    ]),
  );
  const due = open.flatMap((step) => (step.dueAt === null ? [] : [step.dueAt]));
  const waitingOn = open.flatMap((step) => openTasks(progress, step.id).map(approver));
  const asked = ownFirst(waitingOn, input.principal.id);
  const dueOn = asked && (await dueClocks(deps.db, [asked])).get(asked);
  return {
    id: request.id,
    kind: request.kind,
    kindLabel: labelOf(request.kind),
    title: request.title,
    status: request.status,
    requester: { id: request.requesterId, name: request.requesterName },
    waitingOn,
    dueAt: due.length > 0 ? instant(Math.min(...due)) : null,
    ...(dueOn ? { dueOn } : {}),
    submittedAt: request.submittedAt.toISOString(),
    closedAt: request.closedAt?.toISOString() ?? null,
    undo: undoOf(input.principal, request, progress),
    data: request.data,
    facts: [...factsOf(request), ...(await recordFactsOf(deps, request))],
    subjectId: request.subjectId,
    version: request.version,
    round: request.round,
    policyVersion: request.policyVersion,
    steps: progress.steps.map((step) => presentStep(step, progress, decisions)),
    decisions: [...decisions.values()],
    lines: presentLines(request, progress),
    files: files.map(presentFile),
    changes: await changesOf(deps.db, request),
    sentBackUntil: request.resubmitBy?.toISOString() ?? null,
    informationAskedAt: request.informationAskedAt?.toISOString() ?? null,
    timeline: await readTimeline(deps.db, { request, progress, files }),
    workflowId: request.workflowId,
    may: whatMay(input.principal, {
      request,
      progress,
      now: deps.clock.now(),
      isRevisable: deps.effects[request.kind]?.revise !== undefined,
    }),
  };
}

/** What the record got when it was approved. */
async function recordFactsOf(
  { db, effects }: Pick<ApprovalDeps, 'db' | 'effects'>,
  { kind, status, subjectId }: RequestRow,
): Promise<Fact[]> {
  if (status !== 'approved') return [];
  return (await effects[kind]?.recordFacts?.(db, subjectId)) ?? [];
}

/** What approvers look at a second time. */
async function changesOf(db: Queryable, request: RequestRow): Promise<FactChange[]> {
  if (request.version === 1) return [];
  const [before] = await db.query<{ data: Record<string, unknown> }>(
    'SELECT data FROM approval_version WHERE request_id = $1 AND version = $2',
    [request.id, request.version - 1],
  );
  return before
    ? factChanges(factsOf({ kind: request.kind, data: before.data }), factsOf(request))
    : [];
}

function presentStep(
  step: StepRow,
  progress: Progress,
  decisions: Map<string, DecisionWire>,
): Approval['steps'][number] {
  const last = progress.decisions.findLast(({ stepId }) => stepId === step.id);
  const decision = decisions.get(last?.id ?? '');
  return {
    key: step.key,
    name: step.name,
    stage: step.stage,
    status: step.status,
    approvers: progress.tasks
      .filter((task) => task.stepId === step.id && SHOWN.has(task.status))
      .map(approver),
    dueAt: step.dueAt === null ? null : instant(step.dueAt),
    ...(decision ? { decision } : {}),
  };
}

/** The person's own decision that has not taken effect yet. */
function undoOf(principal: Principal, request: RequestRow, progress: Progress): Approval['undo'] {
  const open = progress.steps.filter((step) => isUndecided(progress, step)).map(({ id }) => id);
  const own = progress.decisions.find(
    ({ byId, stepId, takesEffectAt }) =>
      byId === principal.id && takesEffectAt !== null && open.includes(stepId),
  );
  if (request.status !== 'pending' || !own?.takesEffectAt) return null;
  const { id, verdict, takesEffectAt } = own;
  return { decisionId: id, verdict, takesEffectAt: instant(takesEffectAt) };
}

function isUndecided(progress: Progress, step: StepRow): boolean {
  return step.status === 'open' && inEffect(progress, step) === 'open';
}

function presentLines(request: RequestRow, progress: Progress): Approval['lines'] {
  const lines = linesLeftOf(request, progress.decisions);
  return lines.map((line) => ({ ...line, left: toMoneyWire(line.left) }));
}

function whatMay(
  principal: Principal,
  {
    request,
    progress,
    now,
    isRevisable,
  }: { request: RequestRow; progress: Progress; now: Date; isRevisable: boolean },
): Approval['may'] {
  const open = progress.tasks.filter((task) => task.status === 'open');
  const task = open.find(({ approverId }) => approverId === principal.id) ?? null;
  const verdict = decidability({
    requesterId: request.requesterId,
    approverId: principal.id,
    status: request.status,
    receivedAt: now.getTime(),
    task,
    steps: progress.steps,
    decisions: progress.decisions,
    awaited: open,
  });
  return {
    decide: verdict === 'allowed',
    sendBack: isRevisable && verdict === 'allowed',
    ...mayAsRequester(principal, { request, progress, isRevisable }),
    ...mayAsApprover(principal, { request, progress, isAsked: task !== null }),
    comment: true,
  };
}

function mayAsRequester(
  principal: Principal,
  about: { request: RequestRow; progress: Progress; isRevisable: boolean },
): Pick<Approval['may'], 'withdraw' | 'revise'> {
  const { request, progress } = about;
  const isOwn = request.status === 'pending' && request.requesterId === principal.id;
  const canStillChange = isOwn && !settledBySignatures(progress);
  return { withdraw: canStillChange, revise: about.isRevisable && canStillChange };
}

/** What an approver of an open task may, and an admin while somebody is asked. */
function mayAsApprover(
  principal: Principal,
  { request, progress, isAsked }: { request: RequestRow; progress: Progress; isAsked: boolean },
): Pick<Approval['may'], 'reassign' | 'addApprover' | 'override' | 'requestInformation'> {
  const isPending = request.status === 'pending';
  const isAdmin = principal.roles.includes('admin');
  const isSomebodyAsked = progress.tasks.some(({ status }) => status === 'open');
  const mayIntervene = isPending && (isAsked || (isAdmin && isSomebodyAsked));
  const isRequester = request.requesterId === principal.id;
  return {
    reassign: mayIntervene,
    addApprover: mayIntervene,
    override: isAdmin && mayOverride(principal, request, progress),
    requestInformation: isPending && !isRequester && (isAsked || isAdmin),
  };
}

/** Whether there is an open step to decide, and it is not the admin's own request. */
function mayOverride(principal: Principal, request: RequestRow, progress: Progress): boolean {
  const undecided = progress.steps.some(
    (step) => step.status === 'open' && !isSettled(progress, step),
  );
  return undecided && request.status === 'pending' && request.requesterId !== principal.id;
}

function approver(
  task: Pick<TaskRow, 'approverId' | 'approverName' | 'onBehalfOfId' | 'onBehalfOfName'>,
): ApproverRef {
  return {
    id: task.approverId,
    name: task.approverName,
    ...(task.onBehalfOfId && task.onBehalfOfName
      ? { onBehalfOf: { id: task.onBehalfOfId, name: task.onBehalfOfName } }
      : {}),
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
