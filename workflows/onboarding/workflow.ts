import {
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { isThrough, nextMoment, workAt } from '../../domain/onboarding/next-work';
import type {
  OnboardingActivities,
  OnboardingWorkflowInput,
  TaskView,
} from '../../domain/onboarding/workflow-contract';
import { onboardingChangedSignal } from './messages';

const { readOnboarding, openTasks, remindOwners, finishOnboarding } =
  proxyActivities<OnboardingActivities>({
    startToCloseTimeout: '30 s',
    retry: { initialInterval: '500 ms', maximumInterval: '1 minute', backoffCoefficient: 2 },
  });

/**
 * Sees a person's checklist through: opens tasks when their day has come, reminds their owners, and ends it once nothing
 * blocking is left. It knows nothing by itself: what it does is worked out from the rows and the time, so that a new run
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
    if (view.isOver) return;
    if (isThrough(view.tasks)) await finishOnboarding(input);
    else if (!(await work(input, view.tasks))) await newsOrTime(view.tasks, () => hasNews);
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof onboardingWorkflow>(input);
    }
  }
}

/** Does what is to be done now; false when that is nothing. */
async function work(input: OnboardingWorkflowInput, tasks: TaskView[]): Promise<boolean> {
  const { open, remind } = workAt(tasks, Date.now());
  if (open.length > 0) await openTasks({ ...input, taskIds: open });
  if (remind.length > 0) await remindOwners({ ...input, reminders: remind });
  return open.length > 0 || remind.length > 0;
}

/** Waits for the next moment, or for a change of the rows; for the latter alone once only people can act. */
async function newsOrTime(tasks: TaskView[], hasNews: () => boolean): Promise<void> {
  const moment = nextMoment(tasks, Date.now());
  if (moment === null) await condition(hasNews);
  else await condition(hasNews, moment - Date.now());
}
