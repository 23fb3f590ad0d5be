import type { Page } from 'playwright-core';
import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { expectNoBarriers } from '../support/barriers';
import { fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { mondayAhead } from '../support/records';

jest.setTimeout(180_000);

const suite = browserSuite({ startingMs: 300_000 });
const { open } = suite;

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const monday = mondayAhead(30);

async function chooseType(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name }).click();
}

test('HR adds a type, is told what is wrong with one, and everybody can ask for it', async () => {
  const page = await open('hr', '/admin/leave/types');
  await page.getByRole('row', { name: /Casual leave/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Retire Casual leave' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Add type' }).click();
  const dialog = page.getByRole('dialog', { name: 'New type of leave' });
  await dialog.getByRole('button', { name: 'Add type' }).click();
  await dialog.getByText('Give it a name').waitFor();
  await dialog.getByLabel('Name').fill('casual leave');
  await dialog.getByLabel('Drawn from a balance').uncheck();
  await dialog.getByRole('button', { name: 'Add type' }).click();
  await dialog.getByText('Another type of leave has this name').waitFor();
  await dialog.getByLabel('Name').fill('Court leave');
  await dialog.getByLabel('Document above').fill('0');
  await dialog.getByRole('button', { name: 'Add type' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('row', {
      name: /Court leave court-leave Paid, without a balance, .*with a document/,
    })
    .waitFor();
  await expectNoBarriers(page, 'leave-types');

  const rep = await open('sales.rep', '/requests/new/leave');
  await chooseType(rep, /^Court leave/);
  await rep.getByText('Court leave needs a document').waitFor();
  await fillDate(rep, 'First day', monday);
  await rep.getByLabel('Reason').fill('Witness');
  const files = { name: 'summons.png', mimeType: 'image/png', buffer: PNG };
  const chooser = rep.waitForEvent('filechooser');
  await rep.getByRole('button', { name: 'Add a document' }).click();
  await (await chooser).setFiles(files);
  await rep.getByRole('link', { name: 'summons.png' }).waitFor();
  await expectNoBarriers(rep, 'leave-with-document');
  await sendForApproval(rep);
  await section(rep, 'Documents').getByRole('link', { name: 'summons.png' }).waitFor();

  await page.bringToFront();
  await page.getByRole('button', { name: 'Retire Court leave' }).click();
  await page.getByRole('button', { name: 'Bring back Court leave' }).waitFor();
  await rep.goto(`${suite.app.url}/leave`);
  await rep.getByText('Court leave, 1 day').waitFor();
});

/** The smallest picture there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a head names block dates; who asks for leave on them is told before sending; HR lets off', async () => {
  const head = await open('sales.head', '/leave/blocks');
  await head.getByText('No block dates ahead').waitFor();
  await head.getByRole('button', { name: 'Name block dates' }).click();
  const dialog = head.getByRole('dialog', { name: 'New block dates' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Give it a name').waitFor();
  await dialog.getByLabel('Name').fill('Quarter close');
  const from = addDays(monday, 14);
  await fillDate(head, 'First day', from);
  await fillDate(head, 'Last day', addDays(from, 4));
  await dialog.getByLabel('Reason').fill('All hands on the numbers');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await section(head, 'Quarter close').getByText('All hands on the numbers').waitFor();
  await section(head, 'Quarter close').getByText('Sales', { exact: true }).waitFor();
  await expectNoBarriers(head, 'leave-blocks');

  const rep = await open('sales.rep', '/requests/new/leave');
  await chooseType(rep, /^Unpaid leave/);
  await fillDate(rep, 'First day', from);
  await rep.getByLabel('Reason').fill('A wedding');
  await rep.getByText(/Quarter close, .*: All hands on the numbers \(leave is refused\)/).waitFor();
  await rep
    .getByText(/No leave in Quarter close/)
    .first()
    .waitFor();

  const hr = await open('hr', '/leave/blocks');
  const block = section(hr, 'Quarter close');
  await block.getByRole('combobox', { name: 'Let off' }).click();
  await hr.getByRole('option', { name: /^Asha Pillai/ }).click();
  await block.getByLabel('Why they may').fill('Own wedding');
  await block.getByRole('button', { name: 'Let off' }).click();
  await block.getByRole('button', { name: 'Take back: Asha Pillai' }).waitFor();
  await expectNoBarriers(hr, 'leave-blocks-hr');

  await rep.reload();
  await chooseType(rep, /^Unpaid leave/);
  await fillDate(rep, 'First day', from);
  await rep.getByLabel('Reason').fill('A wedding');
  await sendForApproval(rep);
  await rep.getByText(formatDate(from)).first().waitFor();
});

test('HR imports days off and daily rates: bad lines are listed, good files are written', async () => {
  const csv = (name: string, ...lines: string[]) => ({
    ...{ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) },
  });
  const page = await open('hr', '/calendars');
  await page.getByRole('link', { name: 'Import days off from a file' }).click();
  await page.getByRole('heading', { level: 1, name: 'Import days off' }).waitFor();
  const file = page.locator('input[type="file"]');
  await file.setInputFiles(csv('bad.csv', 'Date,Name', '26 January 2033,Republic Day'));
  await page.getByRole('row', { name: /2 Date Write the date as year-month-day/ }).waitFor();
  await expectNoBarriers(page, 'import-days-off-bad');
  await file.setInputFiles(csv('good.csv', 'Date,Name', '2033-01-26,Republic Day'));
  await page.getByRole('row', { name: /2 26 Jan 2033 Republic Day Whole day/ }).waitFor();
  await page.getByRole('button', { name: 'Write 1 day' }).click();
  await page.getByText('1 new, 0 changed.', { exact: true }).waitFor();
  await page.goto(
    `${page.url().replace(/\/calendars\/([^/]+)\/import.*/, '/calendars?calendar=$1&year=2033')}`,
  );
  await page.getByRole('row', { name: /26 Jan 2033 Republic Day/ }).waitFor();

  await page.goto(`${suite.app.url}/leave/paid-out`);
  await page.getByRole('link', { name: 'Import daily rates from a file' }).click();
  await page.getByRole('heading', { level: 1, name: 'Import daily rates' }).waitFor();
  const head = 'E-mail,From,A day is worth,Currency';
  await file.setInputFiles(
    csv('rates.csv', head, 'sales.rep@netra.example,2026-04-01,3333.33,INR'),
  );
  await page.getByRole('row', { name: /2 Asha Pillai 1 Apr 2026 ₹3,333.33/ }).waitFor();
  await expectNoBarriers(page, 'import-daily-rates');
  await page.getByRole('button', { name: 'Write 1 rate' }).click();
  await page.getByText('1 new, 0 changed.', { exact: true }).waitFor();
  const rep = await open('sales.rep', '/leave/account');
  await section(rep, 'Daily rate').getByText('₹3,333.33').waitFor();
});
