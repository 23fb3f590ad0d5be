/** What a task can ask somebody to hand in. */
export const DOCUMENT_KINDS = [
  'identity-proof',
  'bank-details',
  'tax-form',
  'signed-contract',
  'signed-policy',
  'certificate',
  'other',
] as const;
/** @see DOCUMENT_KINDS */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** How a document stands with HR. */
export const DOCUMENT_STATUSES = ['waiting', 'accepted', 'sent-back'] as const;
/** @see DOCUMENT_STATUSES */
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** How the documents of a task stand together; `none` while nothing was handed in, or all of it was taken back. */
export const HAND_IN_STATES = ['none', ...DOCUMENT_STATUSES] as const;
/** @see HAND_IN_STATES */
export type HandInState = (typeof HAND_IN_STATES)[number];

/** How many files of a task can wait for HR: both sides of a card, and the pages of a form. */
export const MOST_WAITING_DOCUMENTS = 5;

/** Days after which a document that was sent back, or belongs to a cancelled checklist, is removed. */
export const UNUSED_DOCUMENT_DAYS = 30;
/** Days after a person's deactivation for which their documents are kept. */
export const LEAVER_DOCUMENT_DAYS = 365;
