import type { Plan } from './plan';
import type { Outcome, RequestStatus, StepStatus } from './vocabulary';

/** The workflow's input: the plan as data, ids, and nothing personal. */
export interface ApprovalWorkflowInput {
  requestId: string;
  kind: string;
  plan: Plan;
}

/** What the workflow returns, for whoever reads the history. */
export interface ApprovalWorkflowResult {
  status: Outcome;
}

/** A step of the open stage as the workflow needs it; instants in milliseconds since the epoch. */
export interface StepView {
  key: string;
  /** As people read it. Absent in what older activities recorded. */
  name?: string;
  status: StepStatus;
  approverIds: string[];
  remindAt: number | null;
  /** When the task goes up; null once nobody is left above. */
  escalateAt: number | null;
  expiresAt: number;
}

/** The rows of one stage, read or written by an activity. `decisionIds` are recorded but not yet applied. */
export interface StageView {
  status: RequestStatus;
  steps: StepView[];
  decisionIds: string[];
  /** Which time round signatures are collected; grows when the request is changed. Absent in older records: the first. */
  round?: number;
  /** How many stages the present plan has. Absent in older records: as many as the plan the run was started with. */
  stages?: number;
  /** Set while the request waits for its requester to send it again: until when. */
  sentBackUntil?: number;
}

/** How a request was closed. */
export interface ClosedView {
  status: Outcome;
  /** Set where the kind watches what was approved: the run goes on until that ends. */
  isWatched?: true;
}

/** What the kind still watches of an approved request. */
export interface WatchView {
  /** When to look again, in milliseconds since the epoch; null once nothing is watched any more. */
  nextAt: number | null;
}

/** The activities `approvalWorkflow` relies on. Each is safe to run twice. */
export interface ApprovalActivities {
  /** Finds the people, writes tasks, links, notifications and mails of a stage; a stage that is open is only read. */
  openStage(input: { requestId: string; stage: number }): Promise<StageView>;
  /** Reads a stage as it stands, after something outside the workflow changed it. */
  readStage(input: { requestId: string; stage: number }): Promise<StageView>;
  /** Moves the steps that these decisions settle. Ids without a row of this request are ignored. */
  applyDecisions(input: {
    requestId: string;
    stage: number;
    decisionIds: string[];
  }): Promise<StageView>;
  /** Reminds those a step still waits for; `sequence` keeps reminders apart. */
  remindStep(input: { requestId: string; stage: number; stepKey: string }): Promise<StageView>;
  /** Hands a step that is due to the next manager up. */
  escalateStep(input: { requestId: string; stage: number; stepKey: string }): Promise<StageView>;
  /** Expires a step unless a decision was received in time. */
  expireStep(input: { requestId: string; stage: number; stepKey: string }): Promise<StageView>;
  /** Expires a request that was sent back and not sent again in time. */
  lapseResubmission(input: { requestId: string; stage: number }): Promise<StageView>;
  /** Applies the kind's effect and closes the request, once; answers how it is closed. */
  closeRequest(input: { requestId: string; outcome: Outcome }): Promise<ClosedView>;
  /** Does what has come due of what the kind watches; nothing when nothing has. */
  keepWatch(input: { requestId: string }): Promise<WatchView>;
}

/** The queue every NETRA worker serves. */
export const TASK_QUEUE = 'netra';

/** Wire names of the messages, shared by the workflow and whoever sends them. */
export const SIGNALS = {
  decisionRecorded: 'decisionRecorded',
  requestChanged: 'requestChanged',
} as const;

/** The ID every approval's workflow has. */
export function approvalWorkflowId(request: { kind: string; id: string }): string {
  return `approval/${request.kind}/${request.id}`;
}
