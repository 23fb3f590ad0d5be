import { z } from 'zod';
import { DEAL_STAGES } from '../../sales/stages';
import { ARGUMENTS, bound, defineTool, leftOut, ordered, text } from './arguments';

const { who, person, department, from, to, limit, compareTo } = ARGUMENTS;
const owner = text('Name of whose deals').optional();
const whoseDeals = who.describe(
  'Default: all; my-team: deals of those below the asker; not with owner',
);
const customer = text('Name of a customer').optional();
const stage = z
  .enum([...DEAL_STAGES, 'open'])
  .optional()
  .describe('open: neither won nor lost');
const exceptStages = leftOut(
  z.enum([...DEAL_STAGES, 'open']),
  'Deals of these stages are left out; open: those neither won nor lost',
);

/** @see ToolDefinition.description */
export const deals = defineTool({
  name: 'deals',
  title: 'Deals',
  description:
    'Single deals with customer, owner, stage and amount. A deal’s day is when it was closed, or is expected to be.',
  args: z.strictObject({
    who: whoseDeals,
    owner,
    customer,
    department,
    stage,
    exceptStages,
    from,
    to,
    minAmount: bound('Amount at least').optional(),
    maxAmount: bound('Amount at most').optional(),
    orderBy: z.enum(['amount', 'date']).optional().describe('Default: date, the latest first'),
    limit,
  }),
  example: 'What are my largest open deals?',
});

/** @see ToolDefinition.description */
export const dealTotals = defineTool({
  name: 'deal_totals',
  title: 'Deals in figures',
  description:
    'Number and amount of deals added up by stage, owner, customer or month, or what a deal comes to on average; by the day a deal was closed, or is expected to be.',
  args: z.strictObject({
    groupBy: z
      .enum(['stage', 'owner', 'customer', 'month'])
      .optional()
      .describe('Default: stage; of averages: none, all deals together'),
    measure: z
      .enum(['sum', 'average', 'win-rate'])
      .optional()
      .describe(
        'Default: sum; average: the amount of a deal on average, rounded once to the minor unit, halves away from zero; win-rate: how many per cent of the deals that were won or lost were won; neither with compareTo',
      ),
    who: whoseDeals,
    owner,
    customer,
    department,
    stage,
    exceptStages,
    from,
    to,
    orderBy: ordered,
    compareTo,
    limit,
  }),
  example: 'How much did we win by owner this year?',
});

/** @see ToolDefinition.description */
export const incentives = defineTool({
  name: 'incentives',
  title: 'Incentives',
  description: 'Statements of sales incentives: what is paid to whom for which period.',
  args: z.strictObject({
    who,
    person,
    period: z
      .string()
      .regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/)
      .optional()
      .describe('A year "2026", a quarter "2026-Q3" or a month "2026-10"'),
    orderBy: z
      .enum(['amount', 'date'])
      .optional()
      .describe('Default: date, the latest period first'),
    limit,
  }),
  example: 'What was my incentive last quarter?',
});
