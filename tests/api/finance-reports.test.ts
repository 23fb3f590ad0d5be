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

test('profit, balance sheet and cash of a day are taken along as they are shown, with their sums', async () => {
  const client = await api.as('finance');
  const rows = async (path: string) => {
    const { body } = await client.get(`/exports/${path}`);
    return (body as unknown as string).trimEnd().split('\r\n').slice(1);
  };
  expect(await rows('profit-and-loss?from=2021-05-01&to=2021-05-31')).toEqual([
    'Income,4200,Services,7000.25,50000.00,INR',
    'Income,,Income,7000.25,50000.00,INR',
    'Expenses,5400,Rent,1000.00,0.00,INR',
    'Expenses,,Expenses,1000.00,0.00,INR',
    'Profit,,Profit,6000.25,50000.00,INR',
  ]);
  expect(await rows('balance-sheet?asOf=2021-05-31')).toEqual([
    'Assets,1100,Bank,105999.75,INR',
    'Assets,1500,Equipment,20000.50,INR',
    'Assets,,Assets,126000.25,INR',
    'Liabilities,,Liabilities,0.00,INR',
    'Equity,3100,Share capital,100000.00,INR',
    'Equity,,Profit of the fiscal year so far,6000.25,INR',
    'Equity,,Profit of earlier years,20000.00,INR',
    'Equity,,Equity,126000.25,INR',
  ]);
  expect(await rows('cash?asOf=2021-04-30')).toEqual([
    '1100,Bank,99999.50,INR',
    '1110,Cash in hand,0.00,INR',
    ',Cash,99999.50,INR',
  ]);
  const backwards = await client.get('/exports/profit-and-loss?from=2021-05-31&to=2021-05-01');
  expect(backwards.status).toBe(422);
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
  const file = await (await api.as('finance')).get('/exports/aging?of=payable&asOf=2022-03-31');
  expect((file.body as unknown as string).trimEnd().split('\r\n').slice(1)).toEqual([
    'Amul,0.00,25.00,100.00,0.00,0.00,125.00,INR',
    'Birla,0.05,0.00,0.00,0.00,0.00,0.05,INR',
    'Open,0.05,25.00,100.00,0.00,0.00,125.05,INR',
  ]);
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

/**
 * Bills and payments by the thousand, each posted as one by one; what they are follows from their number alone. Every third
 * is in rupees, the others in dollars, yen and dinars at rates of their own; of those some are paid in three parts, and of
 * some a part is taken back.
 */
async function writeDocuments(thousand: number): Promise<void> {
  const parameters = [thousand * 1000 + 1, thousand * 1000 + 1000, api.company.people['sales.rep']];
  for (const statement of [BILLS, RELEASES, PAYMENTS, REVERSALS])
    await api.db.query(statement, parameters);
}

// What the smallest unit of each currency was worth in rupees, about.
const RATES = `(VALUES (0, 'INR', 1::numeric), (1, 'USD', 0.83), (2, 'JPY', 55.37), (3, 'KWD', 0.27)) AS c (at, currency, worth)`;
const INVENTED = `SELECT i, md5('bill ' || i)::uuid AS id, date '2025-01-01' + (hashint4(i) & 511) AS on_day,
    10 + (hashint4(i + 7) & 268435455)::bigint AS minor, hashint4(i + 13) & 127 AS terms, hashint4(i + 29) & 255 AS waits,
    c.currency, c.worth, c.worth * 100 * (0.9 + (hashint4(i + 41) & 1023) / 5000.0) AS rate
  FROM generate_series($1::integer, $2::integer) i
  JOIN ${RATES} ON c.at = CASE i % 3 WHEN 0 THEN 0 ELSE 1 + (hashint4(i + 17) & 1023) % 3 END`;
const BY = '$3::uuid';
const BOOKED = `SELECT n.*, n.minor / 10 AS tax,
    CASE WHEN n.currency <> 'INR' THEN round(n.minor / 10 * n.rate)::bigint END AS base_tax,
    CASE WHEN n.currency <> 'INR' THEN round((n.minor - n.minor / 10) * n.rate)::bigint END AS base_net
  FROM (${INVENTED}) AS n`;

const BILLS = `INSERT INTO vendor_bill (id, employee_id, number, vendor, bill_number, billed_on, due_on, description, currency,
    amount_minor, tax_minor, rate, base_minor, base_tax_minor, status)
  SELECT id, ${BY}, 'R-' || i, 'Vendor ' || i % 97, 'R-' || i, on_day, on_day + terms, 'x', currency, minor, tax,
    CASE WHEN currency <> 'INR' THEN rate END, base_net + base_tax, base_tax, 'approved'
  FROM (${BOOKED}) AS b`;

/** Two of three are paid; every fifth in three parts, a week apart, whose last takes the rest. */
const PARTS = `SELECT b.*, p.part, md5('payment ' || b.i || ' ' || p.part)::uuid AS release_id, b.on_day + b.waits + 7 * p.part AS paid_on,
    b.minor * p.part / p.of - b.minor * (p.part - 1) / p.of AS pays, b.minor * (p.part - 1) / p.of AS paid
  FROM (${BOOKED}) AS b, LATERAL (SELECT part, CASE b.i % 5 WHEN 0 THEN 3 ELSE 1 END AS of FROM generate_series(1, 3) part) AS p
  WHERE b.waits % 3 <> 0 AND p.part <= p.of AND ${BY} IS NOT NULL`;
const RELEASES = `INSERT INTO payment_release (id, employee_id, bill_id, pay_on, method, currency, amount_minor, status)
  SELECT release_id, ${BY}, id, paid_on, 'cheque', currency, pays, 'approved' FROM (${PARTS}) AS p`;
/** Each at a rate of its own day; of the bill it takes what its sum so far comes to, less what was taken before. */
const PAYMENTS = `INSERT INTO vendor_payment (release_id, paid_on, rate, base_minor, bill_base_minor, recorded_by)
  SELECT p.release_id, p.paid_on, p.rate * 1.02, greatest(round(p.pays * p.rate * 1.02), 1)::bigint,
    round(k.base * (p.paid + p.pays) / p.minor)::bigint - round(k.base * p.paid / p.minor)::bigint, ${BY}
  FROM (${PARTS}) AS p, LATERAL (SELECT (p.base_net + p.base_tax)::numeric AS base) AS k
  WHERE p.currency <> 'INR' ORDER BY p.i, p.part`;
/** Of every tenth the second part came back, a month later. */
const REVERSALS = `INSERT INTO vendor_payment_reversal (release_id, reversed_on, reason, reversed_by)
  SELECT release_id, paid_on + 30, 'Came back', ${BY} FROM (${PARTS}) AS p WHERE i % 10 = 0 AND part = 2`;

/** What the documents themselves say is open on a day in rupees, by how long it is due. */
const openByDocuments = async (asOf: string) => {
  const bucket = (days: string) =>
    `coalesce(sum(minor) FILTER (WHERE $1::date - due_on ${days}), 0)::text`;
  const [row] = await api.db.query<{ open: string; buckets: string[] }>(
    `WITH items AS (
       SELECT b.due_on, coalesce(b.base_minor, b.amount_minor) - coalesce((SELECT sum(coalesce(v.bill_base_minor, p.amount_minor))
         FROM payment_release p LEFT JOIN vendor_payment v ON v.release_id = p.id
         LEFT JOIN vendor_payment_reversal r ON r.release_id = p.id
         WHERE p.bill_id = b.id AND coalesce(v.paid_on, p.pay_on) <= $1::date
           AND (r.reversed_on IS NULL OR r.reversed_on > $1::date)), 0) AS minor
       FROM vendor_bill b WHERE b.billed_on <= $1::date)
     SELECT coalesce(sum(minor), 0)::text AS open, ARRAY[${[
       ...['<= 0', 'BETWEEN 1 AND 30', 'BETWEEN 31 AND 60', 'BETWEEN 61 AND 90', '> 90'],
     ]
       .map(bucket)
       .join(', ')}] AS buckets FROM items`,
    [asOf],
  );
  return row;
};

/** Bills that are paid to their last unit and yet open in the books, or the other way round. */
const badlyClosed = () =>
  api.db.query(
    `SELECT b.id FROM vendor_bill b,
       LATERAL (SELECT coalesce(sum(p.amount_minor), 0) AS own FROM payment_made p
         WHERE p.bill_id = b.id AND p.reversed_on IS NULL) AS paid,
       LATERAL (SELECT sum(l.credit_minor - l.debit_minor) AS base,
           sum(sign(l.credit_minor - l.debit_minor) * l.original_minor) AS own
         FROM journal_line l JOIN account a ON a.id = l.account_id WHERE a.control = 'payable' AND l.item_id = b.id) AS books
     WHERE b.amount_minor - paid.own <> books.own OR (paid.own = b.amount_minor) <> (books.base = 0)`,
  );

test('over ten thousand random documents in four currencies the trial balance is zero and aging is the control account, on past days too', async () => {
  for (let thousand = 0; thousand < 7; thousand++) await writeDocuments(thousand);
  const [count] = await api.db.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM journal_entry',
  );
  expect(count?.n).toBeGreaterThan(10_000);
  const [kinds] = await api.db.query<Record<'foreign' | 'back', number>>(
    `SELECT count(*)::integer AS "foreign", (SELECT count(*)::integer FROM vendor_payment_reversal) AS back
     FROM vendor_payment`,
  );
  expect(kinds?.foreign).toBeGreaterThan(3000);
  expect(kinds?.back).toBeGreaterThan(300);
  expect(await badlyClosed()).toEqual([]);
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
