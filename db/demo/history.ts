import type { Fact } from '../../domain/approvals/kind';
import type { PlanStep } from '../../domain/approvals/plan';
import type { Outcome, Verdict } from '../../domain/approvals/vocabulary';
import type { PastApprover } from './approvers';
import type { Colleague, Staff } from './people-rows';
import type { Random } from './random';
import type { DemoRows } from './rows';

/** One line of somebody's bell, before it has its number. */
export interface Bell {
  userId: string;
  at: number;
  id: string;
  type: string;
  title: string;
  body: string;
  approvalId: string;
  dedupeKey: string;
}

/** What the past is written with. Bells collect out of order and are numbered at the end. */
export interface History {
  rows: DemoRows;
  random: Random;
  staff: Staff;
  bells: Bell[];
}

/** How a request of the past ended. */
export type PastOutcome = Extract<Outcome, 'approved' | 'rejected' | 'withdrawn'>;

/** A request as people were told of it. */
export interface ToldRequest {
  id: string;
  title: string;
  kindLabel: string;
  facts: Fact[];
}

/** A task somebody was given. */
export interface AskedTask {
  life: ToldRequest;
  request: { requester: Colleague; rejection: string };
  step: PlanStep;
  stepId: string;
  found: PastApprover;
  openedAt: number;
  taskId: string;
  links: { approve: string; reject: string };
}

/** A decision as the requester is told of it. */
export interface PastDecision {
  byName: string;
  verdict: Verdict;
  channel: 'app' | 'email';
  comment: string | null;
  at: number;
}
