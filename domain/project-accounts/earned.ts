import { divideRounded } from '../money/money';

/** How a project earns. */
export const EARNING_METHODS = ['time-and-materials', 'fixed-price', 'milestones'] as const;
/** @see EARNING_METHODS */
export type EarningMethod = (typeof EARNING_METHODS)[number];

/** What people read of a method. */
export const METHOD_NAMES: Record<EarningMethod, string> = {
  'time-and-materials': 'Time and materials',
  'fixed-price': 'Fixed price',
  milestones: 'Milestones',
};

/** What a project has earned by a day follows from these; in minor units of one currency, null for what is not known. */
export interface Progress {
  method: EarningMethod;
  contract: bigint | null;
  budget: bigint | null;
  /** What it is thought to cost in the end; without one, its budget. */
  estimate: bigint | null;
  /** What it cost so far. */
  cost: bigint | null;
  /** Approved billable time at its bill rates. */
  billable: bigint | null;
  /** Milestones that were reached. */
  reached: bigint;
}

const ALL = 10_000n;

/**
 * What was earned so far: time and materials by approved time at its bill rates, up to the contract where there is one; a
 * fixed price by its share of the cost, cost ÷ estimate at completion, never more than the contract; milestones by those
 * that were reached, up to the contract where there is one.
 * @returns null while something it follows from is not known
 */
export function earnedBy(progress: Progress): bigint | null {
  const { method, contract, billable, cost, reached } = progress;
  if (method === 'milestones') return contract === null ? reached : least(reached, contract);
  if (method === 'time-and-materials')
    return billable === null || contract === null ? billable : least(billable, contract);
  const estimate = atCompletion(progress);
  if (contract === null || estimate === null || cost === null || estimate <= 0n) return null;
  const part = least(cost < 0n ? 0n : cost, estimate);
  return divideRounded(contract * part, estimate);
}

/** What it will have cost in the end: the estimate, or the budget without one, and never less than it has cost already. */
export function atCompletion({ estimate, budget, cost }: Progress): bigint | null {
  const expected = estimate ?? budget;
  if (expected === null) return cost;
  return cost !== null && cost > expected ? cost : expected;
}

/** How much of its budget a project has burnt, in hundredths of a per cent; null without a budget or a known cost. */
export function burnOf({ budget, cost }: Progress): bigint | null {
  return budget === null || cost === null ? null : divideRounded(cost * ALL, budget);
}

/** What is earned and not invoiced yet; less than nothing where more was invoiced. */
export function workInProgress(of: { earned: bigint | null; invoiced: bigint }): bigint | null {
  return of.earned === null ? null : of.earned - of.invoiced;
}

const least = (one: bigint, other: bigint) => (one < other ? one : other);
