import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  dealListQuerySchema,
  dealRowSchema,
  dealSchema,
  editDealSchema,
  forecastQuerySchema,
  forecastSchema,
  handoverSchema,
  moveDealSchema,
  newActivitySchema,
  newCreditSchema,
  newDealSchema,
  pipelineQuerySchema,
  pipelineSchema,
  quoteSchema,
  splitsSchema,
} from '../../domain/wire/deals';
import { findDeal } from '../../modules/sales/deal-page-query';
import { listDeals } from '../../modules/sales/deal-queries';
import { readForecast, readPipeline } from '../../modules/sales/pipeline-queries';
import { handOverDeal } from '../../modules/sales/use-cases/hand-over-deal';
import { moveDeal } from '../../modules/sales/use-cases/move-deal';
import { addDeal, editDeal } from '../../modules/sales/use-cases/save-deal';
import {
  finishActivity,
  noteActivity,
  quoteDeal,
  recordCredit,
  shareDeal,
} from '../../modules/sales/use-cases/work-on-deal';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Sales';
const params = z.object({ id: z.uuid() });
/** A change of a deal, which answers with the deal as it is then. */
const change = { tag, params, answer: dealSchema } as const;
const addition = { ...change, method: 'post', status: 201, creates: true } as const;

/** Deals: looked at as far as each may see, and worked on. */
export function dealRoutes(deps: ApiDeps): Route[] {
  return [...lookingRoutes(deps), ...changingRoutes(deps), ...growingRoutes(deps)];
}

function lookingRoutes({ db, clock }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...{ method: 'get', path: '/deals', tag },
      summary: 'The deals one may see, the latest day first',
      query: dealListQuerySchema,
      answer: pageOf(dealRowSchema),
      shows: { resource: 'deal', ids: ({ items }) => items.map(({ id }) => id) },
      handle: ({ principal, query }) => listDeals(db, principal, query),
    }),
    defineRoute({
      ...{ method: 'get', path: '/deals/:id', tag },
      summary: 'One deal with its offer, shares, log, activities and what came of it',
      params,
      answer: dealSchema,
      shows: { resource: 'deal', ids: ({ id }) => [id] },
      handle: ({ principal, params: { id } }) => findDeal(db, principal, id),
    }),
    defineRoute({
      ...{ method: 'get', path: '/pipeline', tag },
      summary: 'Stages with their sums and first deals: open ones, and those closed of late',
      query: pipelineQuerySchema,
      answer: pipelineSchema,
      handle: ({ principal, query }) => readPipeline(db, { principal, now: clock.now(), ...query }),
    }),
    defineRoute({
      ...{ method: 'get', path: '/forecast', tag },
      summary: 'What may be won, by month and owner, weighted by stage',
      query: forecastQuerySchema,
      answer: forecastSchema,
      handle: ({ principal, query }) => readForecast(db, { principal, now: clock.now(), ...query }),
    }),
  ];
}

function changingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...{ method: 'post', path: '/deals', tag },
      summary: 'Add a deal; for those who work in sales',
      body: newDealSchema,
      answer: dealSchema,
      ...{ status: 201, creates: true },
      handle: ({ principal, body }) => addDeal(deps, { principal, deal: body }),
    }),
    defineRoute({
      ...change,
      ...{ method: 'patch', path: '/deals/:id' },
      summary: 'Change what a deal says; for its owner and those above',
      body: editDealSchema,
      handle: ({ principal, params: { id }, body }) =>
        editDeal(deps, { principal, id, changes: body }),
    }),
    defineRoute({
      ...change,
      ...{ method: 'post', path: '/deals/:id/moves' },
      summary: 'Move a deal to another stage; a win or a loss has a reason',
      body: moveDealSchema,
      handle: ({ principal, params: { id }, body }) =>
        moveDeal(deps, { principal, id, move: body }),
    }),
    defineRoute({
      ...change,
      ...{ method: 'put', path: '/deals/:id/splits' },
      summary: 'Whose a deal is: all shares, which come to 10,000 basis points',
      body: splitsSchema,
      handle: ({ principal, params: { id }, body }) =>
        shareDeal(deps, { principal, id, shares: body }),
    }),
    defineRoute({
      ...change,
      ...{ method: 'put', path: '/deals/:id/lines' },
      summary: 'The lines of the offer; the deal’s amount and cost become their sums',
      body: quoteSchema,
      handle: ({ principal, params: { id }, body }) =>
        quoteDeal(deps, { principal, id, quote: body }),
    }),
  ];
}

function growingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...addition,
      path: '/deals/:id/activities',
      summary: 'Note what was done about a deal, or is to be done on a day',
      body: newActivitySchema,
      handle: ({ principal, params: { id }, body }) =>
        noteActivity(deps, { principal, id, activity: body }),
    }),
    defineRoute({
      ...change,
      ...{ method: 'post', path: '/deals/:id/activities/:activityId/done' },
      summary: 'Say that something planned is done',
      params: params.extend({ activityId: z.uuid() }),
      handle: ({ principal, params: { id, activityId } }) =>
        finishActivity(deps, { principal, id, activityId }),
    }),
    defineRoute({
      ...addition,
      path: '/deals/:id/credits',
      summary: 'Record what was invoiced, paid or given back of a won deal; for finance and admins',
      body: newCreditSchema,
      handle: ({ principal, params: { id }, body }) =>
        recordCredit(deps, { principal, id, credit: body }),
    }),
    defineRoute({
      ...addition,
      path: '/deals/:id/handover',
      summary: 'Make a won deal a project of consulting, once',
      body: handoverSchema,
      handle: ({ principal, params: { id }, body }) =>
        handOverDeal(deps, { principal, id, handover: body }),
    }),
  ];
}
