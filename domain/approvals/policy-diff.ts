import type { Plan } from './plan';
import type { Policy, PolicyStep } from './policy';
import {
  sayApprover,
  sayCondition,
  sayQuorum,
  sayStep,
  sayUndo,
  andList,
  type Naming,
} from './policy-words';

/** One difference between two policies, in words. `key` is the step's, or null for what concerns the whole policy. */
interface PolicyChange {
  key: string | null;
  change: 'added' | 'removed' | 'changed';
  text: string;
}

/** What changed from one policy to another: steps of the first in their order, then the new ones, then the rest. */
export function diffPolicies(from: Policy, to: Policy, naming: Naming): PolicyChange[] {
  const find = (policy: Policy, key: string) => policy.steps.find((step) => step.key === key);
  const kept = from.steps.flatMap((step): PolicyChange[] => {
    const now = find(to, step.key);
    if (!now) return [{ key: step.key, change: 'removed', text: `${step.name} no longer signs` }];
    const changes = diffSteps(step, now, naming);
    const text = `${now.name}: ${changes.join('; ')}`;
    return changes.length === 0 ? [] : [{ key: step.key, change: 'changed', text }];
  });
  const added = to.steps
    .filter((step) => !find(from, step.key))
    .map((step): PolicyChange => {
      const text = `${step.name} signs in stage ${step.stage + 1}: ${sayStep(step, naming)}`;
      return { key: step.key, change: 'added', text };
    });
  return [...kept, ...added, ...wholeChanges(from, to)];
}

/** Whether two plans ask the same people under the same quorum in the same order. Names and times do not matter. */
export function asksTheSame(one: Plan, other: Plan): boolean {
  const outline = (plan: Plan) =>
    JSON.stringify(
      plan.steps.map(({ stage, approver, quorum }) => [stage, quorum, sorted(approver)]),
    );
  return outline(one) === outline(other);
}

/** Rules with their members in one order: what comes back from jsonb has lost the order it was written in. */
function sorted(rule: object): unknown {
  return Object.entries(rule).sort(([a], [b]) => a.localeCompare(b));
}

function diffSteps(from: PolicyStep, to: PolicyStep, naming: Naming): string[] {
  const said: [string, (step: PolicyStep) => string][] = [
    ['is called', ({ name }) => `"${name}"`],
    ['stage', ({ stage }) => String(stage + 1)],
    ['signed by', ({ approver }) => sayApprover(approver, naming)],
    ['quorum', ({ quorum }) => sayQuorum(quorum)],
    ['reminded after', ({ remindAfter }) => remindAfter],
    ['due after', ({ escalateAfter }) => escalateAfter],
    ['each level above has', ({ escalations }) => sayLadder(escalations)],
    ['expires after', ({ expireAfter }) => expireAfter],
    ['asked', (step) => sayWhen(step, naming)],
  ];
  return said.flatMap(([what, say]) => {
    const [was, is] = [say(from), say(to)];
    return was === is ? [] : [`${what} ${is} (was ${was})`];
  });
}

function sayLadder(escalations: string[] | undefined): string {
  return escalations?.join(', then ') ?? 'as long as the first, up the whole line';
}

function sayWhen({ when }: PolicyStep, naming: Naming): string {
  if (when.length === 0) return 'always';
  return `when ${andList(when.map((condition) => sayCondition(condition, naming)))}`;
}

function wholeChanges(from: Policy, to: Policy): PolicyChange[] {
  const whole: [string, string, string][] = [
    ['When the reporting line changes, open tasks', said(from), said(to)],
    ['Decisions', sayUndo(from.undoSeconds), sayUndo(to.undoSeconds)],
  ];
  return whole
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is]) => ({
      key: null,
      change: 'changed',
      text: `${what} ${is} (was: ${was})`,
    }));
}

function said({ onManagerChange }: Policy): string {
  return onManagerChange === 'follow' ? 'go to the new manager' : 'stay with whoever has them';
}
