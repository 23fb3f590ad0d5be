import type { Duration } from '../durations';
import type { Quorum } from './quorum';

/** Whose signature a step wants. Resolved to people when the step opens, never before. */
export type ApproverRule =
  | { role: 'reporting-manager' | 'hr' | 'finance' | 'admin' }
  | { role: 'department-head'; departmentId: string }
  | { role: 'project-manager'; projectId: string }
  /** Up the requester's line: 1 is their reporting manager, 2 that one's manager; a shorter line ends at its top. */
  | { role: 'line-manager'; level: number }
  | { role: 'person'; personId: string }
  /** Everybody in any of these groups. */
  | { role: 'group'; groupIds: string[] };

/** The role names an {@link ApproverRule} can have. */
export type ApproverRole = ApproverRule['role'];

/** One signature in the plan of a request. Plain data: it travels in the workflow's input. */
export interface PlanStep {
  /** Unique within the plan; stable, machine-readable. */
  key: string;
  /** What people read: "Reporting manager". */
  name: string;
  /** Steps of one stage are open together; stage n + 1 opens when all of stage n are approved. From 0, no gaps. */
  stage: number;
  approver: ApproverRule;
  quorum: Quorum;
  /** After this long without a decision the approver is reminded. */
  remindAfter: Duration;
  /** After this long the task goes to the approver's manager. This is when the step is due. */
  escalateAfter: Duration;
  /** How long each level above has, in turn; after the last one nobody else is asked. Default: as long as the first, up the whole line. */
  escalations?: Duration[];
  /** After this long the request expires. */
  expireAfter: Duration;
}

/** The signatures a request needs, as data, fixed when it is submitted. */
export interface Plan {
  steps: PlanStep[];
  /** Whether an open task stays with its approver or goes to the new one when the reporting line changes. Default: follow. */
  onManagerChange?: 'keep' | 'follow';
  /** Ids of people who may not sign, whatever a rule says. Default: nobody but the requester. */
  barred?: string[];
  /** How long a decision can be taken back before it takes effect, in seconds. Default: not at all. */
  undoSeconds?: number;
}
