import { addDays } from '../../domain/dates/calendar';
import type { BillWire } from '../../domain/wire/payables';
import { startTestApi, type TestApi } from '../support/api';
import { booksOf, inr } from '../support/finance';
import { payablesOf } from '../support/payables';
import { today } from '../support/records';

jest.setTimeout(120_000);

let api: TestApi;
const { aging, trialBalance } = booksOf(() => api);
const payables = payablesOf(() => api);
const { approved, bill, call, content, entry, openInBooks } = payables;
const { pay, problems, released, setRate, takeBack } = payables;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const lastPayment = (of: BillWire) => of.payments.at(-1);

test('a loss, worked out by hand: dollars with tax, paid at once when they are dearer', async () => {
  await setRate('USD', '2026-05-04', '83.1275');
  await setRate('USD', '2026-06-01', '84.50');
  // Net 1,000.00 × 83.1275 = 83,127.50; tax 180.00 × 83.1275 = 14,962.95; together 98,090.45.
  const made = await approved(
    content({ on: '2026-05-04', amount: '1180.00', currency: 'USD', tax: '180.00' }),
  );
  expect(made).toMatchObject({
    ...{ base: inr('98090.45'), baseTax: inr('14962.95'), rate: '83.1275', state: 'overdue' },
    ...{ open: { amount: '1180.00', currency: 'USD' }, openBase: inr('98090.45') },
  });
  expect(await entry(made.entryId)).toEqual([
    '5200 8312750 0 USD 100000',
    '1400 1496295 0 USD 18000',
    '2100 0 9809045 USD 118000',
  ]);
  const release = await released(made);
  expect(await bill(made.id)).toMatchObject({ toPay: 1, open: { amount: '1180.00' } });
  // 1,180.00 × 84.50 = 99,710.00 leave the bank: 99,710.00 - 98,090.45 = 1,619.55 more than was owed.
  const paid = await pay(release, { on: '2026-06-01' });
  expect(paid).toMatchObject({
    ...{ state: 'paid', toPay: 0, open: { amount: '0.00' }, openBase: inr('0.00') },
    difference: inr('-1619.55'),
  });
  expect(lastPayment(paid)?.made).toMatchObject({ rate: '84.5', base: inr('99710.00') });
  expect(await entry(lastPayment(paid)?.made?.entryId)).toEqual([
    '2100 9809045 0 USD 118000',
    '5900 161955 0 INR 161955',
    '1100 0 9971000 USD 118000',
  ]);
  expect(await openInBooks(made.id)).toEqual(['0', '0']);
});

/** JPY 100,001 of 5 May at 0.5537: 55,370.5537, so 55,370.55. */
async function yenBill() {
  await setRate('JPY', '2026-05-05', '0.5537');
  return approved(content({ on: '2026-05-05', amount: '100001', currency: 'JPY' }));
}

test('a gain, worked out by hand: yen without decimals, paid in three parts that leave nothing over', async () => {
  await setRate('JPY', '2026-05-20', '0.55');
  await setRate('JPY', '2026-06-02', '0.5601');
  const made = await yenBill();
  expect([made.amount, made.base]).toEqual([
    { amount: '100001', currency: 'JPY' },
    inr('55370.55'),
  ]);
  // 33,334 × 0.55 = 18,333.70. Of the bill: 55,370.55 × 33,334 / 100,001 = 18,457.03: 123.33 less than was owed.
  const first = await pay(await released(made, '33334'), { on: '2026-05-20' });
  expect(first).toMatchObject({ difference: inr('123.33'), open: { amount: '66667' } });
  expect(await entry(lastPayment(first)?.made?.entryId)).toEqual([
    '2100 1845703 0 JPY 33334',
    '5900 0 12333 INR 12333',
    '1100 0 1833370 JPY 33334',
  ]);
  // The bank says 18,500.00. Of the bill: 55,370.55 × 66,668 / 100,001 = 36,914.07, less 18,457.03 (by itself the part
  // would be 18,457.03 again, and a hundredth would be left over at the end): 42.96 lost.
  const second = await pay(await released(made, '33334'), {
    ...{ on: '2026-05-25', bankAmount: inr('18500.00') },
  });
  expect(lastPayment(second)?.made).toMatchObject({
    ...{ rate: null, billBase: inr('18457.04'), difference: inr('-42.96') },
  });
  // 33,333 × 0.5601 = 18,669.81. Of the bill all that is left: 55,370.55 - 36,914.07 = 18,456.48: 213.33 lost.
  const third = await pay(await released(made), { on: '2026-06-02' });
  expect(lastPayment(third)?.made).toMatchObject({
    ...{ base: inr('18669.81'), billBase: inr('18456.48'), difference: inr('-213.33') },
  });
  // 123.33 - 42.96 - 213.33.
  expect(third).toMatchObject({ state: 'paid', difference: inr('-132.96') });
  expect(await openInBooks(made.id)).toEqual(['0', '0']);
  const between = await aging('payable', '2026-05-24');
  // The dollars' 98,090.45 and what the first part left of the yen: 55,370.55 - 18,457.03 = 36,913.52.
  expect([between.total, between.control]).toEqual([inr('135003.97'), inr('135003.97')]);
});

test('a payment that is taken back takes its difference along; what it paid is paid anew, and the bill closes', async () => {
  await setRate('JPY', '2026-05-20', '0.55');
  const made = await yenBill();
  const part = await released(made, '40000');
  const rest = await released(made);
  await pay(part, { on: '2026-05-20' });
  const whole = await pay(rest, { on: '2026-05-21', bankAmount: inr('33100.00') });
  expect(whole.state).toBe('paid');
  expect(
    problems(
      await call('finance', 'POST', `/payment-releases/${part}/reversals`, {
        ...{ on: '2026-05-19', reason: 'x' },
      }),
    ),
  ).toEqual(['on: The earliest day for this is 2026-05-20']);
  const back = await takeBack(part, '2026-05-27');
  expect(back).toMatchObject({ open: { amount: '40000' }, state: 'overdue' });
  const mirrored = back.payments[0]?.reversed;
  expect(mirrored).toMatchObject({ on: '2026-05-27', reason: 'The bank sent it back' });
  // 55,370.55 × 40,000 / 100,001 = 22,148.00; 40,000 × 0.55 = 22,000.00.
  expect(await entry(mirrored?.entryId)).toEqual([
    '2100 0 2214800 JPY 40000',
    '5900 14800 0 INR 14800',
    '1100 2200000 0 JPY 40000',
  ]);
  expect(await openInBooks(made.id)).toEqual(['2214800', '40000']);
  const again = await call('finance', 'POST', `/payment-releases/${part}/reversals`, {
    ...{ on: '2026-05-27', reason: 'x' },
  });
  expect([again.status, problems(again)]).toEqual([
    409,
    [`This payment of ${made.number} was taken back already`],
  ]);
  const anew = await pay(await released(made), { on: '2026-05-28', bankAmount: inr('22200.00') });
  expect(anew.state).toBe('paid');
  expect(await openInBooks(made.id)).toEqual(['0', '0']);
  const { debit, credit } = await trialBalance(today());
  expect(debit).toEqual(credit);
});

test('a payment that will not be made frees its part; one in the company’s currency is taken back as well', async () => {
  const made = await yenBill();
  const never = await released(made);
  expect((await takeBack(never, '2026-05-30')).toPay).toBe(0);
  expect(
    problems(
      await call('finance', 'POST', `/payment-releases/${never}/payments`, { on: '2026-05-30' }),
    ),
  ).toEqual([`This payment of ${made.number} was taken back already`]);
  await released(made);
  const home = await approved(content({ on: today(), amount: '500.00', currency: 'INR' }));
  const release = await released(home, '200.00');
  expect(await bill(home.id)).toMatchObject({ state: 'part-paid', open: inr('300.00') });
  const recorded = await call('finance', 'POST', `/payment-releases/${release}/payments`, {
    on: today(),
  });
  expect(problems(recorded)).toEqual([
    `${home.number} is in INR: its payment is in the books since its release`,
  ]);
  expect(await takeBack(release, today())).toMatchObject({ open: inr('500.00'), state: 'open' });
  expect(await openInBooks(home.id)).toEqual(['50000', '50000']);
});

test('a rate that is missing is said at its field; one that is entered later changes nothing that was handed in', async () => {
  const dinars = content({ on: '2026-05-06', amount: '12.345', currency: 'KWD' });
  const missing = (on: string) =>
    `No exchange rate from KWD to INR is set for ${on}: enter it under Expenses, Rates`;
  expect(problems(await call('sales.rep', 'POST', '/vendor-bills', dinars))).toEqual([
    `amount.currency: ${missing('2026-05-06')}`,
  ]);
  expect(
    problems(
      await call('sales.rep', 'POST', '/vendor-bills', {
        ...content({ on: '2026-05-05', amount: '10.5', currency: 'JPY' }),
      }),
    ),
  ).toEqual(['amount.amount: JPY has no decimals']);
  // 12.345 × 270.1 = 3,334.3845.
  await setRate('KWD', '2026-05-06', '270.1');
  const made = await approved(dinars);
  expect(made.base).toEqual(inr('3334.38'));
  await setRate('KWD', '2026-05-06', '300');
  expect((await bill(made.id)).base).toEqual(inr('3334.38'));
  const release = await released(made);
  const path = `/payment-releases/${release}/payments`;
  expect(problems(await call('finance', 'POST', path, { on: '2026-05-07' }))).toEqual([
    `on: ${missing('2026-05-07')}`,
  ]);
  const wrong = { on: '2026-05-07', bankAmount: { amount: '1.000', currency: 'KWD' } };
  expect(problems(await call('finance', 'POST', path, wrong))).toEqual([
    'bankAmount.currency: Say what the bank took in INR',
  ]);
  expect(problems(await call('finance', 'POST', path, { on: '2026-05-05' }))).toEqual([
    'on: The bill is of 2026-05-06 only',
  ]);
  expect(problems(await call('finance', 'POST', path, { on: addDays(today(), 2) }))).toEqual([
    'on: This date is in the future',
  ]);
  const both = await Promise.all(
    [1, 2].map(() =>
      call('finance', 'POST', path, { on: '2026-05-07', bankAmount: inr('3300.00') }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('a bill that is worth more than an amount can be is refused at its amount', async () => {
  await setRate('NPR', '2026-05-08', '9999999999');
  const huge = content({ on: '2026-05-08', amount: '9999999999999.99', currency: 'NPR' });
  expect(problems(await call('sales.rep', 'POST', '/vendor-bills', huge))).toEqual([
    'amount.amount: This comes to more than an amount can be',
  ]);
});

test('the database itself refuses a bill without its rate, a change of what was approved, and parts that do not close it', async () => {
  const made = await yenBill();
  const by = api.company.people.finance;
  await expect(
    api.db.query(
      `INSERT INTO vendor_bill (employee_id, vendor, bill_number, billed_on, due_on, description, currency, amount_minor)
       VALUES ($1, 'x', 'x', '2026-05-05', '2026-05-05', 'x', 'USD', 100)`,
      [by],
    ),
  ).rejects.toThrow('vendor_bill_rate');
  await expect(
    api.db.query('UPDATE vendor_bill SET rate = rate * 2 WHERE id = $1', [made.id]),
  ).rejects.toThrow('stays as it is');
  const release = await released(made);
  const payment = (billBase: number) =>
    api.db.query(
      `INSERT INTO vendor_payment (release_id, paid_on, base_minor, bill_base_minor, recorded_by)
       VALUES ($1, '2026-05-20', 1, $2, $3)`,
      [release, billBase, by],
    );
  for (const off of [5537054, 5537056])
    await expect(payment(off)).rejects.toThrow('come to the bill');
  const before = await bill(made.id);
  expect(before.payments[0]?.made).toBeNull();
});
