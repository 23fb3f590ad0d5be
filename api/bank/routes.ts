import { z } from 'zod';
import {
  bankAccountSchema,
  bankLineDetailSchema,
  bankLineQuerySchema,
  bankLineSchema,
  bankStatementSchema,
  bookLineQuerySchema,
  bookLineSchema,
  matchAllSchema,
  matchedAllSchema,
  newBankEntrySchema,
  newBankReceiptSchema,
  newMatchSchema,
  reconciliationQuerySchema,
  reconciliationSchema,
  statementCheckQuerySchema,
  statementCheckSchema,
  statementImportQuerySchema,
} from '../../domain/wire/bank';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import { importFormSchema } from '../../domain/wire/people-import';
import { listBankAccounts, listStatements } from '../../modules/bank/account-queries';
import { findBankLine, listBankLines, listBookLines } from '../../modules/bank/line-queries';
import { readReconciliation } from '../../modules/bank/reconciliation-queries';
import {
  checkStatement,
  importStatement,
  removeStatement,
} from '../../modules/bank/use-cases/import-statement';
import { matchAllCertain, matchLine, undoMatch } from '../../modules/bank/use-cases/match-lines';
import { postLine, receiveLine } from '../../modules/bank/use-cases/post-line';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readOneFile } from '../uploads/read-one-file';

const forFinance = { tag: 'Finance', access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** Statements of banks, what their lines are in the books, and how the two come to each other. */
export function bankRoutes(deps: ApiDeps): Route[] {
  return [...statementRoutes(deps), ...readingRoutes(deps), ...matchRoutes(deps)];
}

function statementRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/finance/bank-statements',
      summary: 'The statements of an account, the newest first',
      query: z.object({ account: z.uuid() }),
      answer: wholeListOf(bankStatementSchema),
      handle: async ({ principal, query: { account } }) => ({
        items: await listStatements(deps.db, principal, account),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/finance/bank-statement-imports/checks',
      summary: 'What is wrong with a CSV file of a bank statement, line by line; writes nothing',
      query: statementCheckQuerySchema,
      documentedForm: importFormSchema,
      answer: statementCheckSchema,
      handle: async ({ principal, query, request }) =>
        checkStatement(deps, { principal, of: query, file: await readOneFile(request) }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/finance/bank-statement-imports',
      summary: 'Take in a bank statement, or nothing',
      query: statementImportQuerySchema,
      documentedForm: importFormSchema,
      answer: bankStatementSchema,
      ...{ status: 201, creates: true },
      handle: async ({ principal, query: { sha256, ...of }, request }) =>
        importStatement(deps, { principal, of, sha256, file: await readOneFile(request) }),
    }),
    defineRoute({
      ...forFinance,
      method: 'delete',
      path: '/finance/bank-statements/:id',
      summary: 'Remove the last statement of an account, as long as nothing of it is matched',
      params,
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id }, principal }) => {
        await removeStatement(deps, { principal, id });
        return undefined;
      },
    }),
  ];
}

function readingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/finance/bank-accounts',
      summary: 'The accounts that can have bank statements',
      answer: wholeListOf(bankAccountSchema),
      handle: async ({ principal }) => ({
        items: await listBankAccounts(deps.db, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/finance/bank-lines',
      summary: 'The lines of the bank, the newest day first',
      query: bankLineQuerySchema,
      answer: pageOf(bankLineSchema),
      handle: ({ principal, query }) => listBankLines(deps.db, principal, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/finance/bank-lines/:id',
      summary: 'One line of the bank with what it is in the books, or what it may be',
      params,
      answer: bankLineDetailSchema,
      handle: ({ params: { id }, principal }) => findBankLine(deps.db, principal, id),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/finance/bank-book-lines',
      summary: 'The lines of the books on an account that no line of the bank is matched with',
      query: bookLineQuerySchema,
      answer: pageOf(bookLineSchema),
      handle: ({ principal, query }) => listBookLines(deps.db, principal, query),
    }),
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/finance/bank-reconciliation',
      summary: 'How the balance of the books comes to that of the bank on a day',
      query: reconciliationQuerySchema,
      answer: reconciliationSchema,
      handle: (asked) => readReconciliation(deps, asked),
    }),
  ];
}

function matchRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/finance/bank-lines/:id/matches',
      summary: 'Match a line of the bank with lines of the books that come to it',
      params,
      body: newMatchSchema,
      answer: bankLineDetailSchema,
      ...{ status: 201, creates: true },
      handle: ({ params: { id }, body, principal }) =>
        matchLine(deps, { principal, id, match: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'delete',
      path: '/finance/bank-lines/:id/match',
      summary: 'Take a match back',
      params,
      answer: bankLineDetailSchema,
      handle: ({ params: { id }, principal }) => undoMatch(deps, { principal, id }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/finance/bank-matches',
      summary: 'Match all lines of an account that are certain',
      body: matchAllSchema,
      answer: matchedAllSchema,
      handle: ({ body: { account }, principal }) =>
        matchAllCertain(deps, { principal, accountId: account }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/finance/bank-lines/:id/entries',
      summary: 'Post a line that no document is of, and match it',
      params,
      body: newBankEntrySchema,
      answer: bankLineDetailSchema,
      ...{ status: 201, creates: true },
      handle: ({ params: { id }, body, principal }) =>
        postLine(deps, { principal, id, entry: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/finance/bank-lines/:id/receipts',
      summary: 'Record a line as the receipt of a customer, and match it',
      params,
      body: newBankReceiptSchema,
      answer: bankLineDetailSchema,
      ...{ status: 201, creates: true },
      handle: ({ params: { id }, body, principal }) =>
        receiveLine(deps, { principal, id, receipt: body }),
    }),
  ];
}
