import { wholeListOf } from '../../domain/wire/common';
import { newPerDiemRateSchema, perDiemRateSchema } from '../../domain/wire/per-diem';
import { listPerDiemRates } from '../../modules/expenses/per-diem-queries';
import { enterPerDiemRate } from '../../modules/expenses/use-cases/enter-per-diem-rate';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Expenses';

/** What a day away is worth: everybody reads, finance enters. */
export function perDiemRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/per-diem-rates',
      tag,
      summary: 'What a day away is worth by place, the rates that begin last first',
      answer: wholeListOf(perDiemRateSchema),
      handle: async () => ({ items: await listPerDiemRates(deps.db), nextCursor: null }),
    }),
    defineRoute({
      method: 'put',
      path: '/per-diem-rates',
      tag,
      summary: 'Enter what a day away is worth at a place from a day on',
      access: ['finance', 'admin'],
      body: newPerDiemRateSchema,
      answer: wholeListOf(perDiemRateSchema),
      handle: async ({ body, principal }) => ({
        items: await enterPerDiemRate(deps, { by: principal.id, rate: body }),
        nextCursor: null,
      }),
    }),
  ];
}
