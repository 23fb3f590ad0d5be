import {
  policySchema,
  type Condition,
  type Policy,
  type PolicyStep,
} from '../../../domain/approvals/policy';
import { policyProblems } from '../../../domain/approvals/policy-problems';
import type { KindRouting } from '../../../domain/approvals/routing';
import type { PolicyPage } from '../../../domain/wire/policies';

/** Problems by path, the first of each. */
export type Problems = Record<string, string>;

const FACTS: Record<PolicyPage['routedBy'][number], keyof KindRouting> = {
  amount: 'amount',
  days: 'days',
  department: 'departmentId',
  project: 'projectId',
  category: 'category',
};

/** What is wrong with a policy as it stands in the editor; what only the database knows is told when it is saved. */
export function problemsOf(policy: Policy, routedBy: PolicyPage['routedBy']): Problems {
  const parsed = policySchema.safeParse(policy);
  const found = parsed.success
    ? policyProblems(parsed.data, new Set(routedBy.map((fact) => FACTS[fact])))
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return byPath(found);
}

/** Problems by path, the first of each. */
export function byPath(problems: { path: string; message: string }[]): Problems {
  const found: Problems = {};
  for (const { path, message } of problems) found[path] ??= message;
  return found;
}

/** Whether two policies say the same; the order in which members were written does not matter. */
export function isSamePolicy(one: Policy, other: Policy): boolean {
  const written = (policy: Policy) => policySchema.safeParse(policy).data ?? policy;
  return JSON.stringify(written(one)) === JSON.stringify(written(other));
}

/** Whether a step signs together with the one above it. */
export function isTogether({ steps }: Policy, index: number): boolean {
  return index > 0 && steps[index]?.stage === steps[index - 1]?.stage;
}

/** The policy with these steps in this order; stages follow from who signs together with the step above. */
function withSteps(policy: Policy, steps: { step: PolicyStep; together: boolean }[]): Policy {
  let stage = -1;
  return {
    ...policy,
    steps: steps.map(({ step, together }) => {
      if (!together || stage < 0) stage += 1;
      return { ...step, stage };
    }),
  };
}

const drafts = (policy: Policy) =>
  policy.steps.map((step, index) => ({ step, together: isTogether(policy, index) }));

/** Changes members of one step. */
export function changeStep(policy: Policy, index: number, change: Partial<PolicyStep>): Policy {
  return {
    ...policy,
    steps: policy.steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
  };
}

/** Lets a step sign together with the one above it, or after it. */
export function setTogether(policy: Policy, index: number, together: boolean): Policy {
  const steps = drafts(policy);
  return withSteps(
    policy,
    steps.map((draft, at) => (at === index ? { ...draft, together } : draft)),
  );
}

/** Moves a step one place up (-1) or down (1). */
export function moveStep(policy: Policy, index: number, by: -1 | 1): Policy {
  const steps = drafts(policy);
  const [moved] = steps.splice(index, 1);
  if (moved) steps.splice(index + by, 0, moved);
  return withSteps(policy, steps);
}

/** Leaves a step out. */
export function removeStep(policy: Policy, index: number): Policy {
  return withSteps(
    policy,
    drafts(policy).filter((_draft, at) => at !== index),
  );
}

/** Adds a step at the end, under a key that no step has. */
export function addStep(policy: Policy): Policy {
  const keys = new Set(policy.steps.map(({ key }) => key));
  let number = policy.steps.length + 1;
  while (keys.has(`step-${number}`)) number += 1;
  const step: PolicyStep = {
    ...{ key: `step-${number}`, name: '', stage: 0, when: [], approver: { role: 'finance' } },
    ...{
      quorum: 'any',
      remindAfter: '1 working day',
      escalateAfter: '2 working days',
      expireAfter: '22 working days',
    },
  };
  return withSteps(policy, [...drafts(policy), { step, together: false }]);
}

/** A condition to start from. */
export function newCondition(on: Condition['on']): Condition {
  switch (on) {
    case 'amount':
      return { on, is: 'above', value: { amount: '', currency: 'INR' } };
    case 'days':
      return { on, is: 'above', value: '' };
    default:
      return { on, in: [] };
  }
}
