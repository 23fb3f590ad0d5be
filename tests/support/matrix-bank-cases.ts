import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case, MatrixCall } from './matrix-cases';

const nobody = randomUUID();
const keepsBooks = (persona: Persona) => persona === 'finance' || persona === 'admin';

const booksOnly =
  (path: string, forThem: number | number[], body?: unknown): Case =>
  (persona): MatrixCall[] => [{ path, body, expect: keepsBooks(persona) ? forThem : 403 }];

const file = `account=${nobody}&opening=0.00&closing=0.00`;
const settles = { customerId: nobody, receivedOn: '2026-11-02' };

/** What banks say of our accounts: for finance and admins, who see what is not there as not there. */
export const BANK_CASES: Record<string, Case> = {
  'get /finance/bank-accounts': booksOnly('/finance/bank-accounts', 200),
  'get /finance/bank-statements': booksOnly(`/finance/bank-statements?account=${nobody}`, 404),
  'post /finance/bank-statement-imports/checks': booksOnly(
    `/finance/bank-statement-imports/checks?${file}`,
    [400, 415],
  ),
  'post /finance/bank-statement-imports': booksOnly(
    `/finance/bank-statement-imports?${file}&sha256=${'0'.repeat(64)}`,
    [400, 415],
  ),
  'delete /finance/bank-statements/:id': booksOnly(`/finance/bank-statements/${nobody}`, 404),
  'get /finance/bank-lines': booksOnly(`/finance/bank-lines?account=${nobody}`, 404),
  'get /finance/bank-lines/:id': booksOnly(`/finance/bank-lines/${nobody}`, 404),
  'get /finance/bank-book-lines': booksOnly(`/finance/bank-book-lines?account=${nobody}`, 404),
  'get /finance/bank-reconciliation': booksOnly(
    `/finance/bank-reconciliation?account=${nobody}`,
    404,
  ),
  'post /finance/bank-lines/:id/matches': booksOnly(`/finance/bank-lines/${nobody}/matches`, 404, {
    lines: [{ entryId: nobody, ordinal: 1 }],
  }),
  'delete /finance/bank-lines/:id/match': booksOnly(`/finance/bank-lines/${nobody}/match`, 404),
  'post /finance/bank-matches': booksOnly('/finance/bank-matches', 404, { account: nobody }),
  'post /finance/bank-lines/:id/entries': booksOnly(`/finance/bank-lines/${nobody}/entries`, 422, {
    ...{ accountId: nobody, memo: 'x', createdBy: nobody },
  }),
  'post /finance/bank-lines/:id/receipts': booksOnly(
    `/finance/bank-lines/${nobody}/receipts`,
    422,
    settles,
  ),
  'get /exports/bank-lines': booksOnly(`/exports/bank-lines?account=${nobody}`, 404),
  'get /exports/bank-reconciliation': booksOnly(
    `/exports/bank-reconciliation?account=${nobody}`,
    404,
  ),
};
