import { z } from 'zod';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import {
  accountChangeSchema,
  accountSchema,
  fiscalYearSchema,
  journalEntryDetailSchema,
  journalEntrySchema,
  journalQuerySchema,
  ledgerLineSchema,
  ledgerQuerySchema,
  newAccountSchema,
  newEntrySchema,
  periodChangeSchema,
  periodSchema,
  reversalSchema,
} from '../../domain/wire/finance';
import { listAccounts, listPeriods, readFiscalYear } from '../../modules/finance/account-queries';
import { findEntry, listEntries, listLedgerLines } from '../../modules/finance/journal-queries';
import { enterByHand, reverseEntry } from '../../modules/finance/use-cases/enter-by-hand';
import {
  addAccount,
  changeAccount,
  setFiscalYear,
} from '../../modules/finance/use-cases/keep-accounts';
import { movePeriod } from '../../modules/finance/use-cases/move-period';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { reportRoutes } from './report-routes';

const tag = 'Finance';
const forFinance = { tag, access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });
const monthParams = z.object({
  month: z.string().regex(/^(19[1-9]|20\d|21[0-8])\d-(0[1-9]|1[0-2])$/),
});

/** The chart of accounts, the months of the books, the journal, and what is read from it. */
export function financeRoutes(deps: ApiDeps): Route[] {
  return [
    ...accountRoutes(deps),
    ...periodRoutes(deps),
    ...journalRoutes(deps),
    ...ledgerRoutes(deps),
    ...reportRoutes(deps),
  ];
}

function accountRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/accounts',
      summary: 'The chart of accounts',
      answer: wholeListOf(accountSchema),
      handle: async () => ({ items: await listAccounts(deps.db), nextCursor: null }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/accounts',
      summary: 'Add an account',
      body: newAccountSchema,
      answer: accountSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => addAccount(deps, { principal, account: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'patch',
      path: '/accounts/:id',
      summary: 'Rename an account, or take it out of use',
      params,
      body: accountChangeSchema,
      answer: accountSchema,
      handle: ({ params: { id }, body, principal }) =>
        changeAccount(deps, { principal, id, change: body }),
    }),
  ];
}

function periodRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/accounting-periods',
      summary: 'The months that were posted to or closed, the newest first',
      answer: wholeListOf(periodSchema),
      handle: async () => ({ items: await listPeriods(deps.db), nextCursor: null }),
    }),
    defineRoute({
      ...forFinance,
      method: 'put',
      path: '/accounting-periods/:month',
      summary: 'Close a month, open it again, or lock it for good',
      params: monthParams,
      body: periodChangeSchema,
      answer: periodSchema,
      handle: ({ params: { month }, body, principal }) =>
        movePeriod(deps, { principal, month, change: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/fiscal-year',
      summary: 'The month a fiscal year begins with',
      answer: fiscalYearSchema,
      handle: () => readFiscalYear(deps.db),
    }),
    defineRoute({
      ...forFinance,
      method: 'put',
      path: '/fiscal-year',
      summary: 'Set the month a fiscal year begins with',
      body: fiscalYearSchema,
      answer: fiscalYearSchema,
      handle: ({ body, principal }) => setFiscalYear(deps, { principal, year: body }),
    }),
  ];
}

function journalRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/journal-entries',
      summary: 'The journal, the newest day first',
      query: journalQuerySchema,
      answer: pageOf(journalEntrySchema),
      handle: ({ principal, query }) => listEntries(deps.db, principal, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/journal-entries/:id',
      summary: 'One entry with its lines',
      params,
      answer: journalEntryDetailSchema,
      handle: ({ params: { id }, principal }) => findEntry(deps.db, principal, id),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/journal-entries',
      summary: 'Post an entry by hand',
      body: newEntrySchema,
      answer: journalEntryDetailSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => enterByHand(deps, { principal, entry: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/journal-entries/:id/reversals',
      summary: 'Take an entry back by its mirror',
      params,
      body: reversalSchema,
      answer: journalEntryDetailSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        reverseEntry(deps, { principal, id, reversal: body }),
    }),
  ];
}

function ledgerRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/ledger-lines',
      summary:
        'The lines behind a figure; for the head of a department those of its income and expenses',
      query: ledgerQuerySchema,
      answer: pageOf(ledgerLineSchema),
      handle: ({ principal, query }) => listLedgerLines(deps.db, principal, query),
    }),
  ];
}
