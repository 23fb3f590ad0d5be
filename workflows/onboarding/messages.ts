import { defineSignal } from '@temporalio/workflow';
import { ONBOARDING_CHANGED } from '../../domain/onboarding/workflow-contract';

/** A task was settled, or the onboarding was cancelled: read the rows again. */
export const onboardingChangedSignal = defineSignal(ONBOARDING_CHANGED);
