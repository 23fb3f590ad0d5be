import { toMilliseconds } from '../durations';
import type { Plan, PlanStep, Quorum } from './plan';
import type { Outcome, StepStatus, Verdict } from './vocabulary';

/** How a stage stands: `open` while somebody is still awaited. */
export type StageOutcome = 'open' | 'approved' | 'rejected' | 'expired';

/** The step's outcome given the verdicts so far and how many people are still awaited. */
export function stepOutcome(step: {
  quorum: Quorum;
  verdicts: Verdict[];
  awaited: number;
}): 'open' | 'approved' | 'rejected' {
  if (step.verdicts.includes('reject')) return 'rejected';
  const approvals = step.verdicts.length;
  if (approvals === 0) return 'open';
  return step.quorum === 'any' || step.awaited === 0 ? 'approved' : 'open';
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

/** A step's deadlines, counted from when it opened (or, for the next approver up, from the escalation). */
export function deadlinesOf(step: PlanStep, openedAt: number): StepDeadlines {
  return {
    remindAt: openedAt + toMilliseconds(step.remindAfter),
    dueAt: openedAt + toMilliseconds(step.escalateAfter),
    expiresAt: openedAt + toMilliseconds(step.expireAfter),
  };
}

/** What the clock asks of an open step. */
export type Alarm = 'remind' | 'escalate' | 'expire';

/** The next alarm of an open step. */
export interface NextAlarm {
  at: number;
  alarm: Alarm;
  stepKey: string;
}

/** An open step as the alarms see it; `remindAt` and `escalateAt` are null once they have rung for good. */
export interface AlarmedStep {
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
