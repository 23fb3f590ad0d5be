import { z } from 'zod';
import {
  budgetMonthSchema,
  budgetQuerySchema,
  budgetSchema,
  commitmentSchema,
  newBudgetSchema,
} from '../../domain/wire/budgets';
import { wholeListOf } from '../../domain/wire/common';
import {
  findBudget,
  listBudgetMonths,
  listBudgets,
  listCommitments,
} from '../../modules/budgets/queries';
import { removeBudget, setBudget } from '../../modules/budgets/use-cases/set-budget';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Budgets';
const forFinance = { tag, access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** What departments may spend: set by finance, read by their heads as well. */
export function budgetRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...settingRoutes(deps)];
}

function readingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/budgets',
      summary:
        'The budgets of a month, or of several, and where they stand; for a head those of their departments',
      query: budgetQuerySchema,
      answer: wholeListOf(budgetSchema),
      handle: async ({ principal, query }) => ({
        items: await listBudgets(deps, principal, query),
        nextCursor: null,
      }),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/budget-months',
      summary:
        'What the budgets of each month come to; without a last one, of the fiscal year of the first',
      query: budgetQuerySchema,
      answer: wholeListOf(budgetMonthSchema),
      handle: async ({ principal, query }) => ({
        items: await listBudgetMonths(deps, principal, query),
        nextCursor: null,
      }),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/budgets/:id',
      summary: 'One budget and where it stands',
      params,
      answer: budgetSchema,
      handle: ({ params: { id }, principal }) => findBudget(deps, principal, id),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/budgets/:id/commitments',
      summary: 'What is ordered or handed in and not posted yet',
      params,
      answer: wholeListOf(commitmentSchema),
      handle: async ({ params: { id }, principal }) => ({
        items: await listCommitments(deps, principal, id),
        nextCursor: null,
      }),
    }),
  ];
}

function settingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'put',
      path: '/budgets',
      summary: 'Set the budget of a month, or of several',
      body: newBudgetSchema,
      answer: wholeListOf(budgetSchema),
      handle: async ({ body, principal }) => ({
        items: await setBudget(deps, { principal, budget: body }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...forFinance,
      method: 'delete',
      path: '/budgets/:id',
      summary: 'Take a budget away',
      params,
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id }, principal }) => {
        await removeBudget(deps, { principal, id });
        return undefined;
      },
    }),
  ];
}
