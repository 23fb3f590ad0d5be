import type { WorkingHours } from '../calendars/working-calendar';
import { endOf, type Duration } from '../durations';
import type { Plan, PlanStep } from './plan';
import { signaturesWanted, type Quorum } from './quorum';
import type { Outcome, StepStatus, Verdict } from './vocabulary';

/** How a stage stands: `open` while somebody is still awaited. */
type StageOutcome = 'open' | 'approved' | 'rejected' | 'expired';

/** The step's outcome given the verdicts so far and how many people are still awaited. */
export function stepOutcome(step: {
  quorum: Quorum;
  verdicts: Verdict[];
  awaited: number;
}): 'open' | 'approved' | 'rejected' {
  if (step.verdicts.includes('reject')) return 'rejected';
  const approvals = step.verdicts.length;
  // Somebody who was asked may no longer be able to sign: then fewer are enough, but never none.
  const wanted = signaturesWanted(step.quorum, approvals + step.awaited);
  return approvals >= wanted ? 'approved' : 'open';
}

/** One refusal or one missed deadline settles a stage; otherwise every step must be approved. */
export function stageOutcome(statuses: StepStatus[]): StageOutcome {
  if (statuses.includes('rejected')) return 'rejected';
  if (statuses.includes('expired')) return 'expired';
  return statuses.every((status) => status === 'approved') ? 'approved' : 'open';
}

/** The outcome a request has come to by its steps alone, or null while it is open. */
export function settledOutcome(
  statuses: StepStatus[],
): Extract<Outcome, 'approved' | 'rejected' | 'expired'> | null {
  const outcome = stageOutcome(statuses);
  return outcome === 'open' ? null : outcome;
}

/** The stages of a plan in order, each with its steps. */
export function stagesOf(plan: Plan): PlanStep[][] {
  const count = Math.max(0, ...plan.steps.map((step) => step.stage + 1));
  return Array.from({ length: count }, (_, stage) =>
    plan.steps.filter((step) => step.stage === stage),
  );
}

/** The instants a step lives by, in milliseconds since the epoch. */
export interface StepDeadlines {
  remindAt: number;
  dueAt: number;
  expiresAt: number;
}

/**
 * A step's deadlines, counted from when it opened (or, for the next approver up, from the escalation). Of several
 * approvers the latest counts: a task is nobody's failure before their own working time for it is over.
 * @param approvers the working hours of those asked; at least one where the plan counts working time
 * @param level how often the task has gone up: a ladder gives each level its own time
 * @throws Error for a plan in working time without hours, or hours without working time
 */
export function deadlinesOf(
  step: PlanStep,
  openedAt: number,
  approvers: WorkingHours[],
  level = 0,
): StepDeadlines {
  const latest = (duration: Duration) =>
    approvers.length === 0
      ? endOf(duration, openedAt)
      : Math.max(...approvers.map((hours) => endOf(duration, openedAt, hours)));
  return {
    remindAt: latest(step.remindAfter),
    dueAt: latest(timeOfLevel(step, level)),
    expiresAt: latest(step.expireAfter),
  };
}

/** How long the person at a level of the ladder has; 0 is whoever was asked first. */
export function timeOfLevel(step: PlanStep, level: number): Duration {
  return (level > 0 && step.escalations?.[level - 1]) || step.escalateAfter;
}

/** Whether a task that has gone up `level` times may go up once more. Without a ladder it always may, while there is somebody. */
export function hasLevelAbove(step: PlanStep, level: number): boolean {
  return step.escalations === undefined || level < step.escalations.length;
}

/** What the clock asks of an open step. */
type Alarm = 'remind' | 'escalate' | 'expire';

/** The next alarm of an open step. */
interface NextAlarm {
  at: number;
  alarm: Alarm;
  stepKey: string;
}

/** An open step as the alarms see it; `remindAt` and `escalateAt` are null once they have rung for good. */
interface AlarmedStep {
  key: string;
  remindAt: number | null;
  escalateAt: number | null;
  expiresAt: number;
}

/** The earliest alarm of the open steps; null when none is open. Expiry wins a tie, then escalation. */
export function nextAlarm(steps: AlarmedStep[]): NextAlarm | null {
  const alarms = steps.flatMap((step): NextAlarm[] => [
    { at: step.expiresAt, alarm: 'expire', stepKey: step.key },
    ...(step.escalateAt === null
      ? []
      : [{ at: step.escalateAt, alarm: 'escalate' as const, stepKey: step.key }]),
    ...(step.remindAt === null
      ? []
      : [{ at: step.remindAt, alarm: 'remind' as const, stepKey: step.key }]),
  ]);
  return alarms.reduce<NextAlarm | null>(
    (first, alarm) => (first === null || alarm.at < first.at ? alarm : first),
    null,
  );
}
