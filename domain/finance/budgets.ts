import type { StepDraft } from '../approvals/steps';
import { roleStep } from '../approvals/steps';
import { formatMoney, type Money } from '../money/money';

/** What happens to a request that goes over a budget: it is only said, or it is stopped unless finance signs for it. */
export const BUDGET_ACTIONS = ['warn', 'stop'] as const;
/** @see BUDGET_ACTIONS */
export type BudgetAction = (typeof BUDGET_ACTIONS)[number];

/** What a month of a department may spend on an account, in minor units of the company's currency. */
export interface BudgetStanding {
  department: string;
  account: string;
  /** "2026-11" */
  month: string;
  action: BudgetAction;
  amount: bigint;
  /** What was posted in the month. */
  actual: bigint;
  /** What is ordered or handed in and not posted yet. */
  committed: bigint;
}

/** What is left of a budget; below zero where more was spent. */
export function leftOf({ amount, actual, committed }: Omit<BudgetStanding, 'action'>): bigint {
  return amount - actual - committed;
}

/** By how much a request would go over a budget; zero when it fits. */
export function overBy(budget: BudgetStanding, asked: bigint): bigint {
  const over = asked - leftOf(budget);
  return over > 0n ? over : 0n;
}

/** That a request goes over a budget, in a sentence. */
export function overSentence(budget: BudgetStanding, over: Money): string {
  const { department, account, month } = budget;
  return `${formatMoney(over)} over the budget of ${department} for ${account} in ${month}`;
}

/** That a request goes over a budget, as the request keeps it. */
export interface BudgetFinding {
  message: string;
  action: BudgetAction;
}

/** Who signs for what goes over a budget that stops. */
export const OVER_BUDGET_STEP: StepDraft = {
  ...roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  // With a dot, which no key of a published policy has: the two never meet.
  ...{ key: 'budget.override', name: 'Over budget' },
};

/** The further signatures a finding calls for. */
export function budgetSteps(finding: BudgetFinding | undefined): { further?: StepDraft[] } {
  return finding?.action === 'stop' ? { further: [OVER_BUDGET_STEP] } : {};
}

/** What signers read of a finding, and why it should be let pass. */
export function budgetFacts(
  finding: BudgetFinding | undefined,
  reason: string | undefined,
): { label: string; value: string }[] {
  if (!finding) return [];
  return [
    { label: 'Budget', value: finding.message },
    ...(reason ? [{ label: 'Why over budget', value: reason }] : []),
  ];
}
