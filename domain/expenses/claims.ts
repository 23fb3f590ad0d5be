import { addDays, type CalendarDate } from '../dates/calendar';
import type { FieldProblem } from '../errors';
import { parseMoney, sumMoney, type Money } from '../money/money';

/** What money can be spent on. */
export const EXPENSE_CATEGORIES = [
  'travel',
  'meals',
  'lodging',
  'supplies',
  'training',
  'other',
] as const;
/** @see EXPENSE_CATEGORIES */
export type ExpenseCategory = (typeof EXPENSE_CATEGORIES)[number];

/** What people call a category. */
export const EXPENSE_CATEGORY_NAMES: Record<ExpenseCategory, string> = {
  travel: 'Travel',
  meals: 'Meals',
  lodging: 'Lodging',
  supplies: 'Supplies',
  training: 'Training',
  other: 'Other',
};

/** The currency claims are paid in. */
export const CLAIM_CURRENCY = 'INR';
/** How old an expense may be when it is claimed. */
const EXPENSE_MAX_AGE_DAYS = 730;

/** One thing that was paid for. */
export interface ClaimLine {
  date: CalendarDate;
  amount: { amount: string; currency: string };
}

/** The sum of a claim's lines. Throws a RangeError on lines that {@link claimProblems} would refuse. */
export function claimTotal(lines: ClaimLine[]): Money {
  return sumMoney(
    lines.map((line) => parseMoney(line.amount)),
    CLAIM_CURRENCY,
  );
}

/** What is wrong with lines that are claimed `today`, each problem at its own line; empty if nothing is. */
export function claimProblems(lines: ClaimLine[], today: CalendarDate): FieldProblem[] {
  return lines.flatMap((line, index) => {
    const problems: FieldProblem[] = [];
    const oldest = addDays(today, -EXPENSE_MAX_AGE_DAYS);
    if (line.date > today)
      problems.push({ path: `lines.${index}.date`, message: 'This date is in the future' });
    if (line.date < oldest)
      problems.push({
        path: `lines.${index}.date`,
        message: `Expenses can be claimed for ${EXPENSE_MAX_AGE_DAYS} days`,
      });
    if (line.amount.currency !== CLAIM_CURRENCY)
      problems.push({
        path: `lines.${index}.amount.currency`,
        message: `No exchange rate from ${line.amount.currency} to ${CLAIM_CURRENCY} is set`,
      });
    return problems;
  });
}
