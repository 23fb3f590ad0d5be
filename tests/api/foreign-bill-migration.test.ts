import { randomUUID } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { PostForeignBills20261207200100 } from '../../db/migrations/20261207200100-post-foreign-bills';
import { PriceForeignBills20261207200000 } from '../../db/migrations/20261207200000-price-foreign-bills';
import { startTestApi, type TestApi } from '../support/api';
import { booksOf } from '../support/finance';

jest.setTimeout(60_000);

const STEPS = [new PriceForeignBills20261207200000(), new PostForeignBills20261207200100()];

let api: TestApi;
const { bill } = booksOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Back, all or nothing. */
const back = () =>
  api.db.transaction(async (tx) => {
    for (const step of [...STEPS].reverse()) await step.down(tx as unknown as QueryRunner);
  });
const forward = () =>
  api.db.transaction(async (tx) => {
    for (const step of STEPS) await step.up(tx as unknown as QueryRunner);
  });
const lines = (billId: string) =>
  api.db.query(
    `SELECT a.code, l.debit_minor AS debit, l.credit_minor AS credit FROM journal_line l
     JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
     WHERE l.item_id = $1 OR j.source_id = $1 ORDER BY j.number, l.ordinal`,
    [billId],
  );
const paid = {
  vendor: 'Acme',
  on: '2026-01-05',
  due: '2026-01-05',
  minor: '5000',
  paidOn: '2026-01-09',
};

test('it goes back and forward again: bills and payments in the company’s currency are posted the same on either side', async () => {
  const today = await lines(await bill(paid));
  expect(today).toEqual([
    { code: '5200', debit: '5000', credit: '0' },
    { code: '2100', debit: '0', credit: '5000' },
    { code: '2100', debit: '5000', credit: '0' },
  ]);
  await back();
  expect(await lines(await bill(paid))).toEqual(today);
  await forward();
  expect(await lines(await bill(paid))).toEqual(today);
});

test('it does not go back over a bill in another currency, whose worth would be lost', async () => {
  await api.db.query(
    `INSERT INTO vendor_bill (employee_id, vendor, bill_number, billed_on, due_on, description, currency, amount_minor, rate,
       base_minor, base_tax_minor) VALUES ($1, 'x', $2, '2026-01-05', '2026-01-05', 'x', 'USD', 100, 83, 8300, 0)`,
    [api.company.people.finance, randomUUID()],
  );
  await expect(back()).rejects.toThrow('vendor_bill_in_books');
  const [kept] = await api.db.query('SELECT base_minor AS base FROM vendor_bill WHERE rate = 83');
  expect(kept).toEqual({ base: '8300' });
});
