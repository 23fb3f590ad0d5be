import type { OwnerRole, Purpose } from '../../../domain/onboarding/vocabulary';

/** What a checklist is called. */
export const PURPOSE_WORDS: Record<Purpose, string> = {
  onboarding: 'Onboarding',
  offboarding: 'Off-boarding',
};

/** Whose a task is by its role, before it has an owner. */
export const OWNER_WORDS: Record<OwnerRole, string> = {
  hr: 'HR',
  it: 'IT (an admin)',
  manager: 'Reporting manager',
  employee: 'The person',
};
