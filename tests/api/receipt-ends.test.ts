import type { InvoiceWire, ReceiptWire, StatementWire } from '../../domain/wire/receivables';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { receivablesOf } from '../support/receivables';

let api: TestApi;
const { call, customer, done, inr, issue, issued, receiptBody, receive } = receivablesOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const problems = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors.map(
    ({ path, message }) => `${path}: ${message}`,
  );
const setRate = async (currency: string, on: string, rate: string) =>
  done('PUT', '/exchange-rates', { currency, on, rate });

test('what settles an invoice, or is taken back of it, is posted no earlier than the invoice', async () => {
  const customerId = await customer();
  const period = (status: string, reason?: string) =>
    done('PUT', '/accounting-periods/2025-02', { status, reason });
  await period('closed');
  // Its month is closed: it is posted on the first of the next one.
  const made = await issued({ customerId, on: '2025-02-20', lines: [{ amount: '1.00' }] });
  await period('open', 'A receipt came late');
  const receipt = await receive({
    ...{ customerId, on: '2025-02-27', amount: '1.00', settles: [[made, '1.00']] },
  });
  const openOn = async (day: string) =>
    (
      await done<StatementWire>('GET', `/customer-statements/${customerId}?from=${day}&to=${day}`)
    ).open.map(({ document, amount }) => [document.kind, amount.amount]);
  expect(await openOn('2025-02-28')).toEqual([['customer-receipt', '-1.00']]);
  expect(await openOn('2025-03-01')).toEqual([]);
  await done('POST', `/customer-allocations/${receipt.allocations[0]!.id}/reversals`, {
    on: '2025-02-28',
  });
  expect(await openOn('2025-02-28')).toEqual([['customer-receipt', '-1.00']]);
  expect(await openOn('2025-03-01')).toEqual([
    ['customer-invoice', '1.00'],
    ['customer-receipt', '-1.00'],
  ]);
  const backwards = await call(
    ...(['GET', `/customer-statements/${customerId}?from=2025-03-02&to=2025-03-01`] as const),
  );
  expect(problems(backwards)).toEqual(['to: It ends before it begins']);
});

test('a receipt that is worth more than an amount can be, or was given at no rate, is refused at its field', async () => {
  const customerId = await customer();
  const most = '9999999999999.99';
  const receipt = (amount: string, currency: string) =>
    receiptBody({ customerId, on: '2026-05-08', amount, currency });
  const cent = { ...receipt('0.01', 'USD'), bankAmount: inr(most) };
  expect(problems(await call('POST', '/customer-receipts', cent))).toEqual([
    'bankAmount.amount: This is no rate of exchange',
  ]);
  expect(
    problems(
      await call('POST', '/customer-receipts', {
        ...receipt('1.00', 'INR'),
        receivedOn: '1900-01-01',
      }),
    ),
  ).toEqual(['receivedOn: Use a date from 1910 to 2189']);
  await setRate('NPR', '2026-05-08', '9999999999');
  expect(problems(await call('POST', '/customer-receipts', receipt(most, 'NPR')))).toEqual([
    'amount.amount: This comes to more than an amount can be',
  ]);
});

test('nothing is settled or taken back on a day to come: the books of today and the invoice say the same', async () => {
  const customerId = await customer();
  const ahead = { on: '2188-01-01' };
  const refused = ['on: This date is in the future'];
  const made = await issued({ customerId, on: '2026-05-04', lines: [{ amount: '10.00' }] });
  const receipt = await receive({ customerId, on: '2026-05-05', amount: '10.00' });
  const path = `/customer-receipts/${receipt.id}`;
  const part = { allocations: [{ invoiceId: made.id, amount: inr('4.00') }] };
  expect(problems(await call('POST', `${path}/allocations`, { ...ahead, ...part }))).toEqual(
    refused,
  );
  const settled = await done<ReceiptWire>('POST', `${path}/allocations`, part);
  const settlement = `/customer-allocations/${settled.allocations[0]!.id}/reversals`;
  expect(problems(await call('POST', settlement, ahead))).toEqual(refused);
  expect(problems(await call('POST', `${path}/reversals`, { ...ahead, reason: 'x' }))).toEqual(
    refused,
  );
  const notes = `/customer-invoices/${made.id}/credit-notes`;
  const note = await issue(await done<InvoiceWire>('POST', notes, { reason: 'Rework' }));
  expect(
    problems(
      await call('POST', `/customer-invoices/${note.id}/allocations`, { ...ahead, ...part }),
    ),
  ).toEqual(refused);
});
