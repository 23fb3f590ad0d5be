import { z } from 'zod';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import {
  bankFileQuerySchema,
  batchSchema,
  companyAccountSchema,
  companyAccountViewSchema,
  newBatchSchema,
  reimbursementQuerySchema,
  reimbursementSchema,
} from '../../domain/wire/expenses';
import {
  findBatch,
  listBatches,
  listReimbursements,
  readCompanyAccount,
} from '../../modules/expenses/reimbursement-queries';
import {
  closeBatch,
  makeBatch,
  setCompanyAccount,
} from '../../modules/expenses/use-cases/pay-batches';
import { writeBankFile } from '../../modules/expenses/use-cases/write-bank-file';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Expenses';
const forFinance = { tag, access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** What approved claims are owed, and how it is paid. */
export function reimbursementRoutes(deps: ApiDeps): Route[] {
  return [...batchRoutes(deps), ...closingRoutes(deps), ...bankRoutes(deps)];
}

function batchRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  return [
    defineRoute({
      method: 'get',
      path: '/reimbursements',
      tag,
      summary: 'What approved claims are owed, as far as one may see them, the newest first',
      query: reimbursementQuerySchema,
      answer: pageOf(reimbursementSchema),
      handle: ({ principal, query }) => listReimbursements(db, principal, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reimbursement-batches',
      summary: 'The newest batches',
      answer: wholeListOf(batchSchema),
      handle: async () => ({ items: await listBatches(db), nextCursor: null }),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reimbursement-batches/:id',
      summary: 'One batch',
      params,
      answer: batchSchema,
      handle: ({ params: { id } }) => findBatch(db, id),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/reimbursement-batches',
      summary: 'Put reimbursements into a batch to be paid, whole or in part',
      body: newBatchSchema,
      answer: batchSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => makeBatch(deps, { principal, wanted: body }),
    }),
  ];
}

function closingRoutes(deps: ApiDeps): Route[] {
  const closing = (verb: 'pay' | 'cancel', as: 'paid' | 'cancelled', summary: string) =>
    defineRoute({
      ...forFinance,
      method: 'post',
      path: `/reimbursement-batches/:id/${verb}`,
      summary,
      params,
      answer: batchSchema,
      handle: ({ params: { id }, principal }) => closeBatch(deps, { principal, id, as }),
    });
  return [
    closing('pay', 'paid', 'The bank has paid a batch'),
    closing('cancel', 'cancelled', 'A batch is not paid after all: what is in it is open again'),
  ];
}

function bankRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/reimbursement-batches/:id/bank-file',
      summary: 'A batch for the bank: CSV, or ISO 20022 pain.001.001.03',
      params,
      query: bankFileQuerySchema,
      answer: z.string(),
      answerType: 'application/octet-stream',
      handle: async ({ params: { id }, query, principal, response }) => {
        const file = await writeBankFile(deps, { by: principal.id, id, format: query.format });
        response.attachment(file.name).type(file.type);
        response.end(file.content);
        return '';
      },
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/company-account',
      summary: 'The account reimbursements are paid from',
      answer: companyAccountViewSchema,
      handle: () => readCompanyAccount(deps.db),
    }),
    defineRoute({
      ...forFinance,
      method: 'put',
      path: '/company-account',
      summary: 'Set the account reimbursements are paid from',
      body: companyAccountSchema,
      answer: companyAccountViewSchema,
      handle: ({ body, principal }) => setCompanyAccount(deps, { principal, account: body }),
    }),
  ];
}
