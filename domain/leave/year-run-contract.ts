/** The workflow's input: an id, and nothing personal. */
export interface LeaveYearRunInput {
  runId: string;
}

/** What a batch has done: whether more is to come. */
export interface LeaveYearBatch {
  goesOn: boolean;
}

/** The activities `leaveYearRunWorkflow` relies on. Safe to run twice. */
export interface LeaveYearActivities {
  /** Ends the year for the next people of a run; with none left, or asked to stop, ends the run itself. */
  endLeaveYearBatch(input: LeaveYearRunInput): Promise<LeaveYearBatch>;
}

/** The ID of a run's workflow. */
export function leaveYearWorkflowId(runId: string): string {
  return `leave-year/${runId}`;
}
