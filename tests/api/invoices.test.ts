import { addDays } from '../../domain/dates/calendar';
import type { InvoiceWire } from '../../domain/wire/receivables';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { pdfText } from '../support/pdf-text';
import { receivablesOf } from '../support/receivables';

let api: TestApi;
const with$ = receivablesOf(() => api);
const { call, content, customer, done, draft, invoice, issue, issued, posted } = with$;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const problems = (answer: TestAnswer) =>
  (answer.body as { errors?: { path: string; message: string }[] }).errors?.map(
    ({ path, message }) => `${path}: ${message}`,
  ) ?? [(answer.body as { detail: string }).detail];
const inr = with$.inr;

test('an invoice worked out by hand: lines, taxes, total, and what is posted', async () => {
  const of = { customerId: await customer(), on: '2026-06-10', due: '2026-07-10' };
  // 1.5 × 1,250.55 = 1,875.83; 10 × 99.99 = 999.90; tax of 18 %: twice 168.82 + twice 89.99 = 517.62.
  const made = await issued({
    ...of,
    lines: [
      { amount: '1250.55', quantity: '1.5', tax: 'GST-18' },
      { amount: '99.99', quantity: '10', tax: 'GST-18' },
    ],
  });
  expect(made).toMatchObject({ net: inr('2875.73'), tax: inr('517.62'), total: inr('3393.35') });
  expect(made.taxes.map(({ name, tax }) => [name, tax.amount])).toEqual([
    ['CGST', '258.81'],
    ['SGST', '258.81'],
  ]);
  expect(made).toMatchObject({
    state: 'overdue',
    open: inr('3393.35'),
  });
  expect(made.number).toMatch(/^INV-2026-\d{4}$/);
  expect(await posted(made.id)).toEqual([
    { code: '1200', debit: '339335', credit: '0' },
    { code: '4200', debit: '0', credit: '287573' },
    { code: '2300', debit: '0', credit: '51762' },
  ]);
});

test('numbers have no gaps, however many are issued together and whatever is refused between', async () => {
  const of = { customerId: await customer(), on: '2025-05-10', lines: [{ amount: '10.00' }] };
  const drafts = await Promise.all(Array.from({ length: 6 }, () => draft(of)));
  const [broken, ...others] = drafts;
  const answers = await Promise.all([
    call('POST', `/customer-invoices/${broken!.id}/issue`, { revision: 99 }),
    ...others.flatMap((one) =>
      [1, 2].map(() => call('POST', `/customer-invoices/${one.id}/issue`, { revision: 1 })),
    ),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([
    ...[200, 200, 200, 200, 200, 409, 409, 409, 409, 409, 409],
  ]);
  const rows = await api.db.query<{ number: string }>(
    `SELECT number FROM customer_invoice WHERE number LIKE 'INV-2025-%' ORDER BY number`,
  );
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5].map((n) => `INV-2025-000${n}`));
});

test('what was issued stays as it is, in the database too; a draft is changed and deleted', async () => {
  const of = { customerId: await customer(), on: '2026-06-11', lines: [{ amount: '10.00' }] };
  const first = await draft(of);
  const change = { revision: 1, content: await content({ ...of, lines: [{ amount: '12.00' }] }) };
  const path = `/customer-invoices/${first.id}`;
  expect(await done<InvoiceWire>('PUT', path, change)).toMatchObject({
    total: inr('12.00'),
    revision: 2,
  });
  expect(problems(await call('PUT', path, change))).toEqual([
    'Somebody changed this draft meanwhile: read it again',
  ]);
  const made = await issue({ ...first, revision: 2 });
  expect(problems(await call('PUT', path, { ...change, revision: 2 }))).toEqual([
    `${made.number} was issued and stays as it is`,
  ]);
  expect((await call('DELETE', path)).status).toBe(409);
  for (const sql of [
    `UPDATE customer_invoice SET notes = 'y' WHERE id = $1`,
    'DELETE FROM customer_invoice WHERE id = $1',
    'UPDATE customer_invoice_line SET net_minor = 1 WHERE invoice_id = $1',
    'DELETE FROM customer_invoice_line WHERE invoice_id = $1',
    `INSERT INTO customer_invoice_tax (invoice_id, ordinal, name, bps, taxable_minor, tax_minor) VALUES ($1, 9, 'x', 1, 1, 1)`,
  ])
    await expect(api.db.query(sql, [made.id])).rejects.toThrow('stays as it is');
  const other = await draft(of);
  expect((await call('DELETE', `/customer-invoices/${other.id}`)).status).toBe(204);
  expect((await call('GET', `/customer-invoices/${other.id}`)).status).toBe(404);
});

test('a tax has the rate of the invoice’s day, and what was issued keeps it', async () => {
  const customerId = await customer();
  const code = 'CESS-TEST';
  const made = await done<{ id: string }>('POST', '/taxes', {
    ...{ code, name: 'A cess', validFrom: '2026-04-01', parts: [{ name: 'Cess', bps: 100 }] },
  });
  await done('PUT', `/taxes/${made.id}/rates`, {
    ...{ validFrom: '2026-07-01', parts: [{ name: 'Cess', bps: 250 }] },
  });
  const lines = [{ amount: '1000.00', tax: code }];
  const [before, after] = await Promise.all(
    ['2026-06-30', '2026-07-01'].map((on) => issued({ customerId, on, lines })),
  );
  expect([before, after].map((one) => one?.tax.amount)).toEqual(['10.00', '25.00']);
  expect(
    problems(
      await call(
        'POST',
        '/customer-invoices',
        await content({ customerId, on: '2026-03-31', lines }),
      ),
    ),
  ).toEqual(['lines.0.taxId: This tax has no rate on 2026-03-31: set it under Finance, Taxes']);
  await done('PUT', `/taxes/${made.id}/rates`, {
    ...{ validFrom: '2026-04-01', parts: [{ name: 'Cess', bps: 9000 }] },
  });
  expect((await invoice(before!.id)).tax.amount).toBe('10.00');
  // A credit note takes the same tax back, whatever is in force when it is written.
  const note = await done<InvoiceWire>('POST', `/customer-invoices/${after!.id}/credit-notes`, {
    reason: 'x',
  });
  expect(note.tax.amount).toBe('25.00');
});

test('bad input names its field, and nothing of it is kept', async () => {
  const customerId = await customer();
  const good = await content({ customerId, on: '2026-06-12', lines: [{ amount: '10.00' }] });
  const refuse = async (change: object) =>
    problems(await call('POST', '/customer-invoices', { ...good, ...change }));
  expect(await refuse({ dueOn: '2026-06-11' })).toEqual(['dueOn: It is due before its date']);
  expect(await refuse({ lines: [{ ...good.lines[0], quantity: '0' }] })).toEqual([
    'lines.0.quantity: Use a quantity such as "1.5"',
  ]);
  expect(
    await refuse({ lines: [{ ...good.lines[0], unitPrice: { amount: '1.00', currency: 'USD' } }] }),
  ).toEqual(['lines.0.unitPrice.currency: This invoice is in INR']);
  expect(await refuse({ customerId: good.lines[0] && crypto.randomUUID() })).toEqual([
    'customerId: There is no such customer',
  ]);
  const ahead = await draft({
    customerId,
    on: addDays(new Date().toISOString().slice(0, 10), 3),
    lines: [{ amount: '1.00' }],
  });
  expect(
    problems(await call('POST', `/customer-invoices/${ahead.id}/issue`, { revision: 1 })),
  ).toEqual(['invoicedOn: This date is in the future']);
  const dollars = await draft({
    customerId,
    on: '2026-06-12',
    lines: [{ amount: '10.00', currency: 'USD' }],
  });
  expect(
    problems(await call('POST', `/customer-invoices/${dollars.id}/issue`, { revision: 1 })),
  ).toEqual([
    'currency: No exchange rate from USD to INR is set for 2026-06-12: enter it under Expenses, Rates',
  ]);
});

test('what comes to more than an amount can be is refused at its line, at all lines, and when it is issued', async () => {
  const customerId = await customer();
  const most = '9999999999999.99';
  const draftOf = async (...lines: { amount: string; quantity: string; currency?: string }[]) =>
    call('POST', '/customer-invoices', await content({ customerId, on: '2026-06-12', lines }));
  const tooMuch = 'This comes to more than an amount can be';
  for (const quantity of ['999999999', '9000'])
    expect(
      problems(await draftOf({ amount: '1.00', quantity }, { amount: most, quantity })),
    ).toEqual([`lines.1.unitPrice.amount: ${tooMuch}`]);
  const large = { amount: most, quantity: '99' };
  expect(problems(await draftOf(large, large))).toEqual([`lines: ${tooMuch}`]);
  const one = await draftOf(large);
  expect(one.status).toBe(201);
  const made = one.body as InvoiceWire;
  const pdf = await call('GET', `/customer-invoices/${made.id}/pdf`);
  expect(pdf.status).toBe(200);
  expect(await issue(made)).toMatchObject({ total: inr('989999999999999.01') });

  await done('PUT', '/exchange-rates', { currency: 'NPR', on: '2026-06-12', rate: '9999999999' });
  const rupees = await draft({
    ...{ customerId, on: '2026-06-12' },
    lines: [{ amount: most, currency: 'NPR' }],
  });
  const issuing = await call('POST', `/customer-invoices/${rupees.id}/issue`, { revision: 1 });
  expect(problems(issuing)).toEqual([`lines: ${tooMuch}`]);
});

test('an invoice is printed with its number, its taxes and how they are rounded', async () => {
  const made = await issued({
    ...{ customerId: await customer(), on: '2026-06-10' },
    lines: [{ amount: '1000.00', tax: 'GST-18' }],
  });
  const answer = await fetch(`${api.url}/api/v1/customer-invoices/${made.id}/pdf`, {
    headers: { authorization: `Bearer ${(await api.as('finance')).token}` },
  });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const text = pdfText(Buffer.from(await answer.arrayBuffer()));
  for (const words of [
    made.number!,
    'To whom',
    'CGST 9 %',
    '90.00 of',
    '1,180.00',
    'rounded on each line',
  ])
    expect(text).toContain(words);
});
