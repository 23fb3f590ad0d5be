/** The workflow's input: an id, and nothing personal. */
export interface RestrictionWorkflowInput {
  restrictionId: string;
}

/** How a restriction stands in the rows; `until` in milliseconds since the epoch. */
export type RestrictionView = { isOver: true } | { isOver: false; until: number };

/** The activities `restrictionWorkflow` relies on. Each is safe to run twice. */
export interface RestrictionActivities {
  /** Reads a restriction as it stands. */
  readRestriction(input: RestrictionWorkflowInput): Promise<RestrictionView>;
  /** Ends a restriction whose time has come, and tells; one whose time has not come stays as it is. */
  endRestriction(input: RestrictionWorkflowInput): Promise<RestrictionView>;
}

/** Wire name of the signal that the row was lifted by hand. Without the row it means nothing. */
export const RESTRICTION_CHANGED = 'restrictionChanged';

/** The ID of a restriction's workflow. */
export function restrictionWorkflowId(restrictionId: string): string {
  return `restriction/${restrictionId}`;
}
