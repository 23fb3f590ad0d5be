/** What a request can be. Only `pending` moves. */
export const REQUEST_STATUSES = [
  'pending',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'cancelled',
] as const;
/** @see REQUEST_STATUSES */
export type RequestStatus = (typeof REQUEST_STATUSES)[number];
/** How a request can end. */
export type Outcome = Exclude<RequestStatus, 'pending'>;

/** What a step can be. */
export const STEP_STATUSES = [
  'waiting',
  'open',
  'approved',
  'rejected',
  'skipped',
  'expired',
] as const;
/** @see STEP_STATUSES */
export type StepStatus = (typeof STEP_STATUSES)[number];

/** What an approver can say. */
export const VERDICTS = ['approve', 'reject'] as const;
/** @see VERDICTS */
export type Verdict = (typeof VERDICTS)[number];

/** The doors a decision can come through. */
export const CHANNELS = ['app', 'email'] as const;
/** @see CHANNELS */
export type Channel = (typeof CHANNELS)[number];
