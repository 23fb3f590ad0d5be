import { pageOf } from '../../domain/wire/common';
import {
  expenseClaimRowSchema,
  expenseClaimSchema,
  claimListQuerySchema,
  recordParamsSchema,
} from '../../domain/wire/records';
import { findExpenseClaim, listExpenseClaims } from '../../modules/expenses/queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Expenses';

/** Claims as records. Submitting one is a kind of approval. */
export function expenseRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/expense-claims',
      tag,
      summary: 'The claims one may see, newest first',
      query: claimListQuerySchema,
      answer: pageOf(expenseClaimRowSchema),
      shows: { resource: 'expense', ids: ({ items }) => items.map(({ employee }) => employee.id) },
      handle: ({ principal, query }) => listExpenseClaims(db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/expense-claims/:id',
      tag,
      summary: 'One claim with its lines',
      params: recordParamsSchema,
      answer: expenseClaimSchema,
      shows: { resource: 'expense', ids: ({ employee }) => [employee.id] },
      handle: ({ principal, params }) => findExpenseClaim(db, principal, params.id),
    }),
  ];
}
