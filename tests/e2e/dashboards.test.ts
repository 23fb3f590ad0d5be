import type { Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { expectNoBarriers } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, askForLeave } from '../support/personas';

jest.setTimeout(180_000);

const suite = browserSuite({ startingMs: 150_000 });
const { open } = suite;

beforeAll(async () => {
  const rep = await suite.people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
});

/** A dashboard with its charts drawn. */
async function drawn(page: Page, figure: string) {
  await page.locator(`[data-figure="${figure}"] .recharts-bar-rectangle path`).first().waitFor();
}

/** Presses "Load more" to the end and counts. */
async function rowsOf(page: Page, title: string): Promise<number> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const rows = page.getByRole('region', { name: title }).locator('tbody tr');
  const more = page.getByRole('button', { name: 'Load more' });
  await rows.first().waitFor();
  while (await more.isVisible()) {
    const before = await rows.count();
    await more.click();
    await rows.nth(before).waitFor();
  }
  return rows.count();
}

test.each([
  ['sales.rep', 'employee', 'my-requests'],
  ['sales.manager', 'manager', 'waiting-on-me'],
  ['hr', 'hr', 'head-count'],
  ['finance', 'finance', 'spend-by-category'],
  ['admin', 'admin', 'approvals-by-kind'],
] as const)('the dashboard of %s (%s) has no barriers', async (persona, view, figure) => {
  const page = await open(persona, `/dashboard?view=${view}`);
  await drawn(page, figure);
  await expectNoBarriers(page, `dashboard-${view}`);
});

test('home shows the dashboard of the widest part, and the address the others', async () => {
  const page = await open('hr');
  await page.getByRole('region', { name: 'Head count by department' }).waitFor();
  await page.getByRole('navigation', { name: 'Dashboards' }).getByText('My team').click();
  await page.getByRole('region', { name: 'Asked of me, by deadline' }).waitFor();
  expect(page.url()).toContain('view=manager');
  await page.reload();
  await page.getByRole('region', { name: 'Asked of me, by deadline' }).waitFor();
  const rep = await open('sales.rep', '/dashboard?view=hr');
  await rep.getByText('There is no dashboard “hr” for you').waitFor();
  await rep.getByRole('region', { name: 'What became of my requests' }).waitFor();
  await comesToBe(() => rep.getByRole('navigation', { name: 'Dashboards' }).count(), 0);
});

test('a bar leads to exactly its rows, and so does its number in the table', async () => {
  const page = await open('hr', '/dashboard?view=hr');
  await drawn(page, 'head-count');
  const card = page.getByRole('region', { name: 'Head count by department' });
  await card.getByRole('button', { name: 'Show as table' }).click();
  const link = card.getByRole('link', { name: /: Sales$/ });
  const figure = Number(await link.textContent());
  expect(figure).toBeGreaterThan(0);
  await link.focus();
  await page.keyboard.press('Enter');
  expect(await rowsOf(page, 'Head count by department')).toBe(figure);
  await expectNoBarriers(page, 'dashboard-rows');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  expect(file.trim().split('\r\n')).toHaveLength(figure + 1);
  await page.getByRole('link', { name: 'All figures' }).click();
  await drawn(page, 'absences-by-week');
  const bar = page.locator('[data-figure="absences-by-week"] .recharts-bar-rectangle path').first();
  await bar.click();
  await page.waitForURL(/figure=absences-by-week&by=\d{4}-\d\d-\d\d&part=\w+/);
  expect(await rowsOf(page, 'Absences by week')).toBeGreaterThan(0);
});

test('an admin sees the parts of NETRA and what is stuck', async () => {
  const page = await open('admin', '/dashboard?view=admin');
  const parts = page.getByRole('region', { name: 'Parts of NETRA' });
  for (const part of ['Postgres', 'Temporal', 'Worker', 'Smtp'])
    await parts.getByText(part).waitFor();
  await page.getByRole('link', { name: 'What is stuck' }).click();
  await page.getByRole('heading', { level: 1, name: 'Stuck' }).waitFor();
});
