import type { Duration } from '../durations';
import type { Condition, PLAIN_ROLES, Policy, PolicyStep } from './policy';

/** A step before it has a place in a policy. */
export type StepDraft = Omit<PolicyStep, 'stage'>;

type PlainRole = (typeof PLAIN_ROLES)[number];

/** What people call the holders of a role. */
export const ROLE_NAMES: Record<PlainRole, string> = {
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
 * @param options.when all must hold for the step to be asked for; without it, it always is
 */
export function roleStep(options: {
  approver: { role: PlainRole };
  /** For a policy that names the role more than once; without it, the role. */
  key?: string;
  due: Duration;
  when?: Condition[];
}): StepDraft {
  return {
    key: options.key ?? options.approver.role,
    name: ROLE_NAMES[options.approver.role],
    when: options.when ?? [],
    approver: options.approver,
    quorum: 'any',
    remindAfter: REMIND_AFTER,
    escalateAfter: options.due,
    expireAfter: EXPIRE_AFTER,
  };
}

/** A policy whose stages are in this order: each argument is a step, or a list of steps that are open together. */
export function inSequence(...stages: (StepDraft | StepDraft[])[]): Policy {
  return {
    steps: stages.flatMap((drafts, stage) => [drafts].flat().map((draft) => ({ ...draft, stage }))),
    onManagerChange: 'follow',
    undoSeconds: 0,
  };
}

/** The amount is more than `"25000.00"` of a currency. */
export function amountAbove(amount: string, currency: string): Condition {
  return { on: 'amount', is: 'above', value: { amount, currency } };
}

/** It is about more than so many working days, `"5"`. */
export function daysAbove(days: string): Condition {
  return { on: 'days', is: 'above', value: days };
}

/** It is of one of these categories within its kind. */
export function inCategory(...categories: string[]): Condition {
  return { on: 'category', in: categories };
}
