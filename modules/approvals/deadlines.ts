import { nextDigest } from '../../domain/calendars/digest-time';
import { timeLeft, type TimeLeft } from '../../domain/calendars/say-time-left';
import { deadlinesOf, type StepDeadlines } from '../../domain/approvals/progress';
import type { PlanStep } from '../../domain/approvals/plan';
import type { WorkingHoursBook } from '../calendars/queries';
import type { KnownPerson } from '../people/queries';
import type { Progress, RequestRow, StepRow } from './store';

/** A step as its request's plan has it. @throws Error when the plan has none of this key */
export function plannedStep(request: Pick<RequestRow, 'id' | 'plan'>, key: string): PlanStep {
  const planned = request.plan.steps.find((step) => step.key === key);
  if (!planned) throw new Error(`step ${key} is not in the plan of ${request.id}`);
  return planned;
}

/**
 * A step's deadlines from `now` on for those who are asked, each by their own hours. While nobody is, the default
 * location's hours count.
 * @throws Error when somebody's calendar is missing or has no working time
 */
export function countDeadlines(
  planned: PlanStep,
  input: { approvers: KnownPerson[]; hours: WorkingHoursBook; now: number; level?: number },
): StepDeadlines {
  const { approvers, hours, now, level } = input;
  const counted =
    approvers.length > 0 ? approvers.map((person) => hours.of(person)) : [hours.standard()];
  return deadlinesOf(planned, now, counted, level);
}

/** The progress with a step's new reminder and due time, for what is told from it; its expiry stays. */
export function withDeadlines(progress: Progress, stepId: string, next: StepDeadlines): Progress {
  const { remindAt, dueAt } = next;
  const moved = (step: StepRow) =>
    step.id === stepId ? { ...step, remindAt, dueAt, escalateAt: dueAt } : step;
  return { ...progress, steps: progress.steps.map(moved) };
}

/** How long an approver has by their own hours; null for a step that is never due. */
export function dueIn(
  hours: WorkingHoursBook | undefined,
  approver: KnownPerson,
  times: { due: number | null; now: number },
): TimeLeft | null {
  if (!hours || times.due === null) return null;
  return timeLeft({ due: times.due, now: times.now }, hours.of(approver));
}

/** Whether the approver's next digest will tell them of it in time, so that no mail of its own is wanted. */
export function waitsForDigest(
  hours: WorkingHoursBook | undefined,
  approver: KnownPerson,
  times: { due: number | null; now: number },
): boolean {
  if (!hours || approver.digestAt === null || times.due === null) return false;
  return nextDigest(hours.of(approver), approver.digestAt, times.now) < times.due;
}
