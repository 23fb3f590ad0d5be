/** What the API and the relay ask of Temporal. Every call may be repeated. */
export interface TemporalGateway {
  /** Starts the workflow, or finds the run that already has this ID. */
  startApproval(input: unknown & { workflowId: string }): Promise<void>;
  /** Tells a run that a row waits for it. A run that is closed already is not an error. */
  signalApproval(input: { workflowId: string; signal: string; argument: string }): Promise<void>;
  /** Whether the server answers now. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}
