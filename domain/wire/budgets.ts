import { z } from 'zod';
import { BUDGET_ACTIONS } from '../finance/budgets';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { amountSchema } from './amounts';
import { moneySchema } from './common';
import { accountRefSchema } from './finance';

/** Why a request may go over a budget that stops. */
export const overBudgetReasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .optional()
  .describe('Only where it goes over a budget: finance then signs as well');

const monthSchema = z
  .string()
  .regex(/^(19[1-9]|20\d|21[0-8])\d-(0[1-9]|1[0-2])$/, 'Use a month such as 2026-11');

/** A budget with what was spent of it, what is promised, and what is left. */
export const budgetSchema = z.object({
  id: z.uuid(),
  department: z.object({ id: z.uuid(), name: z.string() }),
  account: accountRefSchema,
  month: z.string(),
  action: z.enum(BUDGET_ACTIONS),
  amount: moneySchema,
  actual: moneySchema,
  committed: moneySchema,
  left: moneySchema,
});

const MOST_MONTHS = 36;

type Months = { month?: string | undefined; until?: string | undefined };
/** Of a stretch of months where both are given. */
const inOrder = [
  ({ month, until }: Months) => month === undefined || until === undefined || until >= month,
  { path: ['until'], message: 'It ends before it begins' },
] as const satisfies [unknown, { path: string[]; message: string }];

/** `GET /budgets`: of the month of today where it is left out, or of every month until another one; those of a year for `GET /budget-months`. */
export const budgetQuerySchema = z
  .object({
    month: monthSchema.optional(),
    until: monthSchema.optional(),
    departmentId: z.uuid().optional(),
  })
  .refine(...inOrder);

/** What all budgets of a month that one may see come to. */
export const budgetMonthSchema = z.object({
  month: z.string(),
  budgets: z.number().int(),
  ...{ amount: moneySchema, actual: moneySchema, committed: moneySchema, left: moneySchema },
  /** How many of them have nothing left, and more was taken. */
  over: z.number().int(),
});

/** `PUT /budgets`: of a month, or of every month until another one; in place of what is set. */
export const newBudgetSchema = z
  .strictObject({
    departmentId: z.uuid('Choose a department'),
    accountId: z.uuid('Choose an account'),
    month: monthSchema,
    until: monthSchema.optional(),
    amount: amountSchema.refine(({ currency }) => currency === COMPANY_CURRENCY, {
      path: ['currency'],
      message: `Budgets are in ${COMPANY_CURRENCY}`,
    }),
    action: z.enum(BUDGET_ACTIONS),
  })
  .refine(...inOrder)
  .refine(({ month, until }) => until === undefined || monthsBetween(month, until) < MOST_MONTHS, {
    path: ['until'],
    message: 'At most three years at once',
  });

function monthsBetween(from: string, to: string): number {
  const at = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return at(to) - at(from);
}

/** What is promised of a budget: an order that is not billed yet, or a bill or a claim that is not approved yet. */
export const commitmentSchema = z.object({
  kind: z.enum(['purchase-order', 'vendor-bill', 'expense-claim']),
  id: z.uuid(),
  /** Its request, for who may see it. */
  approvalId: z.uuid().nullable(),
  label: z.string(),
  status: z.string(),
  amount: moneySchema,
});

/** @see budgetSchema */
export type BudgetWire = z.infer<typeof budgetSchema>;
/** @see budgetQuerySchema */
export type BudgetQuery = z.infer<typeof budgetQuerySchema>;
/** @see budgetMonthSchema */
export type BudgetMonthWire = z.infer<typeof budgetMonthSchema>;
/** @see newBudgetSchema */
export type NewBudget = z.infer<typeof newBudgetSchema>;
/** @see commitmentSchema */
export type CommitmentWire = z.infer<typeof commitmentSchema>;
