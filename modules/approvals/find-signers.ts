import { stagesOf } from '../../domain/approvals/progress';
import type { Plan, PlanStep } from '../../domain/approvals/plan';
import { clampQuorum, signaturesWanted, type Quorum } from '../../domain/approvals/quorum';
import type { Queryable } from '../../platform/database/database';
import {
  resolveApprovers,
  type ResolutionContext,
  type ResolvedApprovers,
} from './resolve-approvers';

/** A step with the people who are asked, and its quorum as they can meet it. */
export interface SignedStep {
  step: PlanStep;
  resolved: ResolvedApprovers;
  quorum: Quorum;
}

/**
 * Finds who signs the steps of one stage, nobody twice. Where steps would ask the same people, the one that has fewest
 * to choose from chooses first, so that it is not left with nobody while another has plenty. Answers in the order of
 * the plan.
 */
export async function findSigners(
  db: Queryable,
  steps: PlanStep[],
  context: ResolutionContext,
): Promise<SignedStep[]> {
  const alone = await Promise.all(
    steps.map(async (step) => signed(step, await resolveApprovers(db, step.approver, context))),
  );
  const asked = alone.flatMap(({ resolved }) => resolved.people.map(({ id }) => id));
  return new Set(asked).size === asked.length ? alone : inTurn(db, alone, context);
}

async function inTurn(
  db: Queryable,
  alone: SignedStep[],
  context: ResolutionContext,
): Promise<SignedStep[]> {
  const taken = new Set(context.taken);
  const found = new Map<string, SignedStep>();
  const choice = ({ resolved }: SignedStep) =>
    resolved.reason === 'rule' ? resolved.people.length : Infinity;
  for (const { step } of alone.toSorted((a, b) => choice(a) - choice(b))) {
    const resolved = await resolveApprovers(db, step.approver, { ...context, taken });
    resolved.people.forEach(({ id }) => taken.add(id));
    found.set(step.key, signed(step, resolved));
  }
  return alone.map((one) => found.get(one.step.key) ?? one);
}

function signed(step: PlanStep, resolved: ResolvedApprovers): SignedStep {
  return { step, resolved, quorum: clampQuorum(step.quorum, resolved.people.length) };
}

/**
 * Finds who would sign all of a plan if the first of those asked signed each step, and as many as its quorum wants.
 * Each step looks again when it opens.
 */
export async function walkPlan(
  db: Queryable,
  plan: Plan,
  { requesterId, at }: { requesterId: string; at?: Date },
): Promise<SignedStep[]> {
  const taken = new Set<string>(plan.barred);
  const walked: SignedStep[] = [];
  for (const steps of stagesOf(plan)) {
    const found = await findSigners(db, steps, { requesterId, taken, ...(at ? { at } : {}) });
    for (const { resolved, quorum } of found) {
      const signing = signaturesWanted(quorum, resolved.people.length);
      resolved.people.slice(0, signing).forEach(({ id }) => taken.add(id));
    }
    walked.push(...found);
  }
  return walked;
}
