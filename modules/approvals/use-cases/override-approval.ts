import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { decidability } from '../../../domain/approvals/decidability';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import type { DecisionWire } from '../../../domain/wire/approvals';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail, type MailDraft } from '../../mail/use-cases/queue-mail';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { peopleByIds } from '../../people/queries';
import type { ApprovalDeps } from '../deps';
import { labelOf } from '../kinds';
import { presentDecision } from '../present-decision';
import { refuseDecision } from '../refuse-decision';
import {
  isSettled,
  lockRequest,
  openTasks,
  type DecisionRow,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
} from '../store';
import { recordDecision, type DecideInput } from '../record-decision';

/** Who overrides what, and why. */
interface OverrideInput {
  approvalId: string;
  principal: Principal;
  verdict: Verdict;
  reason: string;
  receivedAt: Date;
}

interface Overriding {
  input: OverrideInput;
  request: RequestRow;
  progress: Progress;
  steps: StepRow[];
}

/**
 * Decides the open steps past the people they ask: for admins, and never for the requester. Each is a decision like any
 * other, judged and recorded by the same code, with the admin's name, reason and a flag; those passed over are told by
 * bell and mail.
 * @throws DomainError forbidden, own-request, not-found, request-closed, already-decided, deadline-passed, conflict
 *   (no step is open)
 */
export async function overrideApproval(
  deps: ApprovalDeps,
  input: OverrideInput,
): Promise<DecisionWire[]> {
  if (!input.principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins can decide past the approvers');
  }
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.approvalId);
    const steps = stepsToDecide(input, request, progress);
    const overriding = { input, request, progress, steps };
    const decisions = await decideAll(deps, tx, overriding);
    await tellBypassed(deps, tx, overriding, decisions);
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
    return decisions.map((decision) => presentDecision(decision, progress.steps));
  });
}

/** The open steps, if the one rule of decisions lets the admin decide them as if they were asked. */
function stepsToDecide(
  { principal, receivedAt }: OverrideInput,
  request: RequestRow,
  progress: Progress,
): StepRow[] {
  const open = progress.steps.filter((step) => step.status === 'open');
  const undecided = open.filter((step) => !isSettled(progress, step));
  for (const step of undecided.length > 0 ? undecided : open[0] ? [open[0]] : []) {
    const verdict = decidability({
      requesterId: request.requesterId,
      approverId: principal.id,
      status: request.status,
      receivedAt: receivedAt.getTime(),
      task: { stepId: step.id, status: 'open' },
      steps: progress.steps,
      decisions: progress.decisions,
      awaited: progress.tasks.filter(({ status }) => status === 'open'),
    });
    if (verdict !== 'allowed') throw refuseDecision(verdict, { request, progress, task: null });
  }
  if (undecided.length > 0) return undecided;
  if (request.requesterId === principal.id) {
    throw refuseDecision('own-request', { request, progress, task: null });
  }
  if (request.status !== 'pending') {
    throw refuseDecision('request-closed', { request, progress, task: null });
  }
  throw new DomainError('conflict', 'No step of this request is open at the moment: try again.');
}

async function decideAll(
  deps: ApprovalDeps,
  tx: Transaction,
  { input, request, progress, steps }: Overriding,
): Promise<DecisionRow[]> {
  const { principal, verdict, reason, receivedAt } = input;
  const decision: DecideInput = {
    door: { channel: 'app', approvalId: request.id, approverId: principal.id },
    ...{ verdict, receivedAt, comment: reason },
  };
  const addressed = {
    approvalId: request.id,
    approverId: principal.id,
    taskId: null,
    emailLinkId: null,
  };
  const recorded: DecisionRow[] = [];
  for (const { step, own } of ownFirst(progress, steps, principal.id)) {
    const task = own ?? giveTask(tx, { request, step, principal });
    const context = { input: decision, addressed, request, progress, task };
    recorded.push(await recordDecision(deps, tx, { ...context, override: true }));
  }
  return recorded;
}

/** A person has one open task a request at most: the admin's own is used up before others are made. */
function ownFirst(progress: Progress, steps: StepRow[], adminId: string) {
  return steps
    .map((step) => ({
      step,
      own: openTasks(progress, step.id).find((task) => task.approverId === adminId),
    }))
    .sort((one, other) => Number(other.own !== undefined) - Number(one.own !== undefined));
}

/** A decision closes a task: the admin is given one for it. */
function giveTask(
  tx: Transaction,
  context: { request: RequestRow; step: StepRow; principal: Principal },
): TaskRow {
  const { request, step, principal } = context;
  const id = randomUUID();
  tx.send(
    `INSERT INTO approval_task (id, request_id, step_id, approver_id, reason) VALUES ($1, $2, $3, $4, 'override')`,
    [id, request.id, step.id, principal.id],
  );
  return {
    ...{ id, stepId: step.id, status: 'open', reason: 'override' },
    ...{ approverId: principal.id, approverName: principal.name },
    ...{ onBehalfOfId: null, onBehalfOfName: null },
  };
}

const DID: Record<Verdict, string> = { approve: 'approved', reject: 'rejected' };

/** Everybody who was asked and not needed hears who decided instead of them, and why. */
async function tellBypassed(
  deps: ApprovalDeps,
  tx: Transaction,
  overriding: Overriding,
  decisions: DecisionRow[],
): Promise<void> {
  const { input, request, progress, steps } = overriding;
  const { principal, verdict, reason } = input;
  const bypassed = steps
    .flatMap((step) => openTasks(progress, step.id))
    .filter((task) => task.approverId !== principal.id);
  recordAudit(tx, [
    {
      actorId: principal.id,
      action: 'approval.overridden',
      subjectType: 'approval',
      subjectId: request.id,
      channel: 'app',
      details: {
        verdict,
        steps: steps.map(({ key }) => key),
        decisionIds: decisions.map(({ id }) => id),
        bypassed: bypassed.map((task) => task.approverId),
      },
    },
  ]);
  notifyPeople(
    deps,
    tx,
    bypassed.map((task) => ({
      userId: task.approverId,
      type: 'approval-overridden',
      title: `${principal.name} ${DID[verdict]} ${request.requesterName}'s request as an admin`,
      body: `${request.title} · ${reason}`,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `overridden.${task.id}`,
    })),
  );
  await mailBypassed(deps, tx, overriding, bypassed);
}

async function mailBypassed(
  deps: ApprovalDeps,
  tx: Transaction,
  { input, request }: Overriding,
  bypassed: TaskRow[],
): Promise<void> {
  const { principal, verdict, reason } = input;
  const people = await peopleByIds(
    tx,
    bypassed.map((task) => task.approverId),
  );
  const props = {
    requestId: request.id,
    kindLabel: labelOf(request.kind),
    requesterName: request.requesterName,
    title: request.title,
    reason: `${principal.name} ${DID[verdict]} it as an admin, without waiting for you. The reason: ${reason}`,
  };
  const drafts = bypassed.flatMap((task): MailDraft[] => {
    const person = people.get(task.approverId);
    if (!person?.active) return [];
    const to = { userId: person.id, address: person.email };
    const messageKey = `overridden.${task.id}`;
    const rings = messageKey;
    return [
      { template: 'approval-closed-for-you', to, messageKey, approvalId: request.id, rings, props },
    ];
  });
  queueMail(deps, tx, drafts);
}
