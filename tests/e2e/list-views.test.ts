import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';

jest.setTimeout(120_000);

const suite = browserSuite();
const { open } = suite;

const heads = (page: Page) => page.getByRole('columnheader').allTextContents();

async function takeCsv(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV file' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  return text.replace('\uFEFF', '').trimEnd().split('\r\n');
}

test('columns are chosen and ordered by keyboard, stand in the address, and the file has the same', async () => {
  const page = await open('hr', '/people?q=asha');
  await page.getByRole('link', { name: 'Asha Pillai' }).waitFor();
  expect(await heads(page)).toEqual(['Name', 'Department', 'Roles', 'Manager', 'Active']);
  await page.getByRole('button', { name: 'Columns' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  for (const title of ['Roles', 'Manager', 'Active', 'E-mail'])
    await dialog.getByRole('checkbox', { name: title }).press('Space');
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Move E-mail up' }).press('Enter');
  await dialog.getByRole('button', { name: 'Move E-mail up' }).press('Enter');
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await comesToBe(
    () => decodeURIComponent(new URL(page.url()).search),
    '?q=asha&cols=email,name,department',
  );
  await page.reload();
  await page.getByRole('link', { name: 'Asha Pillai' }).waitFor();
  expect(await heads(page)).toEqual(['E-mail', 'Name', 'Department']);
  expect(await takeCsv(page)).toEqual([
    'E-mail,Name,Department',
    'sales.rep@netra.example,Asha Pillai,Sales',
  ]);
});

/** The columns that say they are sorted by, and which way. */
const sortedBy = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('th[aria-sort$=ending]')].map((one) => one.innerText.trim() + ' ' + one.ariaSort)`,
  );
const firstCells = (page: Page) => page.locator('tbody tr td:first-child').allTextContents();

test('a view is saved, opens its list, is shared by its link, renamed and deleted', async () => {
  const page = await open('hr', '/people?q=asha&cols=name,grade');
  await page.getByRole('link', { name: 'Asha Pillai' }).waitFor();
  await page.getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Give it a name').waitFor();
  await dialog.getByLabel('Name').fill('Asha’s');
  await dialog.getByLabel('Open this list with it').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expectNoBarriers(page, 'saved-views');

  await page.goto(`${suite.app.url}/people`);
  await page.waitForURL(/q=asha&cols=name/);
  await comesToBe(() => page.getByLabel('Search').inputValue(), 'asha');
  const views = page.getByRole('navigation', { name: 'Saved views' });
  await comesToBe(
    () => views.getByRole('link', { name: 'Asha’s' }).getAttribute('aria-current'),
    'page',
  );
  await views.getByRole('link', { name: 'Everything' }).click();
  await page.locator('tbody tr').nth(5).waitFor();
  await comesToBe(() => new URL(page.url()).search, '');
  await comesToBe(() => page.getByLabel('Search').inputValue(), '');

  const other = await open('admin', '/people?q=asha&cols=name,grade');
  await other.getByRole('link', { name: 'Asha Pillai' }).waitFor();
  await comesToBe(() => heads(other), ['Name', 'Grade']);
  expect(await other.getByRole('navigation', { name: 'Saved views' }).count()).toBe(0);

  await page.getByRole('button', { name: 'My views' }).click();
  const mine = page.getByRole('dialog', { name: 'My views' });
  expect(await barriers(page, WCAG)).toEqual([]);
  await mine.getByLabel('Name').fill('Sellers');
  await mine.getByRole('button', { name: 'Rename' }).click();
  await mine
    .getByRole('group', { name: 'Sellers' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await mine.getByText('No views are left.').waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${suite.app.url}/people`);
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.locator('tbody tr').nth(5).waitFor();
  await comesToBe(() => new URL(page.url()).search, '');
});

test('a list is sorted by the head of a column, by keyboard, in its address, views and files', async () => {
  const page = await open('hr', '/people?cols=email,grade,joined');
  const head = page.getByRole('columnheader', { name: 'E-mail' }).getByRole('button');
  await head.waitFor();
  await comesToBe(() => sortedBy(page), []);
  expect(await page.getByRole('columnheader', { name: 'Grade' }).getByRole('button').count()).toBe(
    0,
  );
  await head.press('Enter');
  await page.waitForURL(/sort=email/);
  const first = page.locator('tbody tr').first();
  await first.filter({ hasText: 'admin@netra.example' }).waitFor();
  // Whoever is first by name is so by address, too: the head says when the list is the sorted one.
  await comesToBe(() => sortedBy(page), ['E-mail ascending']);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await head.press('Enter');
  await page.waitForURL(/sort=-email/);
  await first.filter({ hasNotText: 'admin@netra.example' }).waitFor();
  const emails = await firstCells(page);
  expect(emails).toEqual([...emails].sort().reverse());
  await comesToBe(() => sortedBy(page), ['E-mail descending']);
  expect(await page.evaluate<string>('document.activeElement.innerText.trim()')).toBe('E-mail');
  await expectNoBarriers(page, 'sorted-list');
  expect((await takeCsv(page)).map((line) => line.split(',')[0]).slice(0, 4)).toEqual([
    'E-mail',
    ...emails.slice(0, 3),
  ]);

  await page.getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByLabel('Name').fill('From the end');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const views = page.getByRole('navigation', { name: 'Saved views' });
  await views.getByRole('link', { name: 'Everything' }).click();
  await page.getByRole('columnheader', { name: 'Name' }).waitFor();
  await comesToBe(() => sortedBy(page), ['Name ascending']);
  await views.getByRole('link', { name: 'From the end' }).click();
  await first.filter({ hasText: emails[0]! }).waitFor();
  await comesToBe(() => sortedBy(page), ['E-mail descending']);
});

test('an order that a list does not have is passed over, and cards are sorted as well', async () => {
  const page = await open('sales.manager', '/expenses?sort=salary');
  const cards = page.locator('a.row-card');
  await cards.first().waitFor();
  const usual = await cards.allTextContents();
  await page.goto(`${suite.app.url}/expenses?sort=asked`);
  await cards.first().waitFor();
  expect(await cards.allTextContents()).not.toEqual(usual);
});

test.each([
  ['/requests', 'title,status,asked', 'Requests', ['Title', 'Status', 'Asked at']],
  ['/leave', 'from,to,days', 'Leave requests', ['From', 'To', 'Days']],
  ['/expenses', 'title,claimed', 'Claims', ['Title', 'Claimed']],
  ['/projects', 'code,name,live', 'Projects', ['Code', 'Name', 'Live on']],
  ['/admin/audit', 'at,actor,subjectId', 'Audit trail', ['When', 'Who', 'Subject id']],
])('%s is a table once columns are chosen', async (path, cols, label, titles) => {
  const page = await open(
    path.startsWith('/admin') ? 'admin' : 'consulting.manager',
    `${path}?cols=${cols}`,
  );
  const table = page.getByRole('region', { name: label, exact: true });
  await table.locator('tbody tr').first().waitFor();
  expect(await table.getByRole('columnheader').allTextContents()).toEqual(titles);
  await expectNoBarriers(page, `columns${path.replaceAll('/', '-')}`);
  expect((await takeCsv(page))[0]).toBe(titles.join(','));
});
