import { stepOutcome } from './progress';
import type { Quorum } from './quorum';
import type { RequestStatus, StepStatus, Verdict } from './vocabulary';

/** The longest time a policy may leave for taking a decision back, in seconds. */
export const LONGEST_UNDO_SECONDS = 600;

/** A decision as far as its time goes. */
export interface TimedDecision {
  verdict: Verdict;
  /** When it takes effect, while it can still be taken back; null once it is in effect. */
  takesEffectAt: number | null;
  /** An admin decided past the people asked. */
  override: boolean;
}

/**
 * What a step comes to by the decisions in effect. One that can still be taken back is no signature yet, and no missing
 * one either: its approver is awaited. Past an override nobody is.
 * @param step.awaited people with an open task
 */
export function outcomeInEffect(step: {
  quorum: Quorum;
  decisions: TimedDecision[];
  awaited: number;
}): 'open' | 'approved' | 'rejected' {
  const inEffect = step.decisions.filter(({ takesEffectAt }) => takesEffectAt === null);
  const isOverridden = inEffect.some(({ override }) => override);
  const undecided = isOverridden ? 0 : step.decisions.length - inEffect.length;
  const verdicts = inEffect.map(({ verdict }) => verdict);
  return stepOutcome({ quorum: step.quorum, verdicts, awaited: step.awaited + undecided });
}

/** The facts that taking a decision back is judged by, read under the request's lock. */
export interface UndoFacts {
  actorId: string;
  status: RequestStatus;
  decision: {
    byId: string;
    isUndone: boolean;
    /** As in {@link TimedDecision}: by the clock of the database, at the moment of judging. */
    takesEffectAt: number | null;
  };
  /** The decision's step; null when it belongs to an earlier round. */
  step: { status: StepStatus } | null;
  /** What decisions in effect make of that step, applied or not. */
  outcomeInEffect: 'open' | 'approved' | 'rejected';
}

/** Whether a decision may be taken back, or what stands in the way. */
export type Undoability =
  'allowed' | 'not-yours' | 'already-undone' | 'request-closed' | 'too-late' | 'no-longer-counts';

/**
 * The one rule of who may take a decision back when: whoever made it, once, before it takes effect, and while it still
 * is about something. A request that was withdrawn, changed, sent back or decided past it has nothing to take back.
 */
export function undoability(facts: UndoFacts): Undoability {
  const { decision, step } = facts;
  if (decision.byId !== facts.actorId) return 'not-yours';
  if (decision.isUndone) return 'already-undone';
  if (decision.takesEffectAt === null) return 'too-late';
  if (facts.status !== 'pending') return 'request-closed';
  if (step?.status !== 'open' || facts.outcomeInEffect !== 'open') return 'no-longer-counts';
  return 'allowed';
}

/** A task of a step whose decision was taken back. */
interface ReturningTask {
  approverId: string;
  status: string;
}

/**
 * Whose tasks open again when a decision is taken back: everybody's who was not needed any more because of the
 * decisions so far. Not the other half of a signature that is still given, and nobody's who is asked elsewhere by now.
 * @param step.isGiven whether a task is part of a signature that stays
 * @param step.asked people with an open task of the request
 */
export function returningTasks<Task extends ReturningTask>(step: {
  tasks: Task[];
  isGiven: (task: Task) => boolean;
  asked: ReadonlySet<string>;
}): Task[] {
  return step.tasks.filter(
    (task) =>
      task.status === 'superseded' && !step.isGiven(task) && !step.asked.has(task.approverId),
  );
}
