import { vendorBillKind } from '../../approvals/vendor-bill/definition';
import type { Approval } from '../../domain/wire/approvals';
import type { BillRow } from '../../domain/wire/payables';
import { startTestApi, type TestApi } from '../support/api';
import { closeAs } from '../support/close-record';
import { inr } from '../support/finance';
import { payablesOf } from '../support/payables';

jest.setTimeout(120_000);

let api: TestApi;
const payables = payablesOf(() => api);
const { approved, call, content, done, problems, setRate } = payables;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** JPY 100,001 of 5 May at 0.5537: 55,370.5537, so 55,370.55. */
async function yenBill() {
  await setRate('JPY', '2026-05-05', '0.5537');
  return approved(content({ on: '2026-05-05', amount: '100001', currency: 'JPY' }));
}

test('signers read both amounts, and limits are judged in the company’s currency', async () => {
  await setRate('USD', '2026-05-04', '83.1275');
  const made = await done<{ approvalId: string }>(
    ...(['sales.rep', 'POST', '/vendor-bills'] as const),
    content({ on: '2026-05-04', amount: '1000.00', currency: 'USD' }),
  );
  const { facts } = await done<Approval>('sales.rep', 'GET', `/approvals/${made.approvalId}`);
  expect(facts).toEqual(
    expect.arrayContaining([
      { label: 'Amount', value: '$1,000.00' },
      { label: 'In the books', value: '₹83,127.50' },
      {
        label: 'Rate',
        value: '83.1275 for one USD on 4 May 2026, from the exchange rates',
      },
    ]),
  );
  const bought = { ...vendorBillKind.example, amount: { amount: '1000.00', currency: 'USD' } };
  const books = { amount: inr('83127.50'), tax: inr('0.00'), rate: '83.1275' };
  expect(vendorBillKind.routing({ ...bought, books })).toMatchObject({ amount: inr('83127.50') });
});

test('budgets and orders take a bill with its worth', async () => {
  await setRate('KWD', '2026-05-08', '270.1');
  const { people, departments } = api.company;
  await api.db.query(
    `INSERT INTO budget (department_id, account_id, starts_on, amount_minor, action, set_by)
     SELECT $1, account_id, '2026-05-01', 300000, 'stop', $2 FROM account_use WHERE use = 'purchases'`,
    [departments.Sales, people.finance],
  );
  // 12.345 × 270.1 = 3,334.38: what was posted in May before is over it already.
  const [spent] = await api.db.query<{ minor: string }>(
    `SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0)::text AS minor FROM journal_line l
     JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
     WHERE a.code = '5200' AND j.posted_on BETWEEN '2026-05-01' AND '2026-05-31'`,
  );
  await api.db.query(
    `UPDATE budget SET amount_minor = $1::bigint + committed + 333437 FROM (
      SELECT coalesce(sum(minor), 0) AS committed FROM budget_commitment WHERE starts_on = '2026-05-01') AS c`,
    [spent?.minor],
  );
  const over = content({ on: '2026-05-08', amount: '12.345', currency: 'KWD' });
  expect(problems(await call('sales.rep', 'POST', '/vendor-bills', over))).toEqual([
    expect.stringMatching(
      /^overBudgetReason: This is ₹0.01 over the budget of Sales for .* 2026-05/,
    ),
  ]);
  // What is handed in and not approved is promised with its worth: 12.344 × 270.1 = 3,334.11.
  await done(
    ...([
      'sales.rep',
      'POST',
      '/vendor-bills',
      { ...over, amount: { amount: '12.344', currency: 'KWD' } },
    ] as const),
  );
  const [promised] = await api.db.query<{ minor: string }>(
    `SELECT minor::text FROM budget_commitment WHERE label = $1`,
    [`Acme, ${over.billNumber}`],
  );
  expect(promised).toEqual({ minor: '333411' });
  await api.db.query('DELETE FROM budget');
});

test('a bill claims of its order what it is worth', async () => {
  await setRate('USD', '2026-05-04', '83.1275');
  const order = await done<{ id: string; approvalId: string }>(
    ...(['sales.rep', 'POST', '/purchase-orders'] as const),
    {
      ...{ vendor: 'Acme', purpose: 'Licences' },
      lines: [{ description: 'Licence', quantity: 1, unitPrice: inr('1000.00') }],
    },
  );
  await closeAs(api, { kind: 'purchase-order', ...order, outcome: 'approved' });
  const [placed] = await api.db.query<{ number: string }>(
    'SELECT number FROM purchase_order WHERE id = $1',
    [order.id],
  );
  const of = (amount: string) => ({
    ...content({ on: '2026-05-04', amount, currency: 'USD' }),
    purchaseOrder: placed?.number,
  });
  // 10.00 × 83.1275 = 831.275, so 831.28: 168.72 of 1,000.00 is left, and 3.00 × 83.1275 is more.
  const first = await done<{ id: string; approvalId: string }>(
    ...(['sales.rep', 'POST', '/vendor-bills', of('10.00')] as const),
  );
  expect(problems(await call('sales.rep', 'POST', '/vendor-bills', of('3.00')))).toEqual([
    `amount.amount: ₹168.72 of ${placed?.number} is left to bill`,
  ]);
  await closeAs(api, { kind: 'vendor-bill', ...first, outcome: 'rejected' });
  await done(...(['sales.rep', 'POST', '/vendor-bills', of('12.02')] as const));
});

test('one sees one’s own bills; a list says what is open in both currencies, also as a file', async () => {
  const made = await yenBill();
  expect((await call('sales.rep', 'GET', `/vendor-bills/${made.id}`)).status).toBe(200);
  expect((await call('sales.head', 'GET', `/vendor-bills/${made.id}`)).status).toBe(200);
  expect((await call('consultant', 'GET', `/vendor-bills/${made.id}`)).status).toBe(404);
  const path = `/vendor-bills?q=${made.billNumber}`;
  const { items } = await done<{ items: BillRow[] }>('sales.head', 'GET', path);
  expect(items).toMatchObject([{ id: made.id, openBase: inr('55370.55') }]);
  expect(await done<{ items: BillRow[] }>('consultant', 'GET', path)).toMatchObject({ items: [] });
  const file = await call('finance', 'GET', `/exports/vendor-bills?q=${made.billNumber}`);
  expect((file.body as unknown as string).trimEnd().split('\r\n')[1]).toBe(
    [
      ...[made.number, 'Acme', made.billNumber, '2026-05-05', '2026-05-05', 'overdue'],
      ...['100001', '100001', 'JPY', '55370.55', '55370.55', 'INR'],
    ].join(','),
  );
  const day = await done<{ items: object[] }>(
    'sales.rep',
    'GET',
    '/exchange-rates?currency=JPY&on=2026-05-05',
  );
  expect(day.items).toMatchObject([{ rate: '0.5537', base: 'INR' }]);
});
