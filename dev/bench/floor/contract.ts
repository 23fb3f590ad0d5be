/** The activities of the floor: `open` and `close` tell the bench where a run is, `apply` does nothing. */
export interface FloorActivities {
  open(): Promise<void>;
  apply(): Promise<void>;
  close(): Promise<void>;
}

/** Where floor runs are worked on, apart from the product's queue. */
export const FLOOR_QUEUE = 'netra-bench-floor';

/** What the floor's worker tells the bench. */
export type FloorMessage = 'ready' | { workflowId: string; reached: 'open' | 'close' };
