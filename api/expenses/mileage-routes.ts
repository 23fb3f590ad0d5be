import { wholeListOf } from '../../domain/wire/common';
import { mileageRateSchema, newMileageRateSchema } from '../../domain/wire/mileage';
import { listMileageRates } from '../../modules/expenses/mileage-queries';
import { enterMileageRate } from '../../modules/expenses/use-cases/enter-mileage-rate';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Expenses';

/** What a kilometre is worth: everybody reads, finance enters. */
export function mileageRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/mileage-rates',
      tag,
      summary: 'What a kilometre is worth by vehicle, the rates that begin last first',
      answer: wholeListOf(mileageRateSchema),
      handle: async () => ({ items: await listMileageRates(deps.db), nextCursor: null }),
    }),
    defineRoute({
      method: 'put',
      path: '/mileage-rates',
      tag,
      summary: 'Enter what a kilometre is worth from a day on',
      access: ['finance', 'admin'],
      body: newMileageRateSchema,
      answer: wholeListOf(mileageRateSchema),
      handle: async ({ body, principal }) => ({
        items: await enterMileageRate(deps, { by: principal.id, rate: body }),
        nextCursor: null,
      }),
    }),
  ];
}
