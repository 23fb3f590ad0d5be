import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case, MatrixCall } from './matrix-cases';
import type { Planted } from './matrix-world';
import { today } from './records';

const nobody = randomUUID();
const inr = (amount: string) => ({ amount, currency: 'INR' });
const holdsMoney = (persona: Persona) => persona === 'finance' || persona === 'admin';

/** Finance's and the admins' alone, and refused to them too for what is asked. */
const financeOnly =
  (path: string, forThem: number, body?: unknown): Case =>
  (persona): MatrixCall[] => [{ path, body, expect: holdsMoney(persona) ? forThem : 403 }];

const claimOf = (line: object = {}) => ({
  title: 'x',
  lines: [
    { date: '2026-11-02', category: 'travel', amount: inr('1.00'), description: 'x', ...line },
  ],
});

const expenses = (planted: Planted[]) => planted.filter(({ what }) => what === 'expense');

/** Policies, receipts, rates, advances and what is paid: read within one's scope, written by finance. */
export const EXPENSE_CASES: Record<string, Case> = {
  'post /expense-claims/preview': () => [
    { path: '/expense-claims/preview', body: claimOf(), expect: 200 },
    { path: '/expense-claims/preview', body: { ...claimOf(), employeeId: nobody }, expect: 422 },
    { path: '/expense-claims/preview', body: claimOf({ receipts: [nobody] }), expect: 200 },
  ],
  'get /expense-policies': () => [{ path: '/expense-policies', expect: 200 }],
  'post /expense-policies': financeOnly('/expense-policies', 422, {
    ...{ startsOn: '2027-01-01', note: 'x', rules: [], setBy: nobody },
  }),
  // A form is what it takes.
  'post /expense-receipts': () => [{ path: '/expense-receipts', expect: 415 }],
  'get /expense-receipts/:id': (_persona, { planted }) =>
    [nobody, ...expenses(planted).map(({ id }) => id)].map((id) => ({
      path: `/expense-receipts/${id}`,
      expect: 404,
    })),
  'delete /expense-receipts/:id': () => [{ path: `/expense-receipts/${nobody}`, expect: 404 }],
  'get /exchange-rates': () => [{ path: '/exchange-rates', expect: 200 }],
  'put /exchange-rates': financeOnly('/exchange-rates', 422, {
    ...{ currency: 'INR', on: '2026-11-02', rate: '1' },
  }),
  'post /exchange-rates/import': financeOnly('/exchange-rates/import', 422, { csv: 'x' }),
  'get /expense-advances': () => [{ path: '/expense-advances', expect: 200 }],
  'get /expense-advances/people': financeOnly('/expense-advances/people', 200),
  'post /expense-advances': financeOnly('/expense-advances', 422, {
    ...{ employeeId: nobody, amount: inr('1.00'), paidOn: '2026-11-02', note: 'x' },
  }),
  'post /expense-advances/:id/returns': financeOnly(`/expense-advances/${nobody}/returns`, 404, {
    amount: inr('1.00'),
  }),
  'get /reimbursements': () => [{ path: '/reimbursements?limit=200', expect: 200 }],
  'get /reimbursement-batches': financeOnly('/reimbursement-batches', 200),
  'get /reimbursement-batches/:id': financeOnly(`/reimbursement-batches/${nobody}`, 404),
  'post /reimbursement-batches': financeOnly('/reimbursement-batches', 422, {
    ...{ payOn: today(), items: [{ claimId: nobody }] },
  }),
  'post /reimbursement-batches/:id/pay': financeOnly(`/reimbursement-batches/${nobody}/pay`, 404),
  'post /reimbursement-batches/:id/cancel': financeOnly(
    `/reimbursement-batches/${nobody}/cancel`,
    404,
  ),
  'get /reimbursement-batches/:id/bank-file': financeOnly(
    `/reimbursement-batches/${nobody}/bank-file?format=csv`,
    404,
  ),
  'get /company-account': financeOnly('/company-account', 200),
  'put /company-account': financeOnly('/company-account', 422, { holder: 'x' }),
};
