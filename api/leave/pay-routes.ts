import { pageOf, wholeListOf } from '../../domain/wire/common';
import { compOffRuleSchema, setCompOffRuleSchema } from '../../domain/wire/comp-off';
import {
  dailyRateQuerySchema,
  dailyRateSchema,
  leavePayableQuerySchema,
  leavePayableSchema,
  paidLeaveSchema,
  payLeaveSchema,
  setDailyRateSchema,
} from '../../domain/wire/leave-pay';
import { listCompOffRules, setCompOffRule } from '../../modules/leave/use-cases/set-comp-off-rule';
import { listDailyRates, listLeavePayables } from '../../modules/leave-pay/queries';
import { payLeave } from '../../modules/leave-pay/use-cases/pay-leave';
import { setDailyRate } from '../../modules/leave-pay/use-cases/set-daily-rate';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Leave';

/** What leave is worth and what is owed for it: HR, finance and oneself read, HR enters rates, finance pays. */
export function leavePayRoutes(deps: ApiDeps): Route[] {
  return [...rateRoutes(deps), ...compOffRoutes(deps), ...payableRoutes(deps)];
}

function compOffRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/comp-off-rules',
      tag,
      summary: 'How overtime becomes leave, the newest rule first',
      answer: wholeListOf(compOffRuleSchema),
      handle: async () => ({ items: await listCompOffRules(deps.db), nextCursor: null }),
    }),
    defineRoute({
      method: 'put',
      path: '/comp-off-rules',
      tag,
      access: ['hr', 'admin'],
      summary: 'Say how overtime worked from a day on becomes leave',
      body: setCompOffRuleSchema,
      answer: compOffRuleSchema,
      handle: ({ principal, body }) => setCompOffRule(deps, principal, body),
    }),
  ];
}

function rateRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/daily-rates',
      tag,
      summary: 'What a day of leave is worth, mine or, for HR and finance, everybody’s',
      query: dailyRateQuerySchema,
      answer: pageOf(dailyRateSchema),
      handle: ({ principal, query }) => listDailyRates(deps.db, principal, query),
    }),
    defineRoute({
      method: 'put',
      path: '/daily-rates',
      tag,
      access: ['hr', 'admin'],
      summary: 'Enter what a day of leave is worth for somebody from a day on',
      body: setDailyRateSchema,
      answer: dailyRateSchema,
      handle: ({ principal, body }) => setDailyRate(deps, principal, body),
    }),
  ];
}

function payableRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/leave-payables',
      tag,
      summary: 'What is owed for leave that was paid out, mine or, for HR and finance, everybody’s',
      query: leavePayableQuerySchema,
      answer: pageOf(leavePayableSchema),
      handle: ({ principal, query }) => listLeavePayables(deps.db, principal, query),
    }),
    defineRoute({
      method: 'post',
      path: '/leave-payables/payments',
      tag,
      access: ['finance', 'admin'],
      summary: 'Say that what was owed for leave has been paid: all of it or none',
      body: payLeaveSchema,
      answer: paidLeaveSchema,
      creates: true,
      handle: ({ principal, body }) => payLeave(deps, principal, body),
    }),
  ];
}
