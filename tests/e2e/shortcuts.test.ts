import type { Page } from 'playwright-core';
import { barriers, WCAG } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, askForLeave } from '../support/personas';

jest.setTimeout(120_000);

const suite = browserSuite();
let approvalId: string;
beforeAll(async () => {
  const rep = await suite.people.as('sales.rep');
  ({ approvalId } = await askForLeave(rep));
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
});

const open = (path: string) => suite.open('sales.manager', path);
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Whether what has the focus is drawn as having it. */
const showsFocus = (page: Page) =>
  page.evaluate<boolean>(
    `document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle !== 'none'`,
  );

test('J, K and Enter go along a list and into a row, with the focus in sight', async () => {
  const page = await open('/people');
  const links = page.locator('tbody tr a');
  await links.nth(2).waitFor();
  const focused = () => page.evaluate<string>('document.activeElement.textContent');
  const names = await links.allTextContents();
  await press(page, 'j', 'j');
  expect(await focused()).toBe(names[1]);
  expect(await showsFocus(page)).toBe(true);
  await press(page, 'k');
  expect(await focused()).toBe(names[0]);
  await press(page, 'k');
  expect(await focused()).toBe(names[0]);
  await press(page, 'Enter');
  await page.getByRole('heading', { level: 1, name: names[0]! }).waitFor();
});

test('G and a key lead everywhere, "/" to the search', async () => {
  const page = await open('/requests');
  for (const [key, path] of [
    ['d', '/dashboard'],
    ['i', '/inbox'],
    ['t', '/tasks'],
    ['l', '/leave'],
    ['e', '/expenses'],
    ['u', '/people'],
  ] as const) {
    await press(page, 'g', key);
    await page.waitForURL((url) => url.pathname.startsWith(path));
  }
  await page.locator('tbody tr').first().waitFor();
  await press(page, '/');
  const search = page.getByRole('searchbox', { name: 'Search' });
  expect(await page.evaluate('document.activeElement.type')).toBe('search');
  // What is typed is typed.
  await page.keyboard.type('gi?jk');
  await comesToBe(() => search.inputValue(), 'gi?jk');
  expect(new URL(page.url()).pathname).toBe('/people');
  await page.goto(`${suite.app.url}/tasks`);
  await page.getByRole('heading', { level: 1, name: 'My tasks' }).waitFor();
  await press(page, '/');
  await page.getByRole('textbox', { name: 'Find and go' }).waitFor();
});

test('? lists the keys of the page and those of all', async () => {
  const page = await open('/people');
  await press(page, 'Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard' });
  await dialog.getByText('Next row').waitFor();
  await dialog.getByText('Go to my dashboard').waitFor();
  await comesToBe(() => dialog.getByText('Next in the inbox').count(), 0);
  expect(await barriers(page, WCAG)).toEqual([]);
  await press(page, 'Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.goto(`${suite.app.url}/inbox`);
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
  await press(page, 'Shift+?');
  await dialog.getByText('Next in the inbox').waitFor();
  await comesToBe(() => dialog.getByText('Next row').count(), 0);
});

test('turned off, single keys do nothing, also after a reload', async () => {
  const page = await open('/account');
  await page.getByRole('switch', { name: 'Single keys do something' }).press('Space');
  await page.goto(`${suite.app.url}/approvals/${approvalId}`);
  await page.getByRole('button', { name: 'Reject' }).waitFor();
  await press(page, 'r', 'Shift+?', 'c', 'g', 'i', '/');
  await page.waitForTimeout(300);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.getByRole('menu').count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe(`/approvals/${approvalId}`);
  await press(page, 'Control+K');
  await page.getByRole('textbox', { name: 'Find and go' }).waitFor();
  await press(page, 'Escape');
  await page.goto(`${suite.app.url}/account`);
  await page.getByRole('switch', { name: 'Single keys do something' }).press('Space');
  await page.goto(`${suite.app.url}/approvals/${approvalId}`);
  await page.getByRole('button', { name: 'Reject' }).waitFor();
  await press(page, 'r');
  await page.getByRole('dialog', { name: 'Reject' }).waitFor();
});
