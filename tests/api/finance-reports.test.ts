import { addDays } from '../../domain/dates/calendar';
import { parseMoney } from '../../domain/money/money';
import type {
  AgingWire,
  BalanceSheetWire,
  CashWire,
  LedgerLineWire,
  ProfitAndLossWire,
} from '../../domain/wire/finance';
import { startTestApi, type TestApi } from '../support/api';
import { booksOf } from '../support/finance';

jest.setTimeout(180_000);

let api: TestApi;
const { aging, bill, enter, read, trialBalance } = booksOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const amounts = (rows: { account: { code: string }; amount: { amount: string } }[]) =>
  rows.map(({ account, amount }) => [account.code, amount.amount]);

test('two years of a small company, worked out by hand', async () => {
  // Year one: the owners put in 100,000; rent 30,000 is paid; services bring 50,000.
  await enter({ on: '2020-04-01', debit: '1100', credit: '3100', amount: '100000.00' });
  await enter({ on: '2020-07-01', debit: '5400', credit: '1100', amount: '30000.00' });
  await enter({ on: '2021-03-31', debit: '1100', credit: '4200', amount: '50000.00' });
  // Year two: equipment for 20,000.50 in cash from the bank; services bring 7,000.25; rent 1,000 is paid.
  await enter({ on: '2021-04-01', debit: '1500', credit: '1100', amount: '20000.50' });
  await enter({ on: '2021-05-10', debit: '1100', credit: '4200', amount: '7000.25' });
  await enter({ on: '2021-05-31', debit: '5400', credit: '1100', amount: '1000.00' });

  const lastDay = await read<BalanceSheetWire>('/reports/balance-sheet?asOf=2021-03-31');
  expect(lastDay).toMatchObject({
    yearFrom: '2020-04-01',
    totalAssets: { amount: '120000.00' },
    profitOfYear: { amount: '20000.00' },
    earlierProfit: { amount: '0.00' },
    totalEquity: { amount: '120000.00' },
  });
  const later = await read<BalanceSheetWire>('/reports/balance-sheet?asOf=2021-05-31');
  expect(amounts(later.assets)).toEqual([
    ['1100', '105999.75'],
    ['1500', '20000.50'],
  ]);
  expect(later).toMatchObject({
    yearFrom: '2021-04-01',
    profitOfYear: { amount: '6000.25' },
    earlierProfit: { amount: '20000.00' },
    totalEquity: { amount: '126000.25' },
  });

  const may = await read<ProfitAndLossWire>(
    '/reports/profit-and-loss?from=2021-05-01&to=2021-05-31',
  );
  expect(may).toMatchObject({
    previous: { from: '2021-03-31', to: '2021-04-30' },
    income: [{ amount: { amount: '7000.25' }, previous: { amount: '50000.00' } }],
    expense: [{ amount: { amount: '1000.00' }, previous: { amount: '0.00' } }],
    profit: { amount: { amount: '6000.25' }, previous: { amount: '50000.00' } },
  });
  const year = await read<ProfitAndLossWire>(
    '/reports/profit-and-loss?from=2020-04-01&to=2021-03-31',
  );
  expect(year.profit.amount.amount).toBe('20000.00');

  const trial = await trialBalance('2021-05-31');
  expect(
    trial.rows.map(({ account, debit, credit }) => [account.code, debit.amount, credit.amount]),
  ).toEqual([
    ['1100', '105999.75', '0.00'],
    ['1500', '20000.50', '0.00'],
    ['3100', '0.00', '100000.00'],
    ['4200', '0.00', '57000.25'],
    ['5400', '31000.00', '0.00'],
  ]);
  expect([trial.debit.amount, trial.credit.amount]).toEqual(['157000.25', '157000.25']);
  expect((await trialBalance('2020-06-30')).debit.amount).toBe('100000.00');

  expect((await read<CashWire>('/reports/cash?asOf=2021-04-30')).total.amount).toBe('99999.50');
  expect((await read<CashWire>('/reports/cash?asOf=2020-03-31')).total.amount).toBe('0.00');
});

test('the trial balance of a day is taken along as it is shown', async () => {
  const client = await api.as('finance');
  const file = await client.get('/exports/trial-balance?asOf=2020-06-30');
  expect((file.body as unknown as string).trimEnd().split('\r\n').slice(1)).toEqual([
    '1100,Bank,asset,100000.00,0.00',
    '3100,Share capital,equity,0.00,100000.00',
  ]);
  const manager = await api.as('sales.manager');
  expect((await manager.get('/exports/trial-balance?asOf=2020-06-30')).status).toBe(403);
});

test('aging of four bills, worked out by hand, is what was open on a past day', async () => {
  await bill({ vendor: 'Amul', on: '2022-01-01', due: '2022-01-31', minor: '10000' });
  await bill({ vendor: 'Amul', on: '2022-02-01', due: '2022-03-03', minor: '2500' });
  await bill({
    ...{ vendor: 'Birla', on: '2022-01-10', due: '2022-02-09', minor: '70001' },
    paidOn: '2022-03-15',
  });
  await bill({ vendor: 'Birla', on: '2022-03-20', due: '2022-04-19', minor: '5' });
  const open = ({ parties }: AgingWire) =>
    parties.map(({ party, amounts: by }) => [party, ...by.map(({ amount }) => amount)]);
  expect(open(await aging('payable', '2022-03-10'))).toEqual([
    ['Amul', '0.00', '25.00', '100.00', '0.00', '0.00'],
    ['Birla', '0.00', '700.01', '0.00', '0.00', '0.00'],
  ]);
  const later = await aging('payable', '2022-03-31');
  expect(open(later)).toEqual([
    ['Amul', '0.00', '25.00', '100.00', '0.00', '0.00'],
    ['Birla', '0.05', '0.00', '0.00', '0.00', '0.00'],
  ]);
  expect([later.total.amount, later.control.amount]).toEqual(['125.05', '125.05']);
});

test('the head of a department sees its own income and expenses, not the bank and not other departments', async () => {
  const stretch = 'from=2022-01-01&to=2022-12-31';
  const profitOf = async (persona: 'sales.head' | 'consulting.head') =>
    (await (await api.as(persona)).get(`/reports/profit-and-loss?${stretch}`))
      .body as unknown as ProfitAndLossWire;
  expect((await profitOf('sales.head')).totalExpense.amount.amount).toBe('825.06');
  expect((await profitOf('consulting.head')).totalExpense.amount.amount).toBe('0.00');
  const linesOf = async (persona: 'sales.head' | 'consulting.head') =>
    (await (await api.as(persona)).get('/ledger-lines?limit=200')).body as unknown as {
      items: LedgerLineWire[];
    };
  expect((await linesOf('sales.head')).items.map(({ account }) => account.code)).toEqual([
    ...['5200', '5200', '5200', '5200'],
  ]);
  expect((await linesOf('consulting.head')).items).toEqual([]);
  expect((await (await api.as('sales.manager')).get('/ledger-lines')).status).toBe(403);
});

/** Bills and payments by the thousand, each posted as one by one; what they are follows from their number alone. */
async function writeDocuments(thousand: number): Promise<void> {
  const parameters = [thousand * 1000 + 1, thousand * 1000 + 1000, api.company.people['sales.rep']];
  await api.db.query(
    `WITH invented AS (
       SELECT i, gen_random_uuid() AS id, date '2025-01-01' + (hashint4(i) & 511) AS on_day,
         1 + (hashint4(i + 7) & 268435455)::bigint AS minor, hashint4(i + 13) & 127 AS terms, hashint4(i + 29) & 255 AS waits
       FROM generate_series($1::integer, $2::integer) i
     ), bills AS (
       INSERT INTO vendor_bill (id, employee_id, number, vendor, bill_number, billed_on, due_on, description, currency,
         amount_minor, status)
       SELECT id, $3, 'R-' || i, 'Vendor ' || i % 97, 'R-' || i, on_day, on_day + terms, 'x', 'INR', minor, 'approved'
       FROM invented RETURNING id
     )
     INSERT INTO payment_release (employee_id, bill_id, pay_on, method, currency, amount_minor, status)
     SELECT $3, v.id, v.on_day + v.waits, 'cheque', 'INR', v.minor, 'approved' FROM invented v JOIN bills b ON b.id = v.id
     WHERE v.waits % 3 <> 0`,
    parameters,
  );
}

/** What the documents themselves say is open on a day, by how long it is due. */
const openByDocuments = async (asOf: string) => {
  const [row] = await api.db.query<{ open: string; buckets: string[] }>(
    `SELECT coalesce(sum(b.amount_minor), 0)::text AS open, ARRAY[
       coalesce(sum(b.amount_minor) FILTER (WHERE $1::date - b.due_on <= 0), 0)::text,
       coalesce(sum(b.amount_minor) FILTER (WHERE $1::date - b.due_on BETWEEN 1 AND 30), 0)::text,
       coalesce(sum(b.amount_minor) FILTER (WHERE $1::date - b.due_on BETWEEN 31 AND 60), 0)::text,
       coalesce(sum(b.amount_minor) FILTER (WHERE $1::date - b.due_on BETWEEN 61 AND 90), 0)::text,
       coalesce(sum(b.amount_minor) FILTER (WHERE $1::date - b.due_on > 90), 0)::text] AS buckets
     FROM vendor_bill b WHERE b.billed_on <= $1::date AND NOT EXISTS (
       SELECT 1 FROM payment_release p WHERE p.bill_id = b.id AND p.pay_on <= $1::date)`,
    [asOf],
  );
  return row;
};

test('over ten thousand random documents the trial balance is zero and aging is the control account, on past days too', async () => {
  for (let thousand = 0; thousand < 7; thousand++) await writeDocuments(thousand);
  const [count] = await api.db.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM journal_entry',
  );
  expect(count?.n).toBeGreaterThan(10_000);
  for (const asOf of [0, 100, 333, 500, 700, 1000].map((days) => addDays('2025-01-01', days))) {
    const { debit, credit } = await trialBalance(asOf);
    expect([asOf, debit.amount]).toEqual([asOf, credit.amount]);
    const report = await aging('payable', asOf);
    expect([asOf, report.total]).toEqual([asOf, report.control]);
    const documents = await openByDocuments(asOf);
    expect([asOf, parseMoney(report.total).minor.toString()]).toEqual([asOf, documents?.open]);
    expect([asOf, report.amounts.map((one) => parseMoney(one).minor.toString())]).toEqual([
      ...[asOf, documents?.buckets],
    ]);
    const sheet = await read<BalanceSheetWire>(`/reports/balance-sheet?asOf=${asOf}`);
    expect(parseMoney(sheet.totalAssets).minor).toBe(
      parseMoney(sheet.totalLiabilities).minor + parseMoney(sheet.totalEquity).minor,
    );
  }
});
