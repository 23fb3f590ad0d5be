/**
 * What is measured. A measure is a set of cases, each from one instant to another:
 * `submitted` requests by when they were sent, `closed` requests from sending to their end, `steps` from opening to their
 * outcome, `decisions` from the moment somebody was asked to their answer, `mail` from the sent mail to that answer, and
 * as of now `open` tasks since they were given and `overdue` steps since they were due.
 */
export const MEASURES = [
  'submitted',
  'closed',
  'steps',
  'decisions',
  'mail',
  'open',
  'overdue',
] as const;
/** @see MEASURES */
export type Measure = (typeof MEASURES)[number];

/** What cases can be grouped and narrowed by, beside kind and department. */
export const DIMENSIONS = ['status', 'step', 'approverId', 'channel', 'week', 'band'] as const;
/** @see DIMENSIONS */
export type Dimension = (typeof DIMENSIONS)[number];

const BY: Record<Measure, Dimension[]> = {
  submitted: ['status', 'week'],
  closed: ['status', 'band'],
  steps: ['step'],
  decisions: ['step', 'approverId', 'channel'],
  mail: ['step', 'approverId', 'channel'],
  open: ['step', 'approverId'],
  overdue: ['step'],
};

/** Whether the cases of a measure have that dimension. */
export function has(measure: Measure, dimension: Dimension): boolean {
  return BY[measure].includes(dimension);
}

/** Whether a measure looks at now and not at a period. */
export function isOfNow(measure: Measure): boolean {
  return measure === 'open' || measure === 'overdue';
}

/** `approverId` of a step that nobody could be asked for. */
export const NOBODY = 'nobody';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Upper ends, in seconds, of the bands durations are counted in; one more band is open. */
export const BAND_ENDS = [HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 10 * DAY];

/** How many of the decided requests were approved, 0 to 1; null when none was decided. */
export function approvalRate(decided: { approved: number; rejected: number }): number | null {
  const all = decided.approved + decided.rejected;
  return all === 0 ? null : decided.approved / all;
}
