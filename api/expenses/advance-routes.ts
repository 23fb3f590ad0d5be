import { z } from 'zod';
import { personRefSchema, wholeListOf } from '../../domain/wire/common';
import {
  advanceSchema,
  newAdvanceSchema,
  payableAdvanceSchema,
  payAdvanceSchema,
  returnAdvanceSchema,
} from '../../domain/wire/expenses';
import {
  advanceCandidates,
  listAdvances,
  payableAdvances,
} from '../../modules/expenses/advance-queries';
import { payAdvance } from '../../modules/expenses/use-cases/pay-advance';
import { recordAdvance, returnAdvance } from '../../modules/expenses/use-cases/record-advance';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Expenses';
const forFinance = { tag, access: ['finance', 'admin'] as ('finance' | 'admin')[] };
const params = z.object({ id: z.uuid() });

/** Advances: who has what, what waits to be paid, and what finance records of them. */
export function advanceRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...recordingRoutes(deps)];
}

function readingRoutes({ db, config }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/expense-advances',
      tag,
      summary: 'The advances one may see and what is open of them, the newest first',
      answer: wholeListOf(advanceSchema),
      handle: async ({ principal }) => ({
        items: await listAdvances(db, principal, { days: config.ADVANCE_SETTLE_DAYS }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/expense-advances/payable',
      tag,
      summary: 'Approved advances one may see that were not paid, the most urgent first',
      answer: wholeListOf(payableAdvanceSchema),
      handle: async ({ principal }) => ({
        items: await payableAdvances(db, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/expense-advances/people',
      summary: 'Whom an advance can be recorded for',
      answer: wholeListOf(personRefSchema),
      handle: async ({ principal }) => ({
        items: await advanceCandidates(db, principal),
        nextCursor: null,
      }),
    }),
  ];
}

function recordingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/expense-advances',
      summary: 'Record money that somebody has been given for expenses',
      body: newAdvanceSchema,
      answer: advanceSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => recordAdvance(deps, { principal, advance: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/expense-advances/:id/returns',
      summary: 'Record what somebody has given back of an advance',
      params,
      body: returnAdvanceSchema,
      answer: advanceSchema,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        returnAdvance(deps, { principal, id, amount: body.amount }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/advance-requests/:id/payment',
      summary: 'Record that an approved advance was paid, which makes it an advance',
      params,
      body: payAdvanceSchema,
      answer: advanceSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        payAdvance(deps, { principal, id, paidOn: body.paidOn }),
    }),
  ];
}
