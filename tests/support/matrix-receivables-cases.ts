import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case, MatrixCall } from './matrix-cases';

const nobody = randomUUID();
const inr = (amount: string) => ({ amount, currency: 'INR' });
const keepsBooks = (persona: Persona) => persona === 'finance' || persona === 'admin';
/** Heads read the budgets of their departments. */
const HEADS: Persona[] = ['hr', 'sales.head', 'consulting.head'];
const readsSome = (persona: Persona) => keepsBooks(persona) || HEADS.includes(persona);

const booksOnly =
  (path: string, forThem: number, body?: unknown): Case =>
  (persona): MatrixCall[] => [{ path, body, expect: keepsBooks(persona) ? forThem : 403 }];

/** An invoice to nobody, which would be written by somebody else. */
const smuggled = {
  ...{ customerId: nobody, invoicedOn: '2026-11-02', dueOn: '2026-12-02', currency: 'INR' },
  ...{ billTo: 'x', number: 'INV-2026-9999', createdBy: nobody },
  lines: [{ description: 'x', quantity: '1', unitPrice: inr('1.00') }],
};
const allocations = { allocations: [{ invoiceId: nobody, amount: inr('1.00') }] };

/** Invoices, receipts and budgets: finance and admins; heads of departments read their budgets. */
export const RECEIVABLES_CASES: Record<string, Case> = {
  'get /taxes': booksOnly('/taxes', 200),
  'post /taxes': booksOnly('/taxes', 422, {
    code: 'x',
    name: 'x',
    validFrom: '2026-11-01',
    parts: [],
  }),
  'put /taxes/:id/rates': booksOnly(`/taxes/${nobody}/rates`, 404, {
    ...{ validFrom: '2026-11-01', parts: [{ name: 'x', bps: 1 }] },
  }),
  'get /billable-customers': booksOnly('/billable-customers', 200),
  'get /customer-invoices': booksOnly('/customer-invoices', 200),
  'get /exports/customer-invoices': booksOnly('/exports/customer-invoices', 200),
  'post /customer-invoices': booksOnly('/customer-invoices', 422, smuggled),
  'get /customer-invoices/:id': booksOnly(`/customer-invoices/${nobody}`, 404),
  'put /customer-invoices/:id': booksOnly(`/customer-invoices/${nobody}`, 422, smuggled),
  'delete /customer-invoices/:id': booksOnly(`/customer-invoices/${nobody}`, 404),
  'get /customer-invoices/:id/pdf': booksOnly(`/customer-invoices/${nobody}/pdf`, 404),
  'post /customer-invoices/:id/issue': booksOnly(`/customer-invoices/${nobody}/issue`, 404, {
    revision: 1,
  }),
  'post /customer-invoices/:id/credit-notes': booksOnly(
    ...([`/customer-invoices/${nobody}/credit-notes`, 404, { reason: 'x' }] as const),
  ),
  'get /customer-invoices/:id/mails': booksOnly(`/customer-invoices/${nobody}/mails`, 404),
  'post /customer-invoices/:id/mail-previews': booksOnly(
    ...([`/customer-invoices/${nobody}/mail-previews`, 404, { contactId: nobody }] as const),
  ),
  'post /customer-invoices/:id/mails': booksOnly(
    ...([`/customer-invoices/${nobody}/mails`, 404, { contactId: nobody, after: 0 }] as const),
  ),
  'post /customer-invoices/:id/allocations': booksOnly(
    ...([`/customer-invoices/${nobody}/allocations`, 404, allocations] as const),
  ),
  'post /customer-allocations/:id/reversals': booksOnly(
    ...([`/customer-allocations/${nobody}/reversals`, 404, { on: '2026-11-02' }] as const),
  ),
  'get /customer-statements/:id': booksOnly(
    ...([`/customer-statements/${nobody}?from=2026-04-01&to=2026-11-30`, 404] as const),
  ),
  'get /budgets': (persona) => [
    { path: '/budgets?month=2026-11', expect: readsSome(persona) ? 200 : 403 },
  ],
  'get /budgets/:id/commitments': (persona) => [
    { path: `/budgets/${nobody}/commitments`, expect: readsSome(persona) ? 404 : 403 },
  ],
  'get /budgets/:id': (persona) => [
    { path: `/budgets/${nobody}`, expect: readsSome(persona) ? 404 : 403 },
  ],
  'get /budget-months': (persona) => [
    { path: '/budget-months?month=2026-04&until=2027-03', expect: readsSome(persona) ? 200 : 403 },
  ],
  'get /exports/budgets': (persona) => [
    { path: '/exports/budgets?month=2026-11', expect: readsSome(persona) ? 200 : 403 },
  ],
  'put /budgets': booksOnly('/budgets', 422, {
    ...{ departmentId: nobody, accountId: nobody, month: '2026-11', action: 'stop' },
    ...{ amount: inr('1.00'), setBy: nobody },
  }),
  'delete /budgets/:id': booksOnly(`/budgets/${nobody}`, 404),
  'get /customer-receipts': booksOnly('/customer-receipts', 200),
  'post /customer-receipts': booksOnly('/customer-receipts', 422, {
    ...{ customerId: nobody, receivedOn: '2026-11-02', method: 'cheque', amount: inr('1.00') },
  }),
  'get /customer-receipts/:id': booksOnly(`/customer-receipts/${nobody}`, 404),
  'post /customer-receipts/:id/allocations': booksOnly(
    ...([`/customer-receipts/${nobody}/allocations`, 404, allocations] as const),
  ),
  'post /customer-receipts/:id/reversals': booksOnly(
    ...([
      `/customer-receipts/${nobody}/reversals`,
      404,
      { on: '2026-11-02', reason: 'x' },
    ] as const),
  ),
};
