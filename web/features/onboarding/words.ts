import type { DocumentKind, HandInState } from '../../../domain/onboarding/documents';
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

/** What a task asks for. */
export const DOCUMENT_WORDS: Record<DocumentKind, string> = {
  'identity-proof': 'Proof of identity',
  'bank-details': 'Bank details form',
  'tax-form': 'Tax form',
  'signed-contract': 'Signed contract',
  'signed-policy': 'Signed policy',
  certificate: 'Certificate',
  other: 'Document',
};

/** How it stands with HR. */
export const HAND_IN_WORDS: Record<HandInState, string> = {
  none: 'not handed in yet',
  waiting: 'handed in, waits for HR',
  'sent-back': 'sent back, to be handed in again',
  accepted: 'accepted',
};
