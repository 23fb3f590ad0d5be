/** The workflow's input: an id, and nothing personal. */
export interface IncentiveRunInput {
  runId: string;
}

/** What a run waits for. */
export const INCENTIVE_RUN_STATES = [
  'draft',
  'pending',
  'approved',
  'published',
  'discarded',
] as const;
/** @see INCENTIVE_RUN_STATES */
export type IncentiveRunState = (typeof INCENTIVE_RUN_STATES)[number];

/** The activities `incentiveRunWorkflow` relies on. Each is safe to run twice. */
export interface IncentiveRunActivities {
  /** How a run stands in the rows. */
  readIncentiveRun(input: IncentiveRunInput): Promise<{ state: IncentiveRunState }>;
  /** Makes the statements of an approved run final and tells the sellers. */
  publishIncentiveRun(input: IncentiveRunInput): Promise<void>;
  /** Enters what a published run pays into the books. */
  postIncentiveRun(input: IncentiveRunInput): Promise<void>;
}

/** A run was asked for, decided or discarded: read the rows again. */
export const INCENTIVE_RUN_MOVED = 'incentiveRunMoved';

/** The ID of a run's workflow. */
export function incentiveRunWorkflowId(runId: string): string {
  return `incentive-run/${runId}`;
}
