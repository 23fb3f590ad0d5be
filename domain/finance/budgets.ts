import type { StepDraft } from '../approvals/steps';
import { roleStep } from '../approvals/steps';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { formatMoney } from '../money/money';

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
export function leftOf({
  amount,
  actual,
  committed,
}: Pick<BudgetStanding, 'amount' | 'actual' | 'committed'>): bigint {
  return amount - actual - committed;
}

/** By how much a request would go over a budget; zero when it fits. */
export function overBy(budget: BudgetStanding, asked: bigint): bigint {
  const over = asked - leftOf(budget);
  return over > 0n ? over : 0n;
}

const words = (minor: bigint) => formatMoney({ minor, currency: COMPANY_CURRENCY });

/** That a request goes over a budget, in a sentence: by how much, of which budget, what is left of it and what is asked. */
export function overSentence(budget: BudgetStanding, asked: bigint): string {
  const { department, account, month } = budget;
  const left = leftOf(budget);
  const still = left > 0n ? `${words(left)} left` : 'nothing left';
  return `${words(overBy(budget, asked))} over the budget of ${department} for ${account} in ${month} (${still}, ${words(asked)} asked)`;
}

/** That a request goes over a budget, as the request keeps it. */
export interface BudgetFinding {
  message: string;
  action: BudgetAction;
}

/** What is found when so much is asked of a budget; nothing where it fits. */
export function findOver(budget: BudgetStanding, asked: bigint): BudgetFinding[] {
  if (overBy(budget, asked) === 0n) return [];
  return [{ message: overSentence(budget, asked), action: budget.action }];
}

/** A budget that a claim takes from, by the categories that are spent on its account. */
export interface ClaimedBudget extends BudgetStanding {
  categories: string[];
}

/** Which of its budgets a claim goes over: what it asks of each is the sum of its lines there, in minor units. */
export function findClaimOver(
  budgets: ClaimedBudget[],
  lines: { category: string; minor: bigint }[],
): BudgetFinding[] {
  return budgets.flatMap((budget) => {
    const taking = lines.filter(({ category }) => budget.categories.includes(category));
    return findOver(
      budget,
      taking.reduce((sum, { minor }) => sum + minor, 0n),
    );
  });
}

/** What refuses a request that goes over budgets which stop, where nobody says why: what it is told at `overBudgetReason`. */
export function stopProblems(
  findings: BudgetFinding[],
  reason: string | undefined,
): { path: string; message: string }[] {
  if (reason) return [];
  return findings
    .filter(({ action }) => action === 'stop')
    .map(({ message }) => ({
      ...{ path: 'overBudgetReason' },
      message: `This is ${message}: say why, and finance signs for it`,
    }));
}

/** Who signs for what goes over a budget that stops. */
const OVER_BUDGET_STEP: StepDraft = {
  ...roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  // With a dot, which no key of a published policy has: the two never meet.
  ...{ key: 'budget.override', name: 'Over budget' },
};

type Findings = BudgetFinding | BudgetFinding[] | undefined;
const all = (findings: Findings): BudgetFinding[] => (findings ? [findings].flat() : []);

/** The further signatures that findings call for: one, however many there are. */
export function budgetSteps(findings: Findings): { further?: StepDraft[] } {
  const isStopped = all(findings).some(({ action }) => action === 'stop');
  return isStopped ? { further: [OVER_BUDGET_STEP] } : {};
}

/** What signers read of findings, and why they should be let pass. */
export function budgetFacts(
  findings: Findings,
  reason: string | undefined,
): { label: string; value: string }[] {
  const facts = all(findings).map(({ message }) => ({ label: 'Budget', value: message }));
  if (facts.length === 0 || !reason) return facts;
  return [...facts, { label: 'Why over budget', value: reason }];
}
