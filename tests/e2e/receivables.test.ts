import type { Page } from 'playwright-core';
import { formatDate } from '../../domain/dates/format';
import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { today } from '../support/records';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;
beforeAll(async () => {
  await suite.db.query(
    `INSERT INTO customer (name, city, tax_number, owner_id, department_id)
     SELECT 'Orchid Textiles', 'Pune', '27AAACO1234A1Z5', e.id, e.department_id FROM employee e
     WHERE e.email = 'sales.rep@netra.example'`,
  );
});

async function draftInvoice(page: Page, price: string): Promise<void> {
  await choose(page, 'Customer', 'Orchid Textiles');
  await fillDate(page, 'Date', '2 Nov 2026');
  await fillDate(page, 'Due on', '30 Nov 2026');
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Two days of consulting');
  await page.getByRole('textbox', { name: 'Quantity' }).fill('2');
  await page.getByRole('textbox', { name: 'Price of one' }).fill(price);
  await choose(page.getByRole('group', { name: 'Line 1' }), 'Tax', 'GST-18');
  await page.getByRole('button', { name: 'Save the draft' }).click();
}

test('finance drafts an invoice, issues it, takes money for it, and opens the statement', async () => {
  const page = await open('finance', '/finance/invoices/new');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByText('Choose a customer').waitFor();
  await expectNoBarriers(page, 'new-invoice');
  await draftInvoice(page, '5000');
  await page.getByRole('heading', { name: 'Invoice, a draft' }).waitFor();
  await page.getByRole('row', { name: /^Total ₹11,800.00/ }).waitFor();
  await page.getByRole('button', { name: 'Issue it' }).click();
  const title = page.getByRole('heading', { name: /^Invoice INV-2026-\d{4}$/ });
  await title.waitFor();
  const number = (await title.innerText()).replace('Invoice ', '');
  await expectNoBarriers(page, 'invoice');
  await page.goto(`${suite.app.url}/finance/receipts`);
  await choose(page, 'Customer', 'Orchid Textiles');
  await fillDate(page, 'Received on', '20 Nov 2026');
  await page.getByRole('textbox', { name: /^Amount/ }).fill('10000');
  await page.getByRole('textbox', { name: `Settles of ${number}` }).fill('12000');
  await page.getByRole('button', { name: 'Record the receipt' }).click();
  await page.getByText(`Only ₹11,800.00 of ${number} is open`).waitFor();
  await page.getByRole('textbox', { name: `Settles of ${number}` }).fill('9000');
  await page.getByRole('button', { name: 'Record the receipt' }).click();
  const row = page.getByRole('row', {
    name: /RCPT-2026-\d{4} Orchid Textiles .*₹10,000.00 ₹1,000.00/,
  });
  await row.waitFor();
  await expectNoBarriers(page, 'receipts');
  await page.goto(`${suite.app.url}/finance/invoices?q=Orchid`);
  await page.getByRole('row', { name: new RegExp(`${number} .*₹11,800.00 ₹2,800.00`) }).waitFor();
  await page.getByRole('link', { name: 'Orchid Textiles' }).click();
  await page.getByRole('heading', { name: 'Statement of Orchid Textiles' }).waitFor();
  await page.getByRole('row', { name: /^Sum ₹1,800.00/ }).waitFor();
  await expectNoBarriers(page, 'statement');
  await page
    .getByRole('region', { name: 'Open documents' })
    .getByRole('link', { name: number })
    .click();
  await page
    .getByRole('button', { name: new RegExp(`Take back what RCPT-.* settles of ${number}`) })
    .click();
  await page.getByText('Taken back').waitFor();
});

test('a credit note gives the rest back, and the pages stand on a phone in the dark', async () => {
  const page = await open('finance', '/finance/invoices/new');
  await draftInvoice(page, '100');
  await page.getByRole('button', { name: 'Issue it' }).click();
  await page.getByRole('heading', { name: /^Invoice INV-2026-\d{4}$/ }).waitFor();
  await page.getByRole('textbox', { name: 'Why' }).fill('Ordered by mistake');
  await page.getByRole('button', { name: 'Draft a credit note' }).click();
  await page.getByRole('heading', { name: 'Credit note, a draft' }).waitFor();
  await page.getByRole('button', { name: 'Issue it' }).click();
  await page.getByRole('heading', { name: /^Credit note CN-2026-\d{4}$/ }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoBarriers(page, 'credit-note');
  for (const [path, name] of [
    ['/finance/invoices', 'Invoices'],
    ['/finance/receipts', 'Receipts'],
    ['/finance/taxes', 'Taxes'],
    ['/finance/budgets', 'Budgets'],
    ['/finance/invoices/new', 'New invoice'],
  ] as const) {
    await page.goto(`${suite.app.url}${path}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect([path, overflow]).toEqual([path, 0]);
    await expectNoBarriers(page, path.replace(/\W+/g, '-'));
  }
  const head = await open('sales.head', '/finance/invoices');
  await head.getByText('This page is for finance').waitFor();
});

test('finance sets a budget, an order takes of it, and the head reads what is promised', async () => {
  const page = await open('finance', '/finance/budgets?month=2031-05');
  await page.getByText('No budgets in 2031-05').waitFor();
  await page.getByRole('button', { name: 'Set the budget' }).click();
  await page.getByText('Choose a department').waitFor();
  await choose(page, 'Department', 'Sales');
  await choose(page, 'Account', '5200 Purchases');
  await page.getByRole('textbox', { name: /^Amount of a month/ }).fill('25000');
  await choose(page, 'What goes beyond it', 'Finance signs as well');
  await page.getByRole('button', { name: 'Set the budget' }).click();
  await page
    .getByRole('row', { name: /Sales 5200 Purchases ₹25,000.00 ₹0.00 ₹0.00 ₹25,000.00/ })
    .waitFor();
  await expectNoBarriers(page, 'budgets');
  const head = await open('sales.head', '/finance/budgets?month=2031-05');
  const row = head.getByRole('row', { name: /Sales 5200 Purchases/ });
  await row.waitFor();
  await row.getByRole('link').last().click();
  await head.getByText('Nothing is promised').waitFor();
  await expectNoBarriers(head, 'commitments');
  await page.getByRole('button', { name: 'Take away the budget of Sales for Purchases' }).click();
  await page.getByText('No budgets in 2031-05').waitFor();
});

test('a claim over a budget that stops keeps its form, says why, and is found by the head in what is promised', async () => {
  const month = today().slice(0, 7);
  const page = await open('finance', `/finance/budgets?month=${month}`);
  await page.getByRole('button', { name: 'Set the budget' }).waitFor();
  await choose(page, 'Department', 'Sales');
  await choose(page, 'Account', '5140 Training');
  await page.getByRole('textbox', { name: /^Amount of a month/ }).fill('1000');
  await choose(page, 'What goes beyond it', 'Finance signs as well');
  await page.getByRole('button', { name: 'Set the budget' }).click();
  await page.getByRole('row', { name: /^Sales 5140 Training ₹1,000.00/ }).waitFor();

  const rep = await open('sales.rep', '/requests/new/expense-claim');
  await rep.getByLabel('Title').fill('A course on tenders');
  await fillDate(rep, 'Date', formatDate(today()));
  await choose(rep, 'Category', 'Training');
  await rep.getByLabel('Amount').fill('1200');
  await rep.getByLabel('What it was for').fill('One day');
  const over =
    /₹200.00 over the budget of Sales for Training in .* \(₹1,000.00 left, ₹1,200.00 asked\)/;
  await rep.getByText(over).waitFor();
  const why = rep.getByRole('textbox', { name: 'Why it may go over the budget' });
  expect(await why.count()).toBe(0);
  await rep.getByRole('button', { name: 'Send for approval' }).click();
  await why.waitFor();
  expect(await rep.getByLabel('What it was for').inputValue()).toBe('One day');
  await expectNoBarriers(rep, 'claim-over-budget');
  await why.fill('The tender is due in December');
  await rep.getByText('Over budget', { exact: true }).waitFor();
  const approvalId = await sendForApproval(rep);
  await rep.locator('dd', { hasText: 'The tender is due in December' }).first().waitFor();

  const head = await open('sales.head', `/finance/budgets?month=${month}`);
  await head.setViewportSize({ width: 390, height: 844 });
  const row = head.getByRole('row', { name: /^Sales 5140 Training/ });
  await row.getByRole('link', { name: '₹1,200.00' }).click();
  await head.getByRole('link', { name: 'A course on tenders' }).waitFor();
  await head.getByText('-₹200.00').waitFor();
  await expectNoBarriers(head, 'claims-promised');
  await head.getByRole('link', { name: 'A course on tenders' }).click();
  await head.waitForURL(`**/approvals/${approvalId}`);
  await head.goto(`${suite.app.url}/finance/budgets?month=${month}`);
  await head.getByRole('link', { name: month, exact: true }).waitFor();
  await expectNoBarriers(head, 'budget-months');
});

test('finance looks at the mail of an invoice, sends it once, and sees that it is sent', async () => {
  const page = await open('finance', '/finance/invoices?q=INV-2026-0001');
  await page.getByRole('link', { name: 'INV-2026-0001' }).click();
  const mailing = page.getByRole('region', { name: 'Mail to the customer' });
  await mailing.getByText('It was not mailed yet').waitFor();
  await mailing.getByRole('textbox', { name: 'What you say with it' }).fill('As agreed.');
  await mailing.getByRole('button', { name: 'Look at the mail' }).click();
  const preview = mailing.getByRole('region', { name: 'Preview' });
  await preview.getByText('With INV-2026-0001.pdf').waitFor();
  await preview.getByText('As agreed.').waitFor();
  await expectNoBarriers(page, 'invoice-mail');
  await mailing.getByRole('button', { name: 'Mail it', exact: true }).dblclick();
  await mailing.getByRole('button', { name: 'Mail it again' }).waitFor();
  const mails = await suite.app.inbox.mails({ subject: 'Invoice INV-2026-0001' }, 20_000);
  expect(mails).toHaveLength(1);
  await page.reload();
  await mailing
    .getByRole('listitem')
    .getByText(/^Sent: /)
    .waitFor();
  expect(await mailing.getByRole('listitem').count()).toBe(1);
});
