import { pageOf } from '../../domain/wire/common';
import {
  absenceQuerySchema,
  absenceSchema,
  holidayQuerySchema,
  holidaySchema,
  leaveBalanceQuerySchema,
  leaveBalanceSchema,
  leaveRequestRowSchema,
  leaveListQuerySchema,
  recordParamsSchema,
} from '../../domain/wire/records';
import { listLeaveBalances } from '../../modules/leave/balance-queries';
import { listHolidays } from '../../modules/calendars/queries';
import { listAbsences } from '../../modules/leave/calendar-queries';
import { findLeaveRequest, listLeaveRequests } from '../../modules/leave/record-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Leave';

/** Leave as records: requests, balances, who is out, holidays, types. Asking for leave is a kind of approval. */
export function leaveRoutes(deps: ApiDeps): Route[] {
  const { db, clock } = deps;
  return [
    defineRoute({
      method: 'get',
      path: '/leave-requests',
      tag,
      summary: 'The leave one may see, latest first day first',
      query: leaveListQuerySchema,
      answer: pageOf(leaveRequestRowSchema),
      shows: ofEmployees,
      handle: ({ principal, query }) => listLeaveRequests(db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/leave-requests/:id',
      tag,
      summary: 'One leave',
      params: recordParamsSchema,
      answer: leaveRequestRowSchema,
      shows: { resource: 'leave', ids: ({ employee }) => [employee.id] },
      handle: ({ principal, params }) => findLeaveRequest(db, principal, params.id),
    }),
    defineRoute({
      method: 'get',
      path: '/leave-balances',
      tag,
      summary: 'What is left of each type of leave, now or at the end of a day',
      query: leaveBalanceQuerySchema,
      answer: pageOf(leaveBalanceSchema),
      shows: ofEmployees,
      handle: ({ principal, query }) => listLeaveBalances(db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/who-is-out',
      tag,
      summary: 'Who of one’s department and team is away: names and dates only',
      query: absenceQuerySchema,
      answer: pageOf(absenceSchema),
      shows: ofEmployees,
      handle: async ({ principal, query }) =>
        whole(await listAbsences(db, principal, { query, now: clock.now() })),
    }),
    ...referenceRoutes(deps),
  ];
}

function referenceRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/holidays',
      tag,
      summary: 'Days, or halves of them, on which nobody works where one works oneself',
      query: holidayQuerySchema,
      answer: pageOf(holidaySchema),
      handle: async ({ principal, query }) =>
        whole(await listHolidays(db, { employeeId: principal.id, query })),
    }),
  ];
}

const ofEmployees = {
  resource: 'leave' as const,
  ids: ({ items }: { items: { employee: { id: string } }[] }) =>
    items.map(({ employee }) => employee.id),
};

/** A list that is short by nature, in the shape of every list. */
function whole<Item>(items: Item[]) {
  return { items, nextCursor: null };
}
