import type { Browser, Page } from 'playwright-core';
import { startApp, type RunningApp } from '../support/app';
import { expectNoBarriers } from '../support/barriers';
import { choose, closePages, fillDate, launchBrowser, openAs } from '../support/browser';

jest.setTimeout(180_000);

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  app = await startApp({ demo: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
afterEach(async () => {
  await closePages(browser);
});

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

/** An entry of one amount by hand: into the new bank account. */
async function enter(page: Page, of: { day: string; text: string; amount: string }) {
  await page.goto(`${app.url}/finance/journal`);
  await page.getByRole('textbox', { name: 'Text' }).waitFor();
  await fillDate(page, 'Day', of.day);
  await page.getByRole('textbox', { name: 'Text' }).fill(of.text);
  await choose(page, 'Debit', '1120 Second bank');
  await choose(page, 'Credit', '4900 Other income');
  await page.getByRole('textbox', { name: /^Amount/ }).fill(of.amount);
  await page.getByRole('button', { name: /^Post/ }).click();
  await page.getByText(/^Entry \d+ is posted$/).waitFor();
}

test('a statement is taken in, matched, and reconciled with the books to zero', async () => {
  const page = await openAs({ app, browser }, 'finance', '/finance/accounts');
  await page.getByRole('textbox', { name: 'Code' }).fill('1120');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Second bank');
  await choose(page, 'Kind', 'Asset');
  await page.getByRole('button', { name: 'Add the account' }).click();
  await page.getByText('Second bank').first().waitFor();
  await enter(page, { day: '2 Nov 2026', text: 'Money put in', amount: '7000' });
  await enter(page, { day: '3 Nov 2026', text: 'First part', amount: '200' });
  await enter(page, { day: '4 Nov 2026', text: 'Second part', amount: '300' });
  await enter(page, { day: '6 Nov 2026', text: 'Not at the bank yet', amount: '55' });

  await page.goto(`${app.url}/finance/bank`);
  await choose(page, 'Account', '1120 Second bank');
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

  await page.getByRole('link', { name: 'Bank', exact: true }).click();
  await choose(page, 'Account', '1120 Second bank');
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

  await page.goto(`${app.url}/finance/bank/reconciliation`);
  await choose(page, 'Account', '1120 Second bank');
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
  const page = await openAs({ app, browser }, 'finance', '/finance/bank');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 800 });
  for (const [path, name] of [
    ['/finance/bank', 'Bank'],
    ['/finance/bank/import', 'Take in a bank statement'],
    ['/finance/bank/books', 'In the books, not at the bank'],
    ['/finance/bank/reconciliation', 'Bank reconciliation'],
  ] as const) {
    await page.goto(`${app.url}${path}`);
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await page.getByRole('navigation', { name: 'Bank' }).waitFor();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect([path, overflow]).toEqual([path, 0]);
    await expectNoBarriers(page, path.replace(/\W+/g, '-'));
  }
  const head = await openAs({ app, browser }, 'sales.head', '/finance/bank');
  await head.getByText('This page is for finance').waitFor();
});
