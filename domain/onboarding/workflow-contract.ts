import type { TaskStatus } from './vocabulary';

/** The workflow's input: an id, and nothing personal. */
export interface OnboardingWorkflowInput {
  onboardingId: string;
}

/** A task as its workflow sees it; instants in milliseconds since the epoch. */
export interface TaskView {
  id: string;
  status: TaskStatus;
  blocking: boolean;
  opensAt: number;
  /** When its owner is reminded while it is open. */
  remindAt: number[];
  /** How many reminders are out. */
  reminders: number;
}

/** A probation that runs; it outlives the checklist. */
export interface ProbationView {
  /** When its review is to be asked for, in milliseconds since the epoch; null once it was. */
  opensAt: number | null;
}

/** How an onboarding stands in the rows. */
export type OnboardingView = ({ isOver: true } | { isOver: false; tasks: TaskView[] }) & {
  /** Absent for who is on none, and in histories from before there were any. */
  probation?: ProbationView;
};

/** The activities `onboardingWorkflow` relies on. Each is safe to run twice. */
export interface OnboardingActivities {
  /** Reads an onboarding as it stands. */
  readOnboarding(input: OnboardingWorkflowInput): Promise<OnboardingView>;
  /** Opens tasks that wait, for whoever holds their roles now, and tells the owners. */
  openTasks(input: OnboardingWorkflowInput & { taskIds: string[] }): Promise<void>;
  /** Reminds the owners of tasks that are open; `round` is the number of the reminder, from 1. */
  remindOwners(
    input: OnboardingWorkflowInput & { reminders: { taskId: string; round: number }[] },
  ): Promise<void>;
  /** Ends an onboarding of which nothing blocking is left. */
  finishOnboarding(input: OnboardingWorkflowInput): Promise<void>;
  /** Asks for the review of a probation that comes to its end. */
  openProbationReview(input: OnboardingWorkflowInput): Promise<void>;
}

/** Wire name of the signal that a row has changed. Without the row it means nothing. */
export const ONBOARDING_CHANGED = 'onboardingChanged';

/** The ID of an onboarding's workflow. */
export function onboardingWorkflowId(onboardingId: string): string {
  return `onboarding/${onboardingId}`;
}
