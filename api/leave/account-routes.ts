import { z } from 'zod';
import { dateIn } from '../../domain/dates/today';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import {
  adjustLeaveSchema,
  encashLeaveSchema,
  lastDayAnswerSchema,
  lastDayQuerySchema,
  lastDaySchema,
  leaveLedgerQuerySchema,
  leaveLedgerRowSchema,
  leavePolicyPreviewSchema,
  leavePolicySchema,
  setLeavePolicySchema,
} from '../../domain/wire/leave-accounts';
import { leaveBalanceSchema, recordParamsSchema } from '../../domain/wire/records';
import { listLeaveLedger } from '../../modules/leave/ledger-queries';
import { listLeavePolicies, previewLeavePolicy } from '../../modules/leave/policy-queries';
import { adjustBalance, encashLeave } from '../../modules/leave/use-cases/adjust-balance';
import { findLastDay, setLastDay } from '../../modules/leave/use-cases/set-last-day';
import {
  setLeavePolicy,
  withdrawLeavePolicy,
} from '../../modules/leave/use-cases/set-leave-policy';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Leave';
const forHr = { tag, access: ['hr', 'admin'] } satisfies Partial<Route>;
const ofPerson = z.object({ employeeId: z.uuid() });

/** What is behind the balances: their ledger for everybody in scope, changing them and what they go by for HR. */
export function leaveAccountRoutes(deps: ApiDeps): Route[] {
  return [...accountRoutes(deps), ...policyRoutes(deps), ...lastDayRoutes(deps)];
}

function accountRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/leave-ledger',
      tag,
      summary: 'The movements behind the balances one may see, the newest first',
      query: leaveLedgerQuerySchema,
      answer: pageOf(leaveLedgerRowSchema),
      handle: ({ principal, query }) => listLeaveLedger(deps.db, principal, query),
    }),
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-adjustments',
      summary: 'Add days to somebody’s balance, or take some off, with a reason',
      body: adjustLeaveSchema,
      answer: leaveBalanceSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => adjustBalance(deps, principal, body),
    }),
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-encashments',
      summary: 'Take days off somebody’s balance that are paid out',
      body: encashLeaveSchema,
      answer: leaveBalanceSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => encashLeave(deps, principal, body),
    }),
  ];
}

function policyRoutes(deps: ApiDeps): Route[] {
  const { db, clock } = deps;
  return [
    defineRoute({
      ...forHr,
      method: 'get',
      path: '/leave-policies',
      summary: 'What each type of leave brings, from when to when',
      answer: wholeListOf(leavePolicySchema),
      handle: async ({ principal }) => ({
        items: await listLeavePolicies(db, dateIn(principal.zone, clock.now())),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-policies',
      summary: 'Set what a type of leave brings from a day on',
      body: setLeavePolicySchema,
      answer: leavePolicySchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => setLeavePolicy(deps, principal, body),
    }),
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-policies/previews',
      summary: 'What a version would give, before it is set',
      body: setLeavePolicySchema,
      answer: leavePolicyPreviewSchema,
      handle: ({ body }) => previewLeavePolicy(db, { wanted: body, now: clock.now() }),
    }),
    defineRoute({
      ...forHr,
      method: 'delete',
      path: '/leave-policies/:id',
      summary: 'Withdraw the newest version before it has begun',
      params: recordParamsSchema,
      answer: z.object({ withdrawn: z.uuid() }),
      handle: ({ principal, params }) => withdrawLeavePolicy(deps, principal, params.id),
    }),
  ];
}

function lastDayRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forHr,
      method: 'get',
      path: '/leave-accounts/:employeeId/last-day',
      summary:
        'Somebody’s last day, if it is known, and the approved leave that is given back by one',
      params: ofPerson,
      query: lastDayQuerySchema,
      answer: lastDayAnswerSchema,
      handle: ({ params, query }) => findLastDay(deps.db, { ...params, ...query }),
    }),
    defineRoute({
      ...forHr,
      method: 'put',
      path: '/leave-accounts/:employeeId/last-day',
      summary:
        'Say which day is somebody’s last one: leave is given up to it, and approved leave after it is given back',
      params: ofPerson,
      body: lastDaySchema,
      answer: lastDayAnswerSchema,
      handle: ({ principal, params, body }) => setLastDay(deps, principal, { ...params, ...body }),
    }),
  ];
}
