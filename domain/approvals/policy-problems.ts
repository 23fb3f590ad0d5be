import { usualMilliseconds } from '../durations';
import type { FieldProblem } from '../errors';
import { readMoney } from '../money/money';
import type { Condition, Policy, PolicyStep } from './policy';
import { bandOf, limitOf } from './policy-bands';
import { uncoveredRequest } from './policy-coverage';
import type { KindRouting } from './routing';

/** What the routing of a kind can give. Departments are always there: the requester's own. */
type Given = ReadonlySet<keyof KindRouting>;

/**
 * What is wrong with a policy in itself, each problem at its path; empty if it may be published.
 * Whether people, groups, departments and projects exist is for the caller to check.
 * @param given what requests of the kind can be routed by
 */
export function policyProblems(policy: Policy, given: Given): FieldProblem[] {
  const problems = [
    ...keyProblems(policy),
    ...stageProblems(policy),
    ...policy.steps.flatMap((step, index) => stepProblems(step, `steps.${index}`, given)),
  ];
  if (problems.length > 0) return problems;
  const gap = uncoveredRequest(policy);
  return gap === undefined ? [] : [{ path: 'steps', message: gap }];
}

function keyProblems({ steps }: Policy): FieldProblem[] {
  const seen = new Set<string>();
  return steps.flatMap((step, index) => {
    const keys = keysOf(step);
    const isTaken = keys.some((key) => seen.has(key));
    keys.forEach((key) => seen.add(key));
    const message = 'Another step has this key';
    return isTaken ? [{ path: `steps.${index}.key`, message }] : [];
  });
}

/** A step of one signature per group is planned as a step for each group. */
function keysOf({ key, quorum, approver }: PolicyStep): string[] {
  if (quorum !== 'one-per-group' || approver.role !== 'group') return [key];
  return [key, ...approver.groups.map((_group, index) => `${key}-${index + 1}`)];
}

function stageProblems({ steps }: Policy): FieldProblem[] {
  const stages = new Set(steps.map(({ stage }) => stage));
  return steps.flatMap(({ stage }, index) => {
    if (stage === 0 || stages.has(stage - 1)) return [];
    const message = `Nothing is in stage ${stage}: stages are numbered without gaps`;
    return [{ path: `steps.${index}.stage`, message }];
  });
}

function stepProblems(step: PolicyStep, path: string, given: Given): FieldProblem[] {
  return [
    ...timeProblems(step, path),
    ...approverProblems(step, path, given),
    ...step.when.flatMap((condition, index) =>
      conditionProblems(condition, `${path}.when.${index}`, given),
    ),
    ...contradictions(step, path),
  ];
}

function timeProblems(step: PolicyStep, path: string): FieldProblem[] {
  const [remind, escalate, expire] = [step.remindAfter, step.escalateAfter, step.expireAfter].map(
    usualMilliseconds,
  ) as [number, number, number];
  return [
    ...(remind < escalate
      ? []
      : [{ path: `${path}.remindAfter`, message: 'Remind before the step is due' }]),
    ...(escalate < expire
      ? []
      : [{ path: `${path}.expireAfter`, message: 'The step expires before it is due' }]),
  ];
}

/** Rules that name one person. */
const SINGLE = [
  'reporting-manager',
  'line-manager',
  'person',
  'department-head',
  'project-manager',
];

function approverProblems(step: PolicyStep, path: string, given: Given): FieldProblem[] {
  const { approver, quorum } = step;
  const problems: FieldProblem[] = [];
  const refuse = (member: string, message: string) =>
    problems.push({ path: `${path}.${member}`, message });
  if (quorum === 'one-per-group' && approver.role !== 'group')
    refuse('quorum', 'One per group needs groups to sign');
  if (quorum.startsWith('at-least-') && quorum !== 'at-least-1' && SINGLE.includes(approver.role))
    refuse('quorum', 'This rule names one person: more than one signature is never reached');
  if (approver.role === 'project-manager' && !given.has('projectId'))
    refuse('approver', 'Requests of this kind belong to no project');
  if (approver.role === 'group') {
    const ids = approver.groups.map(({ id }) => id);
    if (new Set(ids).size < ids.length) refuse('approver.groups', 'A group is named twice');
  }
  return problems;
}

const NEEDS: Partial<Record<Condition['on'], [keyof KindRouting, string]>> = {
  amount: ['amount', 'Requests of this kind have no amount'],
  days: ['days', 'Requests of this kind are not counted in days'],
  project: ['projectId', 'Requests of this kind belong to no project'],
  category: ['category', 'Requests of this kind have no categories'],
};

function conditionProblems(condition: Condition, path: string, given: Given): FieldProblem[] {
  const [needed, message] = NEEDS[condition.on] ?? [];
  if (needed && message && !given.has(needed)) return [{ path: `${path}.on`, message }];
  if (condition.on !== 'amount') return [];
  const money = readMoney(condition.value);
  return 'member' in money
    ? [{ path: `${path}.value.${money.member}`, message: money.message }]
    : [];
}

/** Conditions of one step that exclude each other: the step would never be asked for. */
function contradictions(step: PolicyStep, path: string): FieldProblem[] {
  const never = (message: string) => [{ path: `${path}.when`, message }];
  const limits = step.when.flatMap((condition) => {
    const limit = 'is' in condition ? limitOf(condition) : undefined;
    return limit && 'is' in condition ? [{ ...limit, is: condition.is }] : [];
  });
  const units = [...new Set(limits.map(({ unit }) => unit))];
  if (units.filter((unit) => unit !== 'days').length > 1)
    return never('An amount is in one currency: limits in two cannot both be judged');
  for (const unit of units) {
    const { low, high } = bandOf(limits.filter((limit) => limit.unit === unit));
    if (low > high) return never('These limits exclude each other: the step would never be asked');
  }
  for (const on of ['department', 'department-kind', 'project', 'category', 'grade'] as const) {
    const lists = step.when.flatMap((one) => (one.on === on ? [one.in as string[]] : []));
    const [first, ...others] = lists;
    if (first && !first.some((member) => others.every((list) => list.includes(member))))
      return never('These lists have nothing in common: the step would never be asked');
  }
  return [];
}
