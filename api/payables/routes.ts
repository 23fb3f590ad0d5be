import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  billQuerySchema,
  billRowSchema,
  billSchema,
  madePaymentSchema,
  paymentReversalSchema,
} from '../../domain/wire/payables';
import { findBill, listBills } from '../../modules/purchasing/bill-queries';
import { makePayment, reversePayment } from '../../modules/purchasing/use-cases/make-payment';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Payables';
const access = ['finance', 'admin'] satisfies Route['access'];
const params = z.object({ id: z.uuid() });

/** Bills of vendors, and the payments of those in another currency. Asking for either is a request of its kind. */
export function payableRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/vendor-bills',
      summary: 'The bills of vendors that I may see, the newest day first',
      query: billQuerySchema,
      answer: pageOf(billRowSchema),
      handle: ({ principal, query }) => listBills(deps, principal, query),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/vendor-bills/:id',
      summary: 'A bill of a vendor with its payments',
      params,
      answer: billSchema,
      handle: ({ params: { id }, principal }) => findBill(deps, principal, id),
    }),
    defineRoute({
      ...{ tag, access },
      method: 'post',
      path: '/payment-releases/:id/payments',
      summary: 'Record that the released payment of a bill in another currency was made',
      params,
      body: madePaymentSchema,
      answer: billSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        makePayment(deps, { principal, id, payment: body }),
    }),
    defineRoute({
      ...{ tag, access },
      method: 'post',
      path: '/payment-releases/:id/reversals',
      summary: 'Take a payment back that came to nothing, or that will not be made',
      params,
      body: paymentReversalSchema,
      answer: billSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        reversePayment(deps, { principal, id, reversal: body }),
    }),
  ];
}
