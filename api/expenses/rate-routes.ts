import { pageOf } from '../../domain/wire/common';
import {
  exchangeRateQuerySchema,
  exchangeRateSchema,
  importedRatesSchema,
  importRatesSchema,
  newExchangeRateSchema,
} from '../../domain/wire/expenses';
import { listExchangeRates } from '../../modules/expenses/rate-queries';
import { enterRate, importRates } from '../../modules/expenses/use-cases/enter-rates';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const about = { tag: 'Expenses', access: ['finance', 'admin'] } satisfies Partial<Route>;

/** What currencies were worth: everybody reads, finance enters. */
export function exchangeRateRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/exchange-rates',
      tag: about.tag,
      summary: 'What currencies were worth in the company’s, the newest day first',
      query: exchangeRateQuerySchema,
      answer: pageOf(exchangeRateSchema),
      handle: ({ query }) => listExchangeRates(deps.db, query),
    }),
    defineRoute({
      ...about,
      method: 'put',
      path: '/exchange-rates',
      summary: 'Enter the rate of a day',
      body: newExchangeRateSchema,
      answer: importedRatesSchema,
      handle: ({ body, principal }) => enterRate(deps, { by: principal.id, rate: body }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/exchange-rates/import',
      summary: 'Enter the rates of a file of date, currency, rate; or see what would come of it',
      body: importRatesSchema,
      answer: importedRatesSchema,
      handle: ({ body, principal }) => importRates(deps, { by: principal.id, ...body }),
    }),
  ];
}
