import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  newAllocationsSchema,
  newReceiptSchema,
  receiptQuerySchema,
  receiptReversalSchema,
  receiptRowSchema,
  receiptSchema,
} from '../../domain/wire/receivables';
import { findReceipt, listReceipts } from '../../modules/receivables/receipt-queries';
import {
  allocateReceipt,
  reverseReceipt,
  takeReceipt,
} from '../../modules/receivables/use-cases/take-receipt';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const forFinance = { tag: 'Receivables', access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** Money that came in from customers, and what it settles. */
export function receiptRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-receipts',
      summary: 'What came in from customers, the newest day first',
      query: receiptQuerySchema,
      answer: pageOf(receiptRowSchema),
      handle: ({ principal, query }) => listReceipts(deps.db, principal, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-receipts/:id',
      summary: 'A receipt with what it settled',
      params,
      answer: receiptSchema,
      handle: ({ params: { id }, principal }) => findReceipt(deps.db, principal, id),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-receipts',
      summary: 'Record money that came in',
      body: newReceiptSchema,
      answer: receiptSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => takeReceipt(deps, { principal, receipt: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-receipts/:id/allocations',
      summary: 'Settle invoices with what is left of a receipt',
      params,
      body: newAllocationsSchema,
      answer: receiptSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        allocateReceipt(deps, { principal, id, wanted: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-receipts/:id/reversals',
      summary: 'Take a receipt back that came to nothing',
      params,
      body: receiptReversalSchema,
      answer: receiptSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        reverseReceipt(deps, { principal, id, reversal: body }),
    }),
  ];
}
