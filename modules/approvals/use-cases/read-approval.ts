import type { Principal } from '../../../domain/access/principal';
import { decidability } from '../../../domain/approvals/decidability';
import { toMoneyWire } from '../../../domain/money/money';
import type { Approval, DecisionWire } from '../../../domain/wire/approvals';
import { linesLeftOf } from '../approve-in-part';
import type { ApprovalDeps } from '../deps';
import { filesAt, presentFile, readFiles } from '../files';
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
  deps: Pick<ApprovalDeps, 'db' | 'clock'>,
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
    facts: factsOf(request),
    subjectId: request.subjectId,
    version: request.version,
    round: request.round,
    policyVersion: request.policyVersion,
    steps: progress.steps.map((step) => presentStep(step, progress, decisions)),
    decisions: [...decisions.values()],
    lines: presentLines(request, progress),
    files: files.map(presentFile),
    timeline: await readTimeline(deps.db, { request, progress, files }),
    workflowId: request.workflowId,
    may: whatMay(input.principal, { request, progress, now: deps.clock.now() }),
  };
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

function presentLines(request: RequestRow, progress: Progress): Approval['lines'] {
  const lines = linesLeftOf(request, progress.decisions);
  return lines.map((line) => ({ ...line, left: toMoneyWire(line.left) }));
}

function whatMay(
  principal: Principal,
  { request, progress, now }: { request: RequestRow; progress: Progress; now: Date },
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
  return {
    decide: verdict === 'allowed',
    withdraw: isPending && isRequester && !settledBySignatures(progress),
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
