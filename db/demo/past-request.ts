import { createHash } from 'node:crypto';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { deadlinesOf, stagesOf } from '../../domain/approvals/progress';
import type { PlanStep } from '../../domain/approvals/plan';
import { BUILT_IN_VERSION } from '../../domain/approvals/policy';
import { planOf } from '../../domain/approvals/policy-plan';
import { approvalWorkflowId } from '../../domain/approvals/workflow-contract';
import { pastApprover } from './approvers';
import { audit } from './audit-rows';
import { OFFICE_HOURS } from './places';
import { tellApprover, tellRequester } from './bells';
import type { History, PastDecision, PastOutcome, ToldRequest } from './history';
import { awake } from './office-hours';
import type { Colleague } from './people-rows';
import { isoInstant } from './rows';
import { signTask } from './signature-rows';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A request of the past. */
interface PastRequest<Details> {
  kind: ApprovalKind<unknown, Details>;
  requester: Colleague;
  subjectId: string;
  details: Details;
  /** Milliseconds since the epoch. */
  submittedAt: number;
  outcome: PastOutcome;
  projectManager?: Colleague;
  /** What is said with a rejection. */
  rejection: string;
}

/**
 * Writes a closed request with its steps, tasks, links, decisions, audit rows, bells and mails.
 * @returns the approval's id, when it was closed, and who was asked: of an approved request, everybody who signed
 */
export function writePastRequest<Details>(
  history: History,
  request: PastRequest<Details>,
): { approvalId: string; closedAt: number; asked: Colleague[] } {
  const { random, rows } = history;
  const { kind, requester, details } = request;
  const id = random.uuid();
  const { departmentId } = requester;
  const plan = planOf(kind.policy, { departmentId, ...kind.routing(details) });
  const life: ToldRequest = {
    id,
    title: kind.summary(details),
    kindLabel: kind.label,
    facts: kind.facts(details),
  };
  audit(rows, request.submittedAt, {
    actor_id: requester.id,
    action: 'approval.submitted',
    subject_id: id,
    channel: 'app',
    details: { kind: kind.id, policyVersion: BUILT_IN_VERSION },
  });

  const stages = stagesOf(plan);
  const taken = new Set(plan.barred);
  const { closedAt, last, asked } = walkStages(history, request, { life, stages, taken });
  rows.add('approval_request', {
    id,
    kind: kind.id,
    title: life.title,
    requester_id: requester.id,
    department_id: requester.departmentId,
    subject_id: request.subjectId,
    data: details,
    content_hash: createHash('sha256').update(JSON.stringify(details)).digest('hex'),
    policy_version: BUILT_IN_VERSION,
    plan,
    version: 1,
    round: 1,
    status: request.outcome,
    workflow_id: approvalWorkflowId({ kind: kind.id, id }),
    revision: 1 + 2 * plan.steps.length,
    submitted_at: isoInstant(request.submittedAt),
    changed_at: isoInstant(closedAt),
    closed_at: isoInstant(closedAt),
  });
  audit(rows, closedAt, {
    actor_id: request.outcome === 'withdrawn' ? requester.id : null,
    action: 'approval.closed',
    subject_id: id,
    channel: null,
    details: { outcome: request.outcome },
  });
  tellRequester(history, { life, requester, outcome: request.outcome, closedAt, last });
  return { approvalId: id, closedAt, asked };
}

/** Opens stage after stage until the request ends. */
function walkStages<Details>(
  history: History,
  request: PastRequest<Details>,
  { life, stages, taken }: { life: ToldRequest; stages: PlanStep[][]; taken: Set<string> },
): { closedAt: number; last: PastDecision | null; asked: Colleague[] } {
  const { random, rows } = history;
  const people: Colleague[] = [];
  const endsAt = request.outcome === 'approved' ? stages.length : random.between(1, stages.length);
  let now = request.submittedAt + 2 * SECOND;
  let last: PastDecision | null = null;
  let ordinal = 0;
  for (const [index, steps] of stages.entries()) {
    const isOpened = index < endsAt;
    const isLast = index === endsAt - 1;
    const opened = now;
    for (const [place, step] of steps.entries()) {
      const stepId = random.uuid();
      const row = stepRow(life.id, { id: stepId, step, ordinal: (ordinal += 1) });
      if (!isOpened) {
        rows.add('approval_step', { ...row, ...NEVER_OPENED, closed_at: isoInstant(now) });
        continue;
      }
      const found = pastApprover(history.staff, step.approver, { ...request, taken });
      people.push(found.person);
      taken.add(found.person.id);
      const asked = {
        life,
        request,
        step,
        stepId,
        found,
        openedAt: opened,
        taskId: random.uuid(),
        links: { approve: random.uuid(), reject: random.uuid() },
      };
      tellApprover(history, asked);
      // The refusal, or the withdrawal, comes while the first step of its stage is open.
      const fate =
        isLast && request.outcome !== 'approved'
          ? place === 0
            ? request.outcome
            : 'moot'
          : 'approved';
      const decided = signTask(history, asked, {
        fate,
        at: decisionTime(history, opened),
        mootAt: now,
      });
      if (decided.decision) last = decided.decision;
      now = Math.max(now, decided.closedAt);
      rows.add('approval_step', {
        ...row,
        status: decided.stepStatus,
        ...deadlines(step, opened),
        closed_at: isoInstant(decided.closedAt),
      });
    }
  }
  return { closedAt: now + SECOND, last, asked: people };
}

const NEVER_OPENED = {
  status: 'skipped',
  opened_at: null,
  due_at: null,
  remind_at: null,
  escalate_at: null,
  expires_at: null,
};

function stepRow(
  requestId: string,
  { id, step, ordinal }: { id: string; step: PlanStep; ordinal: number },
) {
  return {
    id,
    request_id: requestId,
    round: 1,
    ordinal,
    stage: step.stage,
    key: step.key,
    name: step.name,
    quorum: step.quorum,
  };
}

function deadlines(step: PlanStep, openedAt: number) {
  const { dueAt, remindAt, expiresAt } = deadlinesOf(step, openedAt, [OFFICE_HOURS]);
  return {
    opened_at: isoInstant(openedAt),
    due_at: isoInstant(dueAt),
    remind_at: isoInstant(remindAt),
    escalate_at: isoInstant(dueAt),
    expires_at: isoInstant(expiresAt),
  };
}

/** Some answer at once, most within the day, and nobody at night. */
function decisionTime({ random }: History, openedAt: number): number {
  const minutes = random.chance(0.35) ? random.between(4, 90) : random.between(90, 26 * 60);
  return awake(
    openedAt + minutes * MINUTE + random.between(0, 59) * SECOND,
    random.between(0, 100),
  );
}
