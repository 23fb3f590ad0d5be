import { addDays } from '../../domain/dates/calendar';
import { parseMoney } from '../../domain/money/money';
import type { BalanceSheetWire } from '../../domain/wire/finance';
import { startTestApi, type TestApi } from '../support/api';
import { booksOf } from '../support/finance';

jest.setTimeout(240_000);

const FIRST_DAY = '2025-01-01';
const INVOICES = 4000;
const BATCH = 500;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const { trialBalance, aging, read } = booksOf(() => api);

// What the smallest unit of each currency is worth in paise, about; rates are of these, which is all that sums need.
const CURRENCIES = `(VALUES (0, 'INR', 1::numeric), (1, 'USD', 83), (2, 'JPY', 55.37), (3, 'KWD', 27)) AS c (at, currency, worth)`;
// What a document is follows from its number alone: the same ones on every machine.
const INVENTED = `SELECT i, md5('invoice ' || i)::uuid AS id, date '${FIRST_DAY}' + (hashint4(i) & 511) AS on_day,
    1 + (hashint4(i + 7) & 16777215)::bigint AS net, hashint4(i + 13) & 127 AS terms, hashint4(i + 29) & 255 AS waits,
    (SELECT id FROM customer ORDER BY name OFFSET (hashint4(i + 41) & 31) LIMIT 1) AS customer_id, c.currency,
    CASE c.currency WHEN 'INR' THEN 1 ELSE c.worth * (0.9 + (hashint4(i + 17) & 1023) / 5000.0) END AS rate
  FROM generate_series($1::integer, $2::integer) i JOIN ${CURRENCIES} ON c.at = (hashint4(i + 53) & 3)`;
/** Half of them are taxed by 18 %, rounded for the document. */
const DOCUMENTS = `SELECT *, CASE i % 2 WHEN 0 THEN round(net * 18 / 100.0)::bigint ELSE 0 END AS tax FROM (${INVENTED}) AS n`;
const WHOLE = `SELECT *, net + tax AS total, round(net * rate)::bigint AS base_net, round(tax * rate)::bigint AS base_tax,
    (round(net * rate) + round(tax * rate))::bigint AS base FROM (${DOCUMENTS}) AS d`;
/** Which part of what an invoice was posted with goes with an amount of it, after what was settled before. */
const share = (amount: string, before: string) =>
  `(round(base::numeric * (${before} + ${amount}) / total) - round(base::numeric * ${before} / total))::bigint`;
const BY = '$3::uuid';

const issue = (kind: 'invoice' | 'credit-note', documents: string) => [
  `INSERT INTO customer_invoice (id, kind, customer_id, credits_id, invoiced_on, due_on, currency, tax_rounding, bill_to,
     net_minor, tax_minor, total_minor, created_by)
   SELECT id, '${kind}', customer_id, credits, on_day, on_day + terms, currency, 'document', 'x', net, tax, total, ${BY}
   FROM (${documents}) AS d`,
  `INSERT INTO customer_invoice_line (invoice_id, ordinal, description, quantity_milli, unit_price_minor, account_id,
     net_minor, base_minor)
   SELECT id, 1, 'Work', 1000, net, (SELECT id FROM account WHERE code = '4200'), net, base_net
   FROM (${documents}) AS d WHERE ${BY} IS NOT NULL`,
  `INSERT INTO customer_invoice_tax (invoice_id, ordinal, name, bps, taxable_minor, tax_minor, base_minor)
   SELECT id, 1, 'IGST', 1800, net, tax, base_tax FROM (${documents}) AS d WHERE tax > 0 AND ${BY} IS NOT NULL`,
  `UPDATE customer_invoice c SET status = 'issued', number = '${kind}-' || d.i, rate = d.rate, base_minor = d.base,
     issued_by = ${BY}, issued_at = now()
   FROM (${documents}) AS d WHERE d.id = c.id`,
];

const ALL = `SELECT *, NULL::uuid AS credits FROM (${WHOLE}) AS w`;
/** Every seventh is credited in part, on a day of its own. */
const CREDITED = `SELECT i, md5('credit ' || i)::uuid AS id, on_day + 20 AS on_day, (total + 2) / 3 AS net, 0 AS tax,
    (total + 2) / 3 AS total, 0 AS terms, customer_id, id AS credits, waits, currency, rate, 0 AS base_tax,
    round((total + 2) / 3 * rate)::bigint AS base_net, round((total + 2) / 3 * rate)::bigint AS base,
    ${share('(total + 2) / 3', '0')} AS invoice_base FROM (${WHOLE}) AS w WHERE i % 7 = 0`;
/** Two of three are paid: some in part, some with more than is asked for. */
const AMOUNTS = `SELECT i, md5('receipt ' || i)::uuid AS id, id AS invoice_id, customer_id, on_day + 21 + waits AS on_day,
    currency, rate * 1.02 AS rate, base, total, total - left_over AS credited,
    CASE i % 5 WHEN 0 THEN (left_over + 1) / 2 ELSE left_over END AS settles,
    CASE i % 5 WHEN 1 THEN left_over + 1 + (hashint4(i + 3) & 4095) WHEN 0 THEN (left_over + 1) / 2 ELSE left_over END AS amount
  FROM (SELECT *, total - CASE i % 7 WHEN 0 THEN (total + 2) / 3 ELSE 0 END AS left_over FROM (${WHOLE}) AS w) AS l
  WHERE waits % 3 <> 0 AND left_over > 0`;
/** At a rate of their own day; in rupees there is none. */
const RECEIVED = `SELECT *, CASE currency WHEN 'INR' THEN amount ELSE round(amount * rate)::bigint END AS took FROM (${AMOUNTS}) AS r`;
const PAID = `SELECT *, ${share('settles', 'credited')} AS invoice_base,
    round(took::numeric * settles / amount)::bigint AS source_base FROM (${RECEIVED}) AS t`;

const allocate = (of: {
  id: string;
  source: string;
  documents: string;
  invoice: string;
  minor: string;
  base: string;
}) =>
  `INSERT INTO customer_allocation (id, ${of.source}, invoice_id, allocated_on, amount_minor, invoice_base_minor,
     source_base_minor, created_by)
   SELECT ${of.id}, id, ${of.invoice}, on_day, ${of.minor}, invoice_base, ${of.base}, ${BY} FROM (${of.documents}) AS d`;

const STATEMENTS = [
  ...issue('invoice', ALL),
  ...issue('credit-note', CREDITED),
  allocate({
    ...{ id: `md5('credits ' || i)::uuid`, source: 'credit_note_id', documents: CREDITED },
    ...{ invoice: 'credits', minor: 'total', base: 'base' },
  }),
  `INSERT INTO customer_receipt (id, number, customer_id, received_on, method, currency, amount_minor, rate, base_minor,
     created_by)
   SELECT id, 'R-' || i, customer_id, on_day, 'bank-transfer', currency, amount,
     CASE currency WHEN 'INR' THEN 1 ELSE rate END, took, ${BY} FROM (${PAID}) AS p`,
  allocate({
    ...{ id: `md5('settles ' || i)::uuid`, source: 'receipt_id', documents: PAID },
    ...{ invoice: 'invoice_id', minor: 'settles', base: 'source_base' },
  }),
  // Every eleventh payment bounces, ten days later.
  `INSERT INTO customer_allocation (receipt_id, invoice_id, allocated_on, amount_minor, invoice_base_minor,
     source_base_minor, reverses_id, created_by)
   SELECT id, invoice_id, on_day + 10, -settles, -invoice_base, -source_base, md5('settles ' || i)::uuid, ${BY}
   FROM (${PAID}) AS p WHERE i % 11 = 0`,
  `INSERT INTO customer_receipt_reversal (receipt_id, reversed_on, reason, reversed_by)
   SELECT id, on_day + 10, 'Bounced', ${BY} FROM (${PAID}) AS p WHERE i % 11 = 0`,
];

/** What the documents themselves say is open on a day, by how long it is due; money that settles nothing counts from its day. */
async function openByDocuments(asOf: string): Promise<{ open: string; buckets: string[] }> {
  const bucket = (days: string) =>
    `coalesce(sum(minor) FILTER (WHERE $1::date - due_on ${days}), 0)::text`;
  const [row] = await api.db.query<{ open: string; buckets: string[] }>(
    `WITH items AS (
       SELECT i.due_on, i.base_minor - coalesce((SELECT sum(invoice_base_minor) FROM customer_allocation a
         WHERE a.invoice_id = i.id AND a.allocated_on <= $1), 0) AS minor
       FROM customer_invoice i WHERE i.kind = 'invoice' AND i.invoiced_on <= $1
       UNION ALL
       SELECT r.received_on, coalesce((SELECT sum(source_base_minor) FROM customer_allocation a
         WHERE a.receipt_id = r.id AND a.allocated_on <= $1), 0) - r.base_minor
       FROM customer_receipt r WHERE r.received_on <= $1 AND NOT EXISTS (
         SELECT 1 FROM customer_receipt_reversal v WHERE v.receipt_id = r.id AND v.reversed_on <= $1)
     )
     SELECT coalesce(sum(minor), 0)::text AS open, ARRAY[${[
       ...['<= 0', 'BETWEEN 1 AND 30', 'BETWEEN 31 AND 60', 'BETWEEN 61 AND 90', '> 90'],
     ]
       .map(bucket)
       .join(', ')}] AS buckets FROM items`,
    [asOf],
  );
  if (!row) throw new Error('an aggregate has a row');
  return row;
}

test('over ten thousand invoices, credit notes and payments in four currencies, some of them bounced, the books agree with the documents on past days too', async () => {
  const by = api.company.people.finance;
  await api.db.query(
    `INSERT INTO customer (id, name, industry, city, notes, revision, owner_id, department_id, created_by)
     SELECT gen_random_uuid(), 'Customer ' || lpad(n::text, 3, '0'), '', '', '', 1, $1, $2, $1
     FROM generate_series(1, 32) n`,
    [by, api.company.departments.Sales],
  );
  for (let from = 1; from <= INVOICES; from += BATCH) {
    await api.db.transaction(async (tx) => {
      for (const statement of STATEMENTS) await tx.query(statement, [from, from + BATCH - 1, by]);
    });
  }
  const [count] = await api.db.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM journal_entry',
  );
  expect(count?.n).toBeGreaterThan(10_000);
  // What is settled to its last unit is nothing in the books, too, and the other way round.
  expect(
    await api.db.query(
      `SELECT i.id FROM customer_invoice i,
         LATERAL (SELECT coalesce(sum(a.amount_minor), 0) AS own FROM customer_allocation a WHERE a.invoice_id = i.id) AS settled,
         LATERAL (SELECT sum(l.debit_minor - l.credit_minor) AS base FROM journal_line l JOIN account a ON a.id = l.account_id
           WHERE a.control = 'receivable' AND l.item_id = i.id) AS books
       WHERE i.kind = 'invoice' AND (settled.own = i.total_minor) <> (books.base = 0)`,
    ),
  ).toEqual([]);
  for (const asOf of [0, 99, 250, 400, 555, 800].map((days) => addDays(FIRST_DAY, days))) {
    const { debit, credit } = await trialBalance(asOf);
    expect([asOf, debit.amount]).toEqual([asOf, credit.amount]);
    const report = await aging('receivable', asOf);
    expect([asOf, report.total]).toEqual([asOf, report.control]);
    const documents = await openByDocuments(asOf);
    expect([asOf, parseMoney(report.total).minor.toString()]).toEqual([asOf, documents.open]);
    expect([asOf, report.amounts.map((one) => parseMoney(one).minor.toString())]).toEqual([
      ...[asOf, documents.buckets],
    ]);
    const sheet = await read<BalanceSheetWire>(`/reports/balance-sheet?asOf=${asOf}`);
    expect(parseMoney(sheet.totalAssets).minor).toBe(
      parseMoney(sheet.totalLiabilities).minor + parseMoney(sheet.totalEquity).minor,
    );
  }
});
