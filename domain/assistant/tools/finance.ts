import { z } from 'zod';
import { ARGUMENTS, bound, date, defineTool, leftOut, measured, text } from './arguments';

const { department, from, to, limit } = ARGUMENTS;
const INVOICE_STATES = ['draft', 'open', 'overdue', 'settled'] as const;

/** @see ToolDefinition.description */
export const invoices = defineTool({
  name: 'invoices',
  title: 'Invoices',
  description:
    'Invoices of customers with due date, amount and what is open, by the day of the invoice: the single ones, or added up by customer, month or status, or what one comes to on average. For finance and admins.',
  args: z.strictObject({
    number: text('Number of an invoice').optional(),
    customer: text('Name of a customer').optional(),
    status: z
      .enum(INVOICE_STATES)
      .optional()
      .describe('open: issued and not settled, overdue or not'),
    exceptStatuses: leftOut(z.enum(INVOICE_STATES), 'Invoices that are so are left out'),
    from,
    to,
    dueFrom: date('Due on or after').optional(),
    dueTo: date('Due on or before').optional(),
    minAmount: bound('Amount at least').optional(),
    maxAmount: bound('Amount at most').optional(),
    groupBy: z
      .enum(['customer', 'month', 'status'])
      .optional()
      .describe('Adds invoices up so, instead of the single ones'),
    measure: measured('an invoice'),
    orderBy: z
      .enum(['date', 'amount'])
      .optional()
      .describe('Of single invoices; default: date, the latest first'),
    limit,
  }),
  example: 'Which invoices are overdue?',
});

/** @see ToolDefinition.description */
export const receivables = defineTool({
  name: 'receivables',
  title: 'Receivables',
  description:
    'What customers owe on a day, by customer or by how long it is due, from the books. For finance and admins.',
  args: z.strictObject({
    asOf: date('Default: today').optional(),
    groupBy: z.enum(['customer', 'age']).optional().describe('Default: customer'),
    limit,
  }),
  example: 'How much do customers owe us?',
});

/** @see ToolDefinition.description */
export const budgetUse = defineTool({
  name: 'budget_use',
  title: 'Budgets',
  description:
    'Budgets of a month: amount, spent, promised (ordered or claimed and not posted yet) and left. For finance, admins and heads of departments.',
  args: z.strictObject({
    department,
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .describe('YYYY-MM; default: this month'),
    limit,
  }),
  example: 'How much of the budget is left this month?',
});

/** @see ToolDefinition.description */
export const profitAndLoss = defineTool({
  name: 'profit_and_loss',
  title: 'Profit and loss',
  description:
    'Income and expense of the company by account, and the profit. For finance and admins.',
  args: z.strictObject({ from: date('First day'), to: date('Last day') }),
  example: 'What is the profit of this fiscal year?',
});
