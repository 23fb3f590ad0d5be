import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

test('the demo company’s books balance, and a figure leads to its lines and their entry', async () => {
  const page = await open('finance', '/finance');
  await page.getByRole('row', { name: /^Cash/ }).waitFor();
  await page.getByRole('region', { name: 'We owe vendors' }).waitFor();
  await expectNoBarriers(page, 'finance');
  await page.getByRole('link', { name: 'Trial balance' }).click();
  const sum = page.getByRole('row', { name: /^Sum/ });
  await sum.waitFor();
  const sums = await sum.getByRole('cell').allTextContents();
  expect(sums).toHaveLength(2);
  expect(sums[0]).toBe(sums[1]);
  expect(sums[0]).toMatch(/^₹\d/);
  await expectNoBarriers(page, 'trial-balance');
  await page.getByRole('link', { name: '5100 Travel' }).click();
  await page.getByRole('heading', { name: 'Ledger' }).waitFor();
  const first = page.getByRole('row').nth(1);
  expect(await first.textContent()).toContain('5100 Travel');
  await expectNoBarriers(page, 'ledger');
  await first.getByRole('link').click();
  await page.getByRole('heading', { name: 'Journal entry' }).waitFor();
  await page.getByText('from what was approved').waitFor();
  await expectNoBarriers(page, 'journal-entry');
});

test('a report leaves as a file of the days it shows, and cash is shown as of a day', async () => {
  const page = await open('finance', '/finance');
  const cash = page.getByRole('region', { name: 'Cash' });
  await cash.getByRole('row', { name: /^Cash/ }).waitFor();
  await fillDate(page, 'As of', '31 Mar 2026');
  await cash.getByRole('columnheader', { name: '31 Mar 2026' }).waitFor();
  const takes = async (within: Pick<typeof page, 'getByRole'>) => {
    await within.getByRole('button', { name: 'Export' }).click();
    const item = page.getByRole('menuitem', { name: 'CSV file' });
    const file = await item.getAttribute('href');
    await page.keyboard.press('Escape');
    await item.waitFor({ state: 'detached' });
    return file;
  };
  expect(await takes(cash)).toBe('/api/v1/exports/cash?asOf=2026-03-31&format=csv');
  const at = async (report: string) => {
    await page.goto(`${suite.app.url}/finance/reports/${report}`);
    return takes(page);
  };
  expect(await at('profit-and-loss?from=2026-04-01&to=2026-06-30')).toBe(
    '/api/v1/exports/profit-and-loss?from=2026-04-01&to=2026-06-30&format=csv',
  );
  expect(await at('balance-sheet?asOf=2026-06-30')).toBe(
    '/api/v1/exports/balance-sheet?asOf=2026-06-30&format=csv',
  );
  expect(await at('aging?of=receivable&asOf=2026-06-30')).toBe(
    '/api/v1/exports/aging?of=receivable&asOf=2026-06-30&format=csv',
  );
});

test('finance posts by hand, takes it back, and a closed month refuses', async () => {
  const page = await open('finance', '/finance/journal');
  await page.getByRole('button', { name: 'Post the entry' }).click();
  await page.getByText('Say what it is').waitFor();
  const post = async (day: string) => {
    await fillDate(page, 'Day', day);
    await page.getByRole('textbox', { name: 'Text' }).fill('Rent of the store room');
    await choose(page, 'Debit', '5400 Rent');
    await choose(page, 'Credit', '1100 Bank');
    await page.getByRole('textbox', { name: /^Amount/ }).fill('1250');
    await page.getByRole('button', { name: 'Post the entry' }).click();
  };
  await post('20 Nov 2026');
  await page.getByRole('row', { name: /Rent of the store room Manual ₹1,250.00/ }).waitFor();
  await expectNoBarriers(page, 'journal');
  await page.goto(`${suite.app.url}/finance/periods`);
  await page.getByRole('button', { name: 'Close March 2025' }).click();
  await page.getByRole('button', { name: 'Lock March 2025 for good' }).waitFor();
  await expectNoBarriers(page, 'periods');
  await page.goto(`${suite.app.url}/finance/journal?q=store room`);
  await page.getByRole('row', { name: /Rent of the store room/ }).waitFor();
  await post('5 Mar 2025');
  await page.getByText('The period 2025-03 is closed').waitFor();
  await page
    .getByRole('row', { name: /Rent of the store room/ })
    .getByRole('link')
    .click();
  await page.getByLabel('Why').fill('Paid by the landlord');
  await page.getByRole('button', { name: 'Take the entry back' }).click();
  await page.getByRole('link', { name: 'The entry that takes this one back' }).click();
  await page
    .getByText(/^Reversal of \d+: Paid by the landlord$/)
    .first()
    .waitFor();
});

test('the other pages stand on a phone, and heads see their part', async () => {
  const page = await open('finance', '/finance/accounts');
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole('link', { name: '2100 Trade payables' }).waitFor();
  await expectNoBarriers(page, 'accounts');
  for (const [path, label] of [
    ['/finance/reports/balance-sheet', 'Equity'],
    ['/finance/reports/profit-and-loss', 'Profit'],
    ['/finance/reports/aging?of=reimbursements', 'Open'],
  ] as const) {
    await page.goto(`${suite.app.url}${path}`);
    await page
      .getByRole('row', { name: new RegExp(`^${label} ₹|^${label} -₹`) })
      .last()
      .waitFor();
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect([path, overflow]).toEqual([path, 0]);
    await expectNoBarriers(page, path.replace(/\W+/g, '-'));
  }
  const head = await open('sales.head', '/finance');
  await head.getByRole('row', { name: /^Profit/ }).waitFor();
  expect(await head.getByRole('link', { name: 'Trial balance' }).count()).toBe(0);
  await head.goto(`${suite.app.url}/finance/reports/trial-balance`);
  await head.getByText('This page is for finance').waitFor();
});
