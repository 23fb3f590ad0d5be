import { DomainError } from '../errors';
import type { ApproverRule, Plan, PlanStep } from './plan';
import type { Policy, PolicyApprover, PolicyStep } from './policy';
import { judgeCondition, type Judgement } from './policy-conditions';
import type { Quorum } from './quorum';
import type { RoutingFacts } from './routing';

/** One step of a policy before one request: whether it is in the plan, and what decided that. */
interface JudgedStep {
  step: PolicyStep;
  applies: boolean;
  judgements: Judgement[];
}

/** Judges every step of a policy by the facts of a request. A step applies unless one of its conditions fails. */
export function judgeSteps(policy: Policy, facts: RoutingFacts): JudgedStep[] {
  return policy.steps.map((step) => {
    const judgements = step.when.map((condition) => judgeCondition(condition, facts));
    return { step, judgements, applies: judgements.every(({ outcome }) => outcome !== 'fails') };
  });
}

/** Conditions of steps in the plan that could not be judged, as `step.condition`; empty as a rule. */
export function unjudged(judged: JudgedStep[]): string[] {
  return judged
    .filter(({ applies }) => applies)
    .flatMap(({ step, judgements }) =>
      judgements
        .filter(({ outcome }) => outcome === 'unknown')
        .map(({ condition }) => `${step.key}.${condition.on}`),
    );
}

/**
 * The plan of a request: the steps that apply, their stages numbered anew without gaps, then what the request itself
 * calls for.
 * @throws DomainError no-approver when no step applies: nothing goes through unsigned
 */
export function planOf(policy: Policy, facts: RoutingFacts): Plan {
  const applying = judgeSteps(policy, facts).filter(({ applies }) => applies);
  if (applying.length === 0) {
    throw new DomainError('no-approver', 'The approval policy names nobody to sign this request');
  }
  const stages = [...new Set(applying.map(({ step }) => step.stage))].sort((a, b) => a - b);
  const ofPolicy = applying
    .map(({ step }) => ({ ...step, stage: stages.indexOf(step.stage) }))
    .sort((a, b) => a.stage - b.stage);
  const further = (facts.further ?? []).map((step, index) => ({
    ...step,
    stage: stages.length + index,
  }));
  const steps = [...ofPolicy, ...further].flatMap((step) => planSteps(step, facts));
  const { onManagerChange, undoSeconds } = policy;
  return {
    steps,
    onManagerChange,
    ...(undoSeconds > 0 ? { undoSeconds } : {}),
    ...(facts.barred && facts.barred.length > 0 ? { barred: facts.barred } : {}),
  };
}

/** A step as it is planned; `one-per-group` becomes one for each group, open together. */
function planSteps(step: PolicyStep, facts: RoutingFacts): PlanStep[] {
  const { key, name, stage, approver, remindAfter, escalateAfter, escalations, expireAfter } = step;
  const ladder = escalations ? { escalations } : {};
  const times = { remindAfter, escalateAfter, ...ladder, expireAfter };
  if (step.quorum === 'one-per-group' && approver.role === 'group') {
    return approver.groups.map((group, index) => ({
      ...{ key: `${key}-${index + 1}`, name: `${name}: ${group.name}`, stage },
      ...{ approver: { role: 'group', groupIds: [group.id] }, quorum: 'any', ...times },
    }));
  }
  const quorum: Quorum = step.quorum === 'one-per-group' ? 'any' : step.quorum;
  return [{ key, name, stage, approver: ruleOf(approver, facts), quorum, ...times }];
}

/** A request without the department or project that a step asks about goes up the requester's line. */
const UP_THE_LINE: ApproverRule = { role: 'reporting-manager' };

function ruleOf(approver: PolicyApprover, facts: RoutingFacts): ApproverRule {
  switch (approver.role) {
    case 'group':
      return { role: 'group', groupIds: approver.groups.map(({ id }) => id) };
    case 'department-head':
      return facts.departmentId === undefined
        ? UP_THE_LINE
        : { role: 'department-head', departmentId: facts.departmentId };
    case 'project-manager':
      return facts.projectId === undefined
        ? UP_THE_LINE
        : { role: 'project-manager', projectId: facts.projectId };
    case 'line-manager':
    case 'person':
      return approver;
    default:
      return { role: approver.role };
  }
}
