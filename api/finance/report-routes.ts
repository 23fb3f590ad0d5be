import {
  agingQuerySchema,
  agingSchema,
  asOfQuerySchema,
  balanceSheetSchema,
  cashSchema,
  profitAndLossSchema,
  profitQuerySchema,
  trialBalanceSchema,
} from '../../domain/wire/finance';
import {
  readAging,
  readBalanceSheet,
  readCash,
  readProfitAndLoss,
  readTrialBalance,
} from '../../modules/finance/queries-of-reports';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Finance';
const forFinance = { tag, access: ['finance', 'admin'] } satisfies Partial<Route>;

/** What the journal adds up to on a day. */
export function reportRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reports/trial-balance',
      summary: 'What is left on each account on a day',
      query: asOfQuerySchema,
      answer: trialBalanceSchema,
      handle: (asked) => readTrialBalance(deps, asked),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/reports/profit-and-loss',
      summary: 'What was earned and spent; for the head of a department that of the department',
      query: profitQuerySchema,
      answer: profitAndLossSchema,
      handle: (asked) => readProfitAndLoss(deps, asked),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reports/balance-sheet',
      summary: 'What there is and whose it is on a day',
      query: asOfQuerySchema,
      answer: balanceSheetSchema,
      handle: (asked) => readBalanceSheet(deps, asked),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reports/aging',
      summary: 'What is open on a day, by whose it is and how long it is due',
      query: agingQuerySchema,
      answer: agingSchema,
      handle: (asked) => readAging(deps, asked),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reports/cash',
      summary: 'What is in the bank and in hand on a day',
      query: asOfQuerySchema,
      answer: cashSchema,
      handle: (asked) => readCash(deps, asked),
    }),
  ];
}
