import type { OnboardingActivities } from '../domain/onboarding/workflow-contract';
import type { ApprovalDeps } from '../modules/approvals/deps';
import {
  openTasks,
  readOnboarding,
  remindOwners,
} from '../modules/onboarding/use-cases/advance-onboarding';
import { finishOnboarding } from '../modules/onboarding/use-cases/finish-onboarding';
import { openProbationReview } from '../modules/probation/use-cases/open-review';
import { final } from './final';

/** The doors of `onboardingWorkflow`. */
export function onboardingActivities(deps: Pick<ApprovalDeps, 'db' | 'bus'>): OnboardingActivities {
  return {
    readOnboarding: (input) => final(() => readOnboarding(deps.db, input)),
    openTasks: (input) => final(() => openTasks(deps, input)),
    remindOwners: (input) => final(() => remindOwners(deps, input)),
    finishOnboarding: (input) => final(() => finishOnboarding(deps, input)),
    openProbationReview: (input) => final(() => openProbationReview(deps, input)),
  };
}
