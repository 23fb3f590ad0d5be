import type { Principal } from '../../../domain/access/principal';
import { decidability } from '../../../domain/approvals/decidability';
import { factChanges, type FactChange } from '../../../domain/approvals/differences';
import type { Fact } from '../../../domain/approvals/kind';
import type { Approval } from '../../../domain/wire/approvals';
import type { Queryable } from '../../../platform/database/database';
import type { ApprovalDeps } from '../deps';
import { factsOf, labelOf } from '../kinds';
import { presentDecision } from '../present-decision';
import { readVisibleRequest } from '../queries';
import {
  openTasks,
  readProgress,
  settledBySignatures,
  type Progress,
  type RequestRow,
  type StepRow,
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
  const due = open.flatMap((step) => (step.dueAt === null ? [] : [step.dueAt]));
  return {
    id: request.id,
    kind: request.kind,
    kindLabel: labelOf(request.kind),
    title: request.title,
    status: request.status,
    requester: { id: request.requesterId, name: request.requesterName },
    waitingOn: open.flatMap((step) => openTasks(progress, step.id).map(approver)),
    dueAt: due.length > 0 ? instant(Math.min(...due)) : null,
    submittedAt: request.submittedAt.toISOString(),
    closedAt: request.closedAt?.toISOString() ?? null,
    data: request.data,
    facts: [...factsOf(request), ...(await recordFactsOf(deps, request))],
    subjectId: request.subjectId,
    version: request.version,
    round: request.round,
    policyVersion: request.policyVersion,
    steps: progress.steps.map((step) => presentStep(step, progress)),
    decisions: progress.decisions.map((decision) => presentDecision(decision, progress.steps)),
    changes: await changesOf(deps.db, request),
    sentBackUntil: request.resubmitBy?.toISOString() ?? null,
    informationAskedAt: request.informationAskedAt?.toISOString() ?? null,
    timeline: await readTimeline(deps.db, request, progress),
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

function presentStep(step: StepRow, progress: Progress): Approval['steps'][number] {
  const decision = progress.decisions.findLast(({ stepId }) => stepId === step.id);
  return {
    key: step.key,
    name: step.name,
    stage: step.stage,
    status: step.status,
    approvers: progress.tasks
      .filter((task) => task.stepId === step.id && SHOWN.has(task.status))
      .map(approver),
    dueAt: step.dueAt === null ? null : instant(step.dueAt),
    ...(decision ? { decision: presentDecision(decision, progress.steps) } : {}),
  };
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
  const isPending = request.status === 'pending';
  const isRequester = request.requesterId === principal.id;
  const isAdmin = principal.roles.includes('admin');
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
  const canStillChange = isPending && isRequester && !settledBySignatures(progress);
  return {
    decide: verdict === 'allowed',
    withdraw: canStillChange,
    revise: isRevisable && canStillChange,
    sendBack: isRevisable && verdict === 'allowed',
    reassign: isPending && (task !== null || (isAdmin && open.length > 0)),
    comment: true,
    requestInformation: isPending && !isRequester && (task !== null || isAdmin),
  };
}

function approver(task: { approverId: string; approverName: string }) {
  return { id: task.approverId, name: task.approverName };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
