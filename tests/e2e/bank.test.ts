import type { Page } from 'playwright-core';
import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';

jest.setTimeout(180_000);

const suite = browserSuite();

const STATEMENT = [
  'Date,Description,Reference,Paid in,Paid out,Balance',
  '2026-11-02,Money put in,UTR 41,7000.00,,7500.00',
  '2026-11-03,Charges of the bank,,,10.50,7489.50',
  '2026-11-04,Two together,UTR 42,500.00,,7989.50',
].join('\r\n');

async function chooseFile(page: Page, text: string): Promise<void> {
  const buffer = Buffer.from(text);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'See what it comes to' }).click();
}

/** Posts to the API as whoever is signed in on the page. */
async function post(page: Page, path: string, body: unknown): Promise<{ id: string }> {
  const answer = await page.request.post(`${suite.app.url}/api/v1${path}`, { data: body });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

/** A bank account of its own, with what the books have of it. */
async function secondBank(page: Page): Promise<string> {
  const bank = await post(page, '/accounts', { code: '1120', name: 'Second bank', kind: 'asset' });
  const income = await post(page, '/accounts', { code: '4910', name: 'Interest', kind: 'income' });
  const entries = [
    ['2026-11-02', 'Money put in', '7000.00'],
    ['2026-11-03', 'First part', '200.00'],
    ['2026-11-04', 'Second part', '300.00'],
    ['2026-11-06', 'Not at the bank yet', '55.00'],
  ] as const;
  for (const [on, memo, amount] of entries)
    await post(page, '/journal-entries', {
      ...{ on, memo },
      lines: [
        { accountId: bank.id, debit: { amount, currency: 'INR' } },
        { accountId: income.id, credit: { amount, currency: 'INR' } },
      ],
    });
  return bank.id;
}

test('a statement is taken in, matched, and reconciled with the books to zero', async () => {
  const page = await suite.open('finance', '/finance/bank');
  const bank = await secondBank(page);
  await page.goto(`${suite.app.url}/finance/bank?account=${bank}`);
  await page.getByText('No lines of the bank').waitFor();
  await expectNoBarriers(page, 'bank-empty');
  await page.getByRole('link', { name: 'Take in a statement' }).click();
  await page.getByText('No statements yet').waitFor();
  await page.getByRole('textbox', { name: 'Opening balance' }).fill('500');
  await page.getByRole('textbox', { name: 'Closing balance' }).fill('7989.51');
  await chooseFile(page, STATEMENT);
  await page.getByText(/the closing balance is ₹7,989.51: a difference of ₹0.01/).waitFor();
  await expectNoBarriers(page, 'bank-import-refused');
  await page.getByRole('textbox', { name: 'Closing balance' }).fill('7989.50');
  await page.getByRole('button', { name: 'See what it comes to' }).click();
  await page.getByRole('row', { name: /Charges of the bank -₹10.50/ }).waitFor();
  await expectNoBarriers(page, 'bank-import');
  await page.getByRole('button', { name: 'Take in 3 lines' }).click();
  await page.getByRole('row', { name: /₹500.00 ₹7,989.50 0 of 3/ }).waitFor();

  await page.getByRole('link', { name: 'Match them' }).click();
  await page.getByRole('button', { name: 'Match all that are certain' }).click();
  await page.getByText('1 line matched, 2 left to you.').waitFor();
  await expectNoBarriers(page, 'bank');
  await page.getByRole('link', { name: 'Charges of the bank' }).click();
  await page.getByText('Nothing in the books comes to it.').waitFor();
  await page.getByRole('button', { name: 'Post and match it' }).click();
  await page.getByText('Choose an account').waitFor();
  await choose(page, 'For account', '5190 Other expenses');
  await page.getByRole('button', { name: 'Post and match it' }).click();
  await page.getByRole('heading', { name: 'Matched with' }).waitFor();
  await page.getByRole('button', { name: 'Undo the match' }).click();
  await page.getByText('Certain: the amount, the same day').waitFor();
  await page.getByRole('button', { name: 'Match with proposal 1' }).click();
  await page.getByRole('heading', { name: 'Matched with' }).waitFor();
  await expectNoBarriers(page, 'bank-line-matched');

  await page.goto(`${suite.app.url}/finance/bank?account=${bank}&state=open`);
  await page.getByRole('link', { name: 'Two together' }).click();
  for (const text of ['First part', 'Second part'])
    await page
      .getByRole('row', { name: new RegExp(text) })
      .getByRole('checkbox')
      .check();
  await page.getByText('₹500.00 of ₹500.00').waitFor();
  await expectNoBarriers(page, 'bank-line');
  await page.getByRole('button', { name: 'Match what I chose' }).click();
  await page.getByRole('heading', { name: 'Matched with' }).waitFor();

  await page.getByRole('link', { name: 'Bank', exact: true }).click();
  await choose(page, 'Account', '1120 Second bank');
  await page.getByText('By ').first().waitFor();
  await page.getByRole('link', { name: 'Reconciliation' }).click();
  await fillDate(page, 'As of', '6 Nov 2026');
  await page.getByRole('row', { name: 'Balance of the books ₹7,544.50' }).waitFor();
  await page.getByRole('row', { name: 'Less what only the books have ₹55.00' }).waitFor();
  await page.getByRole('row', { name: 'Balance of the bank ₹7,989.50' }).waitFor();
  await page.getByText('The difference is explained').waitFor();
  await expectNoBarriers(page, 'bank-reconciliation');
  await page.getByRole('link', { name: 'Less what only the books have' }).click();
  await page.getByRole('row', { name: /Not at the bank yet ₹55.00/ }).waitFor();
  await expectNoBarriers(page, 'bank-books');
});

test('the pages stand on a phone in the dark, and are for finance', async () => {
  const page = await suite.open('finance', '/finance/bank');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  for (const [path, name] of [
    ['/finance/bank', 'Bank'],
    ['/finance/bank/import', 'Take in a bank statement'],
    ['/finance/bank/books', 'In the books, not at the bank'],
    ['/finance/bank/reconciliation', 'Bank reconciliation'],
  ] as const) {
    await page.goto(`${suite.app.url}${path}`);
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await page.getByRole('navigation', { name: 'Bank' }).waitFor();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect([path, overflow]).toEqual([path, 0]);
    await expectNoBarriers(page, path.replace(/\W+/g, '-'));
  }
  const head = await suite.open('sales.head', '/finance/bank');
  await head.getByText('This page is for finance').waitFor();
});
