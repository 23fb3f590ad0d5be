import { z } from 'zod';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import {
  allocationReversalSchema,
  billableCustomerSchema,
  invoiceChangeSchema,
  invoiceContentSchema,
  invoiceQuerySchema,
  invoiceRowSchema,
  invoiceSchema,
  newAllocationsSchema,
  newTaxRateSchema,
  newTaxSchema,
  reasonSchema,
  statementQuerySchema,
  statementSchema,
  taxSchema,
} from '../../domain/wire/receivables';
import { findInvoice, listInvoices } from '../../modules/receivables/invoice-queries';
import { readStatement } from '../../modules/receivables/statement-queries';
import { listBillableCustomers, listTaxes } from '../../modules/receivables/tax-queries';
import {
  changeDraft,
  deleteDraft,
  draftCreditNote,
  draftInvoice,
} from '../../modules/receivables/use-cases/draft-invoice';
import { issueInvoice } from '../../modules/receivables/use-cases/issue-invoice';
import { addTax, setTaxRate } from '../../modules/receivables/use-cases/keep-taxes';
import { printInvoice } from '../../modules/receivables/use-cases/print-invoice';
import { unsettle, useCreditNote } from '../../modules/receivables/use-cases/settle-invoices';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { invoiceMailRoutes } from './invoice-mail-routes';
import { receiptRoutes } from './receipt-routes';

const forFinance = { tag: 'Receivables', access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** Taxes, invoices to customers, what came in for them, and where each customer stands. */
export function receivableRoutes(deps: ApiDeps): Route[] {
  return [
    ...taxRoutes(deps),
    ...readingRoutes(deps),
    ...draftRoutes(deps),
    ...issuedRoutes(deps),
    ...invoiceMailRoutes(deps),
    ...receiptRoutes(deps),
  ];
}

function taxRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/taxes',
      summary: 'The taxes there are, with their parts of every day',
      answer: wholeListOf(taxSchema),
      handle: async () => ({ items: await listTaxes(deps.db), nextCursor: null }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/taxes',
      summary: 'Add a tax',
      body: newTaxSchema,
      answer: taxSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => addTax(deps, { principal, tax: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'put',
      path: '/taxes/:id/rates',
      summary: 'Set what a tax consists of from a day on',
      params,
      body: newTaxRateSchema,
      answer: taxSchema,
      handle: ({ params: { id }, body, principal }) =>
        setTaxRate(deps, { principal, id, rate: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/billable-customers',
      summary: 'The customers that invoices can be made out to',
      answer: wholeListOf(billableCustomerSchema),
      handle: async () => ({ items: await listBillableCustomers(deps.db), nextCursor: null }),
    }),
  ];
}

function readingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-invoices',
      summary: 'Invoices and credit notes, the newest day first',
      query: invoiceQuerySchema,
      answer: pageOf(invoiceRowSchema),
      handle: ({ principal, query }) => listInvoices(deps, principal, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-invoices/:id',
      summary: 'An invoice or a credit note, with what settled it',
      params,
      answer: invoiceSchema,
      handle: ({ params: { id }, principal }) => findInvoice(deps, principal, id),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-invoices/:id/pdf',
      summary: 'An invoice or a credit note, as application/pdf',
      params,
      answer: z.string().meta({ format: 'binary' }),
      answerType: 'application/pdf',
      handle: async ({ params: { id }, principal, response }) => {
        const { name, content } = await printInvoice(deps, { principal, id });
        response.attachment(name).type('application/pdf').send(content);
        return '';
      },
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-statements/:id',
      summary: 'What happened with a customer, and what is open at the end',
      params,
      query: statementQuerySchema,
      answer: statementSchema,
      handle: ({ params: { id }, query, principal }) =>
        readStatement(deps.db, principal, { customerId: id, query }),
    }),
  ];
}

function draftRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-invoices',
      summary: 'Draft an invoice',
      body: invoiceContentSchema,
      answer: invoiceSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => draftInvoice(deps, { principal, content: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-invoices/:id/credit-notes',
      summary: 'Draft a credit note with all lines of an invoice',
      params,
      body: z.strictObject({ reason: reasonSchema }),
      answer: invoiceSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        draftCreditNote(deps, { principal, invoiceId: id, reason: body.reason }),
    }),
    defineRoute({
      ...forFinance,
      method: 'put',
      path: '/customer-invoices/:id',
      summary: 'Rewrite a draft',
      params,
      body: invoiceChangeSchema,
      answer: invoiceSchema,
      handle: ({ params: { id }, body, principal }) =>
        changeDraft(deps, { principal, id, ...body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'delete',
      path: '/customer-invoices/:id',
      summary: 'Delete a draft',
      params,
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id }, principal }) => {
        await deleteDraft(deps, { principal, id });
        return undefined;
      },
    }),
  ];
}

function issuedRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-invoices/:id/issue',
      summary: 'Issue a draft: it takes its number, is posted and stays as it is',
      params,
      body: z.strictObject({ revision: z.int().min(1) }),
      answer: invoiceSchema,
      handle: ({ params: { id }, body, principal }) =>
        issueInvoice(deps, { principal, id, ...body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-invoices/:id/allocations',
      summary: 'Settle further invoices with what is left of a credit note',
      params,
      body: newAllocationsSchema,
      answer: invoiceSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        useCreditNote(deps, { principal, id, wanted: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-allocations/:id/reversals',
      summary: 'Take back what settled an invoice',
      params,
      body: allocationReversalSchema,
      answer: invoiceSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        unsettle(deps, { principal, allocationId: id, on: body.on }),
    }),
  ];
}
