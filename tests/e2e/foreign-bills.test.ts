import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const setRate = (currency: string, on: string, rate: string) =>
  suite.db.query(
    `INSERT INTO exchange_rate (currency, base, on_date, rate, entered_by)
     SELECT $1, 'INR', $2, $3, id FROM employee WHERE email = 'finance@netra.example'`,
    [currency, on, rate],
  );

test('a bill in yen says at its field that a rate is missing, then what it is worth and whose rate that is', async () => {
  const page = await open('consultant', '/requests/new/vendor-bill');
  await page.getByRole('textbox', { name: 'Vendor' }).fill('Hoshi Denki');
  await page.getByRole('textbox', { name: 'Bill number' }).fill('HD-77');
  await fillDate(page, 'Billed on', '3 Nov 2026');
  await fillDate(page, 'Due on', '30 Nov 2026');
  await choose(page, 'Currency', 'JPY');
  await page.getByRole('textbox', { name: /^Amount/ }).fill('100001');
  await page.getByRole('textbox', { name: /^Description/ }).fill('Sensors');
  await page.getByText('There is no rate of JPY for 3 Nov 2026 yet.').waitFor();
  await page
    .getByText('No exchange rate from JPY to INR is set for 2026-11-03', { exact: false })
    .first()
    .waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoBarriers(page, 'vendor-bill-form');
  await setRate('JPY', '2026-11-03', '0.5537');
  await page.reload();
  await page
    .getByText(/^₹55,370\.55 in the books: 0\.5537 for one JPY on 3 Nov 2026, entered by \w+ \w+$/)
    .waitFor();
  await page.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('heading', { name: /¥100,001|JP¥/ }).waitFor();
  await page.getByText('₹55,370.55').first().waitFor();
});

/** A bill in dollars whose payment is released: the signatures are another suite's. */
async function releasedBill(): Promise<string> {
  await setRate('USD', '2026-11-02', '83.1275');
  const { rows } = await suite.db.query<{ id: string }>(
    `WITH bill AS (
       INSERT INTO vendor_bill (employee_id, number, vendor, bill_number, billed_on, due_on, description, currency, amount_minor,
         rate, base_minor, base_tax_minor, status)
       SELECT id, 'BILL-2026-9001', 'Cloud Nine', 'CN-1', '2026-11-02', '2026-11-30', 'Hosting', 'USD', 118000,
         83.1275, 9809045, 0, 'approved' FROM employee WHERE email = 'sales.rep@netra.example' RETURNING id, employee_id
     )
     SELECT id FROM bill`,
  );
  const id = rows[0]?.id ?? '';
  await suite.db.query(
    `INSERT INTO payment_release (employee_id, bill_id, pay_on, method, currency, amount_minor, status)
     SELECT employee_id, id, '2026-11-20', 'bank-transfer', 'USD', 118000, 'approved' FROM vendor_bill WHERE id = $1`,
    [id],
  );
  return id;
}

test('finance records what a payment in dollars took, reads the difference and its entry, and takes it back', async () => {
  const id = await releasedBill();
  const page = await open('finance', '/finance/bills?q=Cloud');
  await page.getByText('Released, to be paid').waitFor();
  await page.getByText('₹98,090.45').first().waitFor();
  await expectNoBarriers(page, 'bills');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${suite.app.url}/finance/bills/${id}`);
  await fillDate(page, 'Paid on', '20 Nov 2026');
  await page.getByText('There is no rate of USD for 20 Nov 2026 yet.').waitFor();
  const record = page.getByRole('button', { name: 'Record $1,180.00 as paid' });
  await record.click();
  await page
    .getByText('No exchange rate from USD to INR is set for 2026-11-20', { exact: false })
    .first()
    .waitFor();
  await page.getByRole('textbox', { name: /^What the bank took/ }).fill('99710');
  await record.click();
  // 99,710.00 - 98,090.45.
  await page.getByText('₹1,619.55 lost').first().waitFor();
  await page.getByText('₹99,710.00 as the bank said').waitFor();
  await expectNoBarriers(page, 'bill');
  await page.getByRole('textbox', { name: /^Why/ }).fill('The bank sent it back');
  await page.getByRole('button', { name: 'Take the payment back' }).click();
  await page.getByRole('link', { name: 'The entry that takes it back' }).click();
  await page.getByRole('heading', { name: 'Journal entry' }).waitFor();
  await page.getByRole('row', { name: /5900/ }).waitFor();
});
