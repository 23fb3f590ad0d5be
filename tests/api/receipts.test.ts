import type { InvoiceWire, ReceiptWire, StatementWire } from '../../domain/wire/receivables';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { booksOf } from '../support/finance';
import { receivablesOf } from '../support/receivables';

let api: TestApi;
const { aging, trialBalance } = booksOf(() => api);
const with$ = receivablesOf(() => api);
const { call, customer, done, invoice, issued, posted } = with$;
const { receiptBody, receive } = with$;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const problems = (answer: TestAnswer) =>
  (answer.body as { errors?: { path: string; message: string }[] }).errors?.map(
    ({ path, message }) => `${path}: ${message}`,
  ) ?? [(answer.body as { detail: string }).detail];
const setRate = async (currency: string, on: string, rate: string) =>
  done('PUT', '/exchange-rates', { currency, on, rate });
const inr = with$.inr;

test('receipts that come together never settle more than the invoice, nor is a receipt used twice', async () => {
  const customerId = await customer();
  const on = '2026-06-20';
  const made = await issued({ customerId, on, lines: [{ amount: '1000.00' }] });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      call(
        'POST',
        '/customer-receipts',
        receiptBody({ customerId, on, amount: '400.00', settles: [[made, '400.00']] }),
      ),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422]);
  expect(await invoice(made.id)).toMatchObject({ open: inr('200.00'), state: 'overdue' });
  expect(problems(answers.find(({ status }) => status === 422)!)).toEqual([
    `allocations.0.amount.amount: Only ₹200.00 of ${made.number} is open`,
  ]);
  const other = await issued({ customerId, on, lines: [{ amount: '1000.00' }] });
  const receipt = await receive({ customerId, on, amount: '500.00' });
  expect(receipt.left).toEqual(inr('500.00'));
  const twice = await Promise.all(
    [made, other, other].map((one) =>
      call('POST', `/customer-receipts/${receipt.id}/allocations`, {
        allocations: [{ invoiceId: one.id, amount: inr(one === made ? '200.00' : '300.00') }],
      }),
    ),
  );
  expect(twice.map(({ status }) => status).sort()).toEqual([201, 201, 422]);
  await expect(
    api.db.query(
      `INSERT INTO customer_allocation (receipt_id, invoice_id, allocated_on, amount_minor, invoice_base_minor,
         source_base_minor, created_by) VALUES ($1, $2, '2026-06-20', 1, 1, 1, $3)`,
      [receipt.id, other.id, api.company.people.finance],
    ),
  ).rejects.toThrow('more than is open');
  expect(await invoice(made.id)).toMatchObject({ state: 'settled', open: inr('0.00') });
});

test('credit notes never come to more than their invoice; what is too much for it settles another one', async () => {
  const customerId = await customer();
  const on = '2026-06-21';
  const made = await issued({ customerId, on, lines: [{ amount: '100.00', tax: 'IGST-18' }] });
  await receive({ customerId, on, amount: '100.00', settles: [[made, '100.00']] });
  const path = `/customer-invoices/${made.id}/credit-notes`;
  const notes = await Promise.all(
    [1, 2].map(() => done<InvoiceWire>('POST', path, { reason: 'Not delivered' })),
  );
  expect(notes[0]).toMatchObject({ total: inr('118.00'), credits: { number: made.number } });
  const answers = await Promise.all(
    notes.map(({ id }) => call('POST', `/customer-invoices/${id}/issue`, { revision: 1 })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(problems(answers.find(({ status }) => status === 409)!)).toEqual([
    `With this, the credit notes would be more than ${made.number}`,
  ]);
  const note = answers.find(({ status }) => status === 200)?.body as unknown as InvoiceWire;
  expect(note).toMatchObject({ open: inr('100.00') });
  expect(note.number).toMatch(/^CN-2026-/);
  expect((await posted(note.id)).map(({ code, debit, credit }) => [code, debit, credit])).toEqual([
    ['1200', '0', '11800'],
    ['4200', '10000', '0'],
    ['2300', '1800', '0'],
  ]);
  expect(await invoice(made.id)).toMatchObject({ state: 'settled' });
  const other = await issued({ customerId, on, lines: [{ amount: '70.00' }] });
  const used = await done<InvoiceWire>('POST', `/customer-invoices/${note.id}/allocations`, {
    allocations: [{ invoiceId: other.id, amount: inr('70.00') }],
  });
  expect(used.open).toEqual(inr('30.00'));
  expect(await invoice(other.id)).toMatchObject({ state: 'settled' });
});

test('a bounced cheque opens what it settled again, once; so does taking a settlement back', async () => {
  const customerId = await customer();
  const on = '2026-06-22';
  const made = await issued({ customerId, on, lines: [{ amount: '500.00' }] });
  const receipt = await receive({ customerId, on, amount: '600.00', settles: [[made, '500.00']] });
  const back = () =>
    call('POST', `/customer-allocations/${receipt.allocations[0]!.id}/reversals`, {
      on: '2026-06-23',
    });
  expect((await Promise.all([back(), back()])).map(({ status }) => status).sort()).toEqual([
    201, 409,
  ]);
  expect(await invoice(made.id)).toMatchObject({ open: inr('500.00') });
  await done('POST', `/customer-receipts/${receipt.id}/allocations`, {
    ...{ on: '2026-06-24', allocations: [{ invoiceId: made.id, amount: inr('450.00') }] },
  });
  const reversal = { on: '2026-06-25', reason: 'The cheque bounced' };
  const path = `/customer-receipts/${receipt.id}/reversals`;
  expect(problems(await call('POST', path, { ...reversal, on: '2026-06-23' }))).toEqual([
    'on: The earliest day for this is 2026-06-24',
  ]);
  const answers = await Promise.all([1, 2].map(() => call('POST', path, reversal)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const second = answers.find(({ status }) => status === 409)!;
  expect(problems(second)).toEqual([`${receipt.number} was taken back already`]);
  expect(await invoice(made.id)).toMatchObject({ open: inr('500.00') });
  const [bank] = await api.db.query<{ minor: string }>(
    `SELECT sum(l.debit_minor - l.credit_minor)::text AS minor FROM journal_line l JOIN account a ON a.id = l.account_id
     JOIN journal_entry j ON j.id = l.entry_id WHERE a.code = '1100' AND (j.source_id = $1 OR j.reverses_id IN (
       SELECT id FROM journal_entry WHERE source_id = $1))`,
    [receipt.id],
  );
  expect(bank?.minor).toBe('0');
});

test('the entry of a settlement or a receipt is not taken back behind its document', async () => {
  const customerId = await customer();
  const on = '2026-06-26';
  const made = await issued({ customerId, on, lines: [{ amount: '80.00' }] });
  const receipt = await receive({ customerId, on, amount: '80.00', settles: [[made, '80.00']] });
  const sources = [made.id, receipt.id, receipt.allocations[0]!.id];
  const entries = await api.db.query<{ id: string }>(
    `SELECT j.id FROM journal_entry j, unnest($1::uuid[]) WITH ORDINALITY AS s (id, at)
     WHERE j.source_id = s.id ORDER BY s.at`,
    [sources],
  );
  const answers: string[] = [];
  for (const { id } of entries) {
    const answer = await call('POST', `/journal-entries/${id}/reversals`, { reason: 'By mistake' });
    answers.push(`${answer.status} ${(answer.body as { detail?: string }).detail}`);
  }
  expect(answers).toEqual([
    '409 It is taken back by a credit note (/finance/invoices)',
    '409 It is taken back on the page of its receipt (/finance/receipts)',
    '409 It is taken back on the page of its receipt (/finance/receipts)',
  ]);
  expect(await invoice(made.id)).toMatchObject({ state: 'settled' });
});

test('exchange differences, gained and lost, worked out by hand', async () => {
  const customerId = await customer();
  await setRate('USD', '2026-05-04', '83.1275');
  await setRate('USD', '2026-05-20', '84.50');
  await setRate('USD', '2026-06-01', '82.00');
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const made = await issued({ customerId, on: '2026-05-04', lines: [usd('1000.00')] });
  expect(made.base).toEqual(inr('83127.50'));
  const pay = (on: string, amount: string) =>
    receive({ customerId, on, ...usd(amount), settles: [[made, amount]] });
  const [gained, lost] = [await pay('2026-05-20', '333.33'), await pay('2026-06-01', '666.67')];
  expect(gained.base).toEqual(inr('28166.39'));
  expect(lost.base).toEqual(inr('54666.94'));
  expect([gained, lost].map(({ allocations }) => allocations[0]?.exchange.amount)).toEqual([
    ...['457.50', '-751.67'],
  ]);
  const codes = async (id: string | undefined) =>
    (await posted(id ?? '')).map(({ code, debit, credit }) => [code, debit, credit]);
  expect(await codes(gained.allocations[0]?.id)).toEqual([
    ['1200', '2816639', '0'],
    ['1200', '0', '2770889'],
    ['5900', '0', '45750'],
  ]);
  expect(await codes(lost.allocations[0]?.id)).toEqual([
    ['1200', '5466694', '0'],
    ['1200', '0', '5541861'],
    ['5900', '75167', '0'],
  ]);
  expect(await invoice(made.id)).toMatchObject({ state: 'settled', open: usd('0.00') });
});

test('a receipt in another currency may say what the bank gave for it; a list says both amounts', async () => {
  const customerId = await customer('Boston Mills');
  await setRate('USD', '2026-05-04', '83.1275');
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const made = await issued({ customerId, on: '2026-05-04', lines: [usd('100.00')] });
  const body = (bankAmount: object) => ({
    ...receiptBody({ customerId, on: '2026-05-07', ...usd('60.00'), settles: [[made, '60.00']] }),
    bankAmount,
  });
  expect(problems(await call('POST', '/customer-receipts', body(usd('60.00'))))).toEqual([
    'bankAmount.currency: Say what the bank gave in INR',
  ]);
  const receipt = await done<ReceiptWire>('POST', '/customer-receipts', body(inr('5034.00')));
  // 60.00 × 83.1275 = 4,987.65; 5,034.00 less that; 5,034.00 / 60.00 = 83.90.
  expect(receipt).toMatchObject({ rate: '83.9', base: inr('5034.00') });
  expect(receipt.allocations[0]?.exchange).toEqual(inr('46.35'));
  const { items } = await done<{ items: InvoiceWire[] }>('GET', '/customer-invoices?q=Boston');
  expect(items).toMatchObject([
    { open: usd('40.00'), base: inr('8312.75'), openBase: inr('3325.10') },
  ]);
});

test('aging is the control account on every day, and a statement opens what it is made of', async () => {
  const customerId = await customer('Zenith Mills');
  const made = await issued({
    customerId,
    on: '2026-08-01',
    due: '2026-08-31',
    lines: [{ amount: '1000.00' }],
  });
  const receipt = await receive({ customerId, on: '2026-09-15', amount: '700.00' });
  await done('POST', `/customer-receipts/${receipt.id}/allocations`, {
    ...{ on: '2026-09-20', allocations: [{ invoiceId: made.id, amount: inr('600.00') }] },
  });
  const of = async (asOf: string) => {
    const report = await aging('receivable', asOf);
    expect([asOf, report.total]).toEqual([asOf, report.control]);
    return report.parties
      .find(({ party }) => party === 'Zenith Mills')
      ?.amounts.map(({ amount }) => amount);
  };
  expect(await of('2026-07-31')).toBeUndefined();
  expect(await of('2026-08-31')).toEqual(['1000.00', '0.00', '0.00', '0.00', '0.00']);
  expect(await of('2026-09-15')).toEqual(['-700.00', '1000.00', '0.00', '0.00', '0.00']);
  expect(await of('2026-10-15')).toEqual(['0.00', '-100.00', '400.00', '0.00', '0.00']);
  const statement = await done<StatementWire>(
    'GET',
    `/customer-statements/${customerId}?from=2026-09-01&to=2026-10-15`,
  );
  expect(statement).toMatchObject({ opening: inr('1000.00'), closing: inr('300.00') });
  expect(
    statement.rows.map(({ on, amount, balance }) => [on, amount.amount, balance.amount]),
  ).toEqual([
    ['2026-09-15', '-700.00', '300.00'],
    ['2026-09-20', '600.00', '900.00'],
    ['2026-09-20', '-600.00', '300.00'],
  ]);
  expect(
    statement.open.map(({ number, daysLate, amount }) => [number, daysLate, amount.amount]),
  ).toEqual([
    [made.number, 45, '400.00'],
    [receipt.number, 30, '-100.00'],
  ]);
  const { debit, credit } = await trialBalance('2026-11-20');
  expect(debit).toEqual(credit);
});
