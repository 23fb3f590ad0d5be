import { z } from 'zod';
import { EARNING_METHODS } from '../project-accounts/earned';
import { parseMoney } from '../money/money';
import { amountSchema } from './amounts';
import {
  dateSchema,
  moneySchema,
  pageQuerySchema,
  personRefSchema,
  type MoneyWire,
} from './common';

/** Whether milestones come to more than a contract; of another currency than it, none are compared. */
function isMoreThan(contract: MoneyWire, milestones: { amount: MoneyWire }[]): boolean {
  const of = milestones.filter(({ amount }) => amount.currency === contract.currency);
  const sum = of.reduce((minor, { amount }) => minor + parseMoney(amount).minor, 0n);
  return sum > parseMoney(contract).minor;
}

/** `PUT /projects/:id/terms`: how a project earns and what it may cost, whole. */
export const projectTermsSchema = z
  .strictObject({
    method: z.enum(EARNING_METHODS),
    contract: amountSchema.nullable().describe('What the customer pays in all'),
    budget: amountSchema.nullable().describe('What it may cost'),
    estimate: amountSchema
      .nullable()
      .describe('What it is now thought to cost in the end; without it, the budget'),
    milestones: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          amount: amountSchema,
          dueOn: dateSchema,
          reachedOn: dateSchema.nullable(),
        }),
      )
      .max(50),
  })
  .superRefine(({ method, contract, budget, milestones }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (method === 'fixed-price' && contract === null)
      refuse('contract', 'A fixed price needs its contract');
    if (method === 'fixed-price' && budget === null)
      refuse('budget', 'A fixed price is earned by its share of the cost: it needs a budget');
    if (method === 'milestones' && milestones.length === 0)
      refuse('milestones', 'Name at least one milestone');
    if (method !== 'milestones' && milestones.length > 0)
      refuse('milestones', 'Milestones are for projects that earn by them');
    if (contract !== null && isMoreThan(contract, milestones))
      refuse('milestones', 'The milestones come to more than the contract');
  });

/** `GET /projects/:id/terms`: the terms, and where the project stands today. */
export const projectStandingSchema = z.object({
  project: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  /** Null until somebody sets them. */
  terms: z
    .object({
      method: z.enum(EARNING_METHODS),
      contract: moneySchema.nullable(),
      budget: moneySchema.nullable(),
      estimate: moneySchema.nullable(),
      milestones: z.array(
        z.object({
          name: z.string(),
          amount: moneySchema,
          dueOn: dateSchema,
          reachedOn: dateSchema.nullable(),
        }),
      ),
      changedBy: personRefSchema,
    })
    .nullable(),
  asOf: dateSchema,
  /** Null: a rate is missing; see the account of the project. */
  cost: moneySchema.nullable(),
  earned: moneySchema.nullable(),
  invoiced: moneySchema,
  workInProgress: moneySchema.nullable(),
  atCompletion: moneySchema.nullable(),
  /** Of the budget, in per cent. */
  burn: z.string().nullable(),
  /** What recognising revenue would post now: earned less what is in the books already. */
  toRecognise: moneySchema.nullable(),
});

/** `POST /projects/:id/recognitions`. */
export const recognitionSchema = z.strictObject({ on: dateSchema });

/** What was posted. */
export const recognisedSchema = z.object({ entryId: z.uuid(), amount: moneySchema });

/** `GET /project-portfolio`. */
export const portfolioQuerySchema = pageQuerySchema.extend({
  status: z.enum(['planned', 'active', 'live', 'closed']).optional(),
  departmentId: z.uuid().optional(),
  q: z.string().trim().max(100).optional(),
});

/** A project of the portfolio, over its whole life. */
export const portfolioRowSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  customer: z.string(),
  department: z.string(),
  manager: z.string(),
  status: z.enum(['planned', 'active', 'live', 'closed']),
  method: z.enum(EARNING_METHODS).nullable(),
  revenue: moneySchema,
  cost: moneySchema.nullable(),
  margin: moneySchema.nullable(),
  budget: moneySchema.nullable(),
  burn: z.string().nullable(),
  /** What of the approved time is billable, in per cent. */
  billableShare: z.string().nullable(),
});

/** What `projectTermsSchema` describes. */
export type ProjectTerms = z.infer<typeof projectTermsSchema>;
/** What `projectStandingSchema` describes. */
export type ProjectStandingWire = z.infer<typeof projectStandingSchema>;
/** What `portfolioQuerySchema` describes. */
export type PortfolioQuery = z.output<typeof portfolioQuerySchema>;
/** What `portfolioRowSchema` describes. */
export type PortfolioRow = z.infer<typeof portfolioRowSchema>;
