import {
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { isThrough, nextMoment, workAt } from '../../domain/onboarding/next-work';
import type {
  OnboardingActivities,
  OnboardingView,
  OnboardingWorkflowInput,
  TaskView,
} from '../../domain/onboarding/workflow-contract';
import { onboardingChangedSignal } from './messages';

const { readOnboarding, openTasks, remindOwners, finishOnboarding, openProbationReview } =
  proxyActivities<OnboardingActivities>({
    startToCloseTimeout: '30 s',
    retry: { initialInterval: '500 ms', maximumInterval: '1 minute', backoffCoefficient: 2 },
  });

/**
 * Sees a person's checklist through: opens tasks when their day has come, reminds their owners, and ends it once nothing
 * blocking is left; then it keeps the day of their probation, if they are on one. It knows nothing by itself: what it does is worked out from the rows and the time, so that a new run
 * goes on where a lost one has stopped.
 */
export async function onboardingWorkflow(input: OnboardingWorkflowInput): Promise<void> {
  let hasNews = false;
  setHandler(onboardingChangedSignal, () => {
    hasNews = true;
  });
  for (;;) {
    hasNews = false;
    const view = await readOnboarding(input);
    // Runs from before there were probations end with their checklist, as they did.
    const probation = view.probation && patched('probation') ? view.probation : null;
    if (view.isOver && !probation) return;
    if (!(await act(input, view, probation?.opensAt ?? null))) {
      const tasks = view.isOver ? [] : view.tasks;
      await newsOrTime(nextMoment(tasks, Date.now(), probation?.opensAt), () => hasNews);
    }
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof onboardingWorkflow>(input);
    }
  }
}

/** Does what is to be done now; false when that is nothing. */
async function act(
  input: OnboardingWorkflowInput,
  view: OnboardingView,
  opensAt: number | null,
): Promise<boolean> {
  if (opensAt !== null && opensAt <= Date.now()) {
    await openProbationReview(input);
    return true;
  }
  if (view.isOver) return false;
  if (!isThrough(view.tasks)) return work(input, view.tasks);
  await finishOnboarding(input);
  return true;
}

/** Opens tasks and reminds of them; false when neither is due. */
async function work(input: OnboardingWorkflowInput, tasks: TaskView[]): Promise<boolean> {
  const { open, remind } = workAt(tasks, Date.now());
  if (open.length > 0) await openTasks({ ...input, taskIds: open });
  if (remind.length > 0) await remindOwners({ ...input, reminders: remind });
  return open.length > 0 || remind.length > 0;
}

/** Waits for the next moment, or for a change of the rows; for the latter alone once only people can act. */
async function newsOrTime(moment: number | null, hasNews: () => boolean): Promise<void> {
  if (moment === null) await condition(hasNews);
  else await condition(hasNews, moment - Date.now());
}
