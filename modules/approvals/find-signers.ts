import { stagesOf } from '../../domain/approvals/progress';
import type { Plan, PlanStep } from '../../domain/approvals/plan';
import { clampQuorum, signaturesWanted, type Quorum } from '../../domain/approvals/quorum';
import type { Queryable } from '../../platform/database/database';
import { delegationsAt } from '../delegations/queries';
import {
  resolveApprovers,
  type ResolutionContext,
  type ResolvedApprovers,
} from './resolve-approvers';
import { withSubstitutes, type AskedPerson } from './substitutes';

/** A step with the people who are asked, and its quorum as they can meet it. */
export interface SignedStep {
  step: PlanStep;
  resolved: ResolvedApprovers;
  quorum: Quorum;
  /** Those people, and beside whoever is away the one who acts for them. */
  asked: AskedPerson[];
}

type FoundStep = Omit<SignedStep, 'asked'>;

/** What the search needs to know of the request; delegations may be for some kinds only. */
type SigningContext = ResolutionContext & { kind: string };

/**
 * Finds who signs the steps of one stage, nobody twice. Where steps would ask the same people, the one that has fewest
 * to choose from chooses first, so that it is not left with nobody while another has plenty. Answers in the order of
 * the plan.
 */
export async function findSigners(
  db: Queryable,
  steps: PlanStep[],
  context: SigningContext,
): Promise<SignedStep[]> {
  // Sent with the first look for people: nobody waits for it.
  const [found, delegations] = await Promise.all([
    findHolders(db, steps, context),
    delegationsAt(db, context.at ?? new Date()),
  ]);
  const people = found.flatMap(({ resolved }) => resolved.people.map(({ id }) => id));
  const taken = new Set([...context.taken, ...people]);
  const { kind, requesterId } = context;
  return Promise.all(
    found.map(async (step) => {
      const acting = { kind, requesterId, taken, delegations };
      return { ...step, asked: await withSubstitutes(db, step.resolved.people, acting) };
    }),
  );
}

async function findHolders(
  db: Queryable,
  steps: PlanStep[],
  context: ResolutionContext,
): Promise<FoundStep[]> {
  const alone = await Promise.all(
    steps.map(async (step) => signed(step, await resolveApprovers(db, step.approver, context))),
  );
  const asked = alone.flatMap(({ resolved }) => resolved.people.map(({ id }) => id));
  return new Set(asked).size === asked.length ? alone : inTurn(db, alone, context);
}

async function inTurn(
  db: Queryable,
  alone: FoundStep[],
  context: ResolutionContext,
): Promise<FoundStep[]> {
  const taken = new Set(context.taken);
  const found = new Map<string, FoundStep>();
  const choice = ({ resolved }: FoundStep) =>
    resolved.reason === 'rule' ? resolved.people.length : Infinity;
  for (const { step } of alone.toSorted((a, b) => choice(a) - choice(b))) {
    const resolved = await resolveApprovers(db, step.approver, { ...context, taken });
    resolved.people.forEach(({ id }) => taken.add(id));
    found.set(step.key, signed(step, resolved));
  }
  return alone.map((one) => found.get(one.step.key) ?? one);
}

function signed(step: PlanStep, resolved: ResolvedApprovers): FoundStep {
  return { step, resolved, quorum: clampQuorum(step.quorum, resolved.people.length) };
}

/**
 * Finds who would sign all of a plan if the first of those asked signed each step, and as many as its quorum wants.
 * Each step looks again when it opens.
 */
export async function walkPlan(
  db: Queryable,
  plan: Plan,
  { requesterId, kind, at }: { requesterId: string; kind: string; at?: Date },
): Promise<SignedStep[]> {
  const taken = new Set<string>(plan.barred);
  const walked: SignedStep[] = [];
  for (const steps of stagesOf(plan)) {
    const context = { requesterId, kind, taken, ...(at ? { at } : {}) };
    const found = await findSigners(db, steps, context);
    for (const { resolved, quorum } of found) {
      const signing = signaturesWanted(quorum, resolved.people.length);
      resolved.people.slice(0, signing).forEach(({ id }) => taken.add(id));
    }
    walked.push(...found);
  }
  return walked;
}
