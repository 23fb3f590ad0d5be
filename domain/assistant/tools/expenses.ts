import { z } from 'zod';
import { REQUEST_STATUSES } from '../../approvals/vocabulary';
import { EXPENSE_CATEGORIES } from '../../expenses/claims';
import { ARGUMENTS, bound, defineTool, leftOut, measured, ordered } from './arguments';

const { who, person, department, from, to, limit, compareTo } = ARGUMENTS;
const category = z.enum(EXPENSE_CATEGORIES).optional();
const status = z.enum(REQUEST_STATUSES).optional();
const exceptCategories = leftOut(
  z.enum(EXPENSE_CATEGORIES),
  'Lines of these categories are left out',
);
const exceptStatuses = leftOut(
  z.enum(REQUEST_STATUSES),
  'Claims with one of these statuses are left out',
);

/** @see ToolDefinition.description */
export const expenseClaims = defineTool({
  name: 'expense_claims',
  title: 'Expense claims',
  description:
    'Single claims with their amount and status. With a category or dates, the amount is that of the lines that fit.',
  args: z.strictObject({
    who,
    person,
    department,
    category,
    exceptCategories,
    status,
    exceptStatuses,
    from,
    to,
    minAmount: bound('Amount at least').optional(),
    maxAmount: bound('Amount at most').optional(),
    orderBy: z.enum(['date', 'amount']).optional().describe('Default: date, the latest first'),
    limit,
  }),
  example: 'Show my expense claims over 10,000',
});

/** @see ToolDefinition.description */
export const expenseTotals = defineTool({
  name: 'expense_totals',
  title: 'Expenses',
  description:
    'What was claimed, added up by person, category, month, department or status, or what a claim comes to on average; each line by the day it was spent.',
  args: z.strictObject({
    who,
    person,
    department,
    category,
    exceptCategories,
    status,
    exceptStatuses,
    from,
    to,
    groupBy: z
      .enum(['person', 'category', 'month', 'department', 'status'])
      .optional()
      .describe('Default: category; of averages: none, all claims together'),
    measure: measured('a claim'),
    orderBy: ordered,
    compareTo,
    limit,
  }),
  example: 'What did I spend by category this year?',
});

/** @see ToolDefinition.description */
export const advances = defineTool({
  name: 'advances',
  title: 'Advances',
  description: 'Advances that were paid, and what of each is still open.',
  args: z.strictObject({
    who,
    person,
    status: z.enum(['open', 'settled']).optional(),
    limit,
  }),
  example: 'Which advances are still open?',
});

/** @see ToolDefinition.description */
export const expensePolicy = defineTool({
  name: 'expense_policy',
  title: 'Rules of expenses',
  description: 'What is paid for and up to which limit, by category, as it holds today.',
  args: z.strictObject({ category }),
  example: 'What is the limit for meals?',
});
