import { stepOutcome } from './progress';
import type { Quorum } from './quorum';
import type { RequestStatus, StepStatus, Verdict } from './vocabulary';

/** The facts a decision is judged by, read under the request's lock; instants in milliseconds since the epoch. */
export interface DecisionFacts {
  requesterId: string;
  approverId: string;
  status: RequestStatus;
  receivedAt: number;
  /** The approver's task, or null if they were never asked. */
  task: { stepId: string; status: string } | null;
  steps: {
    id: string;
    quorum: Quorum;
    status: StepStatus;
    expiresAt: number | null;
  }[];
  /** `takesEffectAt` is set while a decision can still be taken back. */
  decisions: { stepId: string; verdict: Verdict; takesEffectAt?: number | null }[];
  /** People still asked, by step. */
  awaited: { stepId: string }[];
}

/** Whether the decision may be recorded, or which rule refuses it. */
export type Decidability =
  | 'allowed'
  | 'own-request'
  | 'not-an-approver'
  | 'already-decided'
  | 'request-closed'
  | 'deadline-passed';

/**
 * The one rule of who may decide when, for every door. The requester never may. A decision counts when it was received
 * before the step's deadline, however late it is looked at; and not when it was received after, even if nothing has
 * expired the step yet.
 */
export function decidability(facts: DecisionFacts): Decidability {
  const { task } = facts;
  if (facts.approverId === facts.requesterId) return 'own-request';
  if (!task) return 'not-an-approver';
  const step = facts.steps.find(({ id }) => id === task.stepId);
  if (!step) return 'not-an-approver';
  if (isSettled(facts, step)) return 'already-decided';
  if (facts.status !== 'pending') return 'request-closed';
  if (step.status === 'expired' || isLate(step, facts.receivedAt)) return 'deadline-passed';
  return task.status === 'open' ? 'allowed' : (TASK_REFUSALS[task.status] ?? 'not-an-approver');
}

const TASK_REFUSALS: Record<string, Decidability> = {
  approved: 'already-decided',
  rejected: 'already-decided',
  superseded: 'already-decided',
};

/**
 * A refusal in effect anywhere, or all the signatures this step wants, leave nothing to decide. A refusal of another step
 * that can still be taken back keeps nobody here from going on.
 */
function isSettled(facts: DecisionFacts, step: DecisionFacts['steps'][number]): boolean {
  const isFinal = (decision: { takesEffectAt?: number | null }) =>
    (decision.takesEffectAt ?? null) === null;
  if (facts.decisions.some((one) => one.verdict === 'reject' && isFinal(one))) return true;
  const ofStep = ({ stepId }: { stepId: string }) => stepId === step.id;
  const verdicts = facts.decisions.filter(ofStep).map(({ verdict }) => verdict);
  const awaited = facts.awaited.filter(ofStep).length;
  return stepOutcome({ quorum: step.quorum, verdicts, awaited }) !== 'open';
}

function isLate(step: { expiresAt: number | null }, receivedAt: number): boolean {
  return step.expiresAt !== null && receivedAt > step.expiresAt;
}
