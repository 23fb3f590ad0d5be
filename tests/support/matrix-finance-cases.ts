import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case, MatrixCall } from './matrix-cases';

const nobody = randomUUID();
const inr = (amount: string) => ({ amount, currency: 'INR' });
const keepsBooks = (persona: Persona) => persona === 'finance' || persona === 'admin';
/** Heads read what their departments earned and spent. */
const HEADS: Persona[] = ['hr', 'sales.head', 'consulting.head'];
const readsSome = (persona: Persona) => keepsBooks(persona) || HEADS.includes(persona);

const booksOnly =
  (path: string, forThem: number, body?: unknown): Case =>
  (persona): MatrixCall[] => [{ path, body, expect: keepsBooks(persona) ? forThem : 403 }];
const headsToo =
  (...paths: string[]): Case =>
  (persona): MatrixCall[] =>
    paths.map((path) => ({ path, expect: readsSome(persona) ? 200 : 403 }));

/** An entry that would be posted for somebody else. */
const smuggled = {
  ...{ on: '2026-11-02', memo: 'x', createdBy: nobody },
  lines: [
    { accountId: nobody, debit: inr('1.00') },
    { accountId: nobody, credit: inr('1.00') },
  ],
};

/** The books: written and read by finance and admins; heads of departments read their income and expenses. */
export const FINANCE_CASES: Record<string, Case> = {
  'get /accounts': booksOnly('/accounts', 200),
  'post /accounts': booksOnly('/accounts', 422, { code: 'x', name: 'x', kind: 'asset' }),
  'patch /accounts/:id': booksOnly(`/accounts/${nobody}`, 404, { name: 'x' }),
  'get /accounting-periods': booksOnly('/accounting-periods', 200),
  'put /accounting-periods/:month': booksOnly('/accounting-periods/2026-11', 422, {
    status: 'open',
  }),
  'get /fiscal-year': booksOnly('/fiscal-year', 200),
  'put /fiscal-year': booksOnly('/fiscal-year', 422, { startsInMonth: 13 }),
  'get /journal-entries': booksOnly('/journal-entries', 200),
  'get /journal-entries/:id': booksOnly(`/journal-entries/${nobody}`, 404),
  'post /journal-entries': booksOnly('/journal-entries', 422, smuggled),
  'post /journal-entries/:id/reversals': booksOnly(`/journal-entries/${nobody}/reversals`, 404, {
    reason: 'x',
  }),
  'get /ledger-lines': headsToo('/ledger-lines', `/ledger-lines?department=${nobody}`),
  'get /reports/trial-balance': booksOnly('/reports/trial-balance', 200),
  'get /reports/profit-and-loss': headsToo(
    '/reports/profit-and-loss?from=2026-04-01&to=2026-11-30',
  ),
  'get /reports/balance-sheet': booksOnly('/reports/balance-sheet', 200),
  'get /reports/aging': booksOnly('/reports/aging?of=payable', 200),
  'get /reports/cash': booksOnly('/reports/cash', 200),
  'get /exports/journal-entries': booksOnly('/exports/journal-entries', 200),
  'get /exports/ledger-lines': headsToo('/exports/ledger-lines'),
  'get /exports/trial-balance': booksOnly('/exports/trial-balance?asOf=2026-11-27', 200),
  'get /exports/profit-and-loss': headsToo(
    '/exports/profit-and-loss?from=2026-04-01&to=2026-11-30',
  ),
  'get /exports/balance-sheet': booksOnly('/exports/balance-sheet?asOf=2026-11-27', 200),
  'get /exports/aging': booksOnly('/exports/aging?of=payable&asOf=2026-11-27', 200),
  'get /exports/cash': booksOnly('/exports/cash?asOf=2026-11-27', 200),
};
