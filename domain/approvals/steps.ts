import type { Duration } from '../durations';
import type { ApproverRule, Plan, PlanStep } from './plan';

/** A step before it has a place in a plan. */
export type StepDraft = Omit<PlanStep, 'stage'>;

const NAMES: Record<ApproverRule['role'], string> = {
  'reporting-manager': 'Reporting manager',
  'department-head': 'Department head',
  'project-manager': 'Project manager',
  hr: 'HR',
  finance: 'Finance',
  admin: 'Admin',
};

const REMIND_AFTER: Duration = '1 working day';
const EXPIRE_AFTER: Duration = '22 working days';

/**
 * A step signed by whoever holds a role when it opens; one signature is enough where several do.
 * @param options.due how long the approver has before the task goes one manager up
 */
export function roleStep(options: { approver: ApproverRule; due: Duration }): StepDraft {
  return {
    key: options.approver.role,
    name: NAMES[options.approver.role],
    approver: options.approver,
    quorum: 'any',
    remindAfter: REMIND_AFTER,
    escalateAfter: options.due,
    expireAfter: EXPIRE_AFTER,
  };
}

/** Numbers the stages: each argument is a step, or a list of steps that are open together. */
export function inSequence(...stages: (StepDraft | StepDraft[])[]): Plan {
  return {
    steps: stages.flatMap((drafts, stage) => [drafts].flat().map((draft) => ({ ...draft, stage }))),
  };
}
