import { readFile } from 'node:fs/promises';
import { expectNoBarriers } from '../support/barriers';
import { choose, comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, askForLeave } from '../support/personas';

jest.setTimeout(180_000);

const YEAR = 'from=2025-11-01&to=2026-10-31';

const suite = browserSuite({ startingMs: 150_000 });

beforeAll(async () => {
  for (const persona of ['sales.rep', 'sales.rep2', 'consultant'] as const) {
    const client = await suite.people.as(persona);
    const { approvalId } = await askForLeave(client);
    await approvalWhen(client, approvalId, asked('reporting-manager'));
  }
  await suite.db.query(
    `UPDATE approval_step SET due_at = now() - interval '5 hours' WHERE status = 'open' AND name = 'Reporting manager'`,
  );
});

test('an admin reads figures, follows one to its requests and takes them along', async () => {
  const page = await suite.open('admin', `/insight?${YEAR}`);
  await page.getByRole('link', { name: /^Overdue now 3/ }).waitFor();
  await expectNoBarriers(page, 'insight');
  const table = page.getByRole('region', { name: 'Cycle time by kind' });
  const count = table.getByRole('link', { name: /: Expense claim$/ });
  const figure = Number(await count.textContent());
  await count.click();
  await page.getByRole('heading', { level: 1, name: 'Requests closed' }).waitFor();
  const rows = page.getByRole('region', { name: 'Requests closed' }).locator('tbody tr');
  const more = page.getByRole('button', { name: 'Load more' });
  await rows.first().waitFor();
  for (let shown = await rows.count(); shown < figure; shown = await rows.count()) {
    await more.click();
    await rows.nth(shown).waitFor();
  }
  await comesToBe(() => rows.count(), figure);
  await expectNoBarriers(page, 'cases');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('insight-closed-2025-11-01-2026-10-31.csv');
  const file = await readFile(await download.path(), 'utf8');
  expect(file.startsWith('\uFEFFRequest,Kind,Title')).toBe(true);
  expect(file.trim().split('\r\n')).toHaveLength(figure + 1);
  await page.getByRole('link', { name: 'All figures' }).click();
  await page.getByRole('heading', { level: 1, name: 'Insight' }).waitFor();
  expect(page.url()).toContain(YEAR);
  await page.context().close();
});

test('a chart has its figures as a table, whose numbers are links', async () => {
  const page = await suite.open('admin', `/insight?${YEAR}`);
  const section = page.getByRole('region', { name: 'Requests per week' }).first();
  await section.getByRole('button', { name: 'Show as table' }).click();
  const first = section.getByRole('link').first();
  const figure = Number(await first.textContent());
  expect(figure).toBeGreaterThan(0);
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Requests sent' }).waitFor();
  const rows = page.getByRole('region', { name: 'Requests sent' }).locator('tbody tr');
  await rows.first().waitFor();
  await comesToBe(() => rows.count(), figure);
  await page.context().close();
});

test('filters stand in the address and narrow every figure', async () => {
  const page = await suite.open('admin', '/insight');
  await page.getByRole('button', { name: '12 months' }).click();
  await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=/);
  await choose(page, 'Kind', 'Leave');
  await page.waitForURL(/kind=leave/);
  await choose(page, 'Department', 'Sales');
  await page.waitForURL(/departmentId=/);
  const waiting = page.getByRole('link', { name: /^Waiting now 2/ });
  await waiting.waitFor();
  await page.reload();
  await waiting.waitFor();
  await page.context().close();
});

test('a head sees the own department, managers neither page nor way there', async () => {
  const head = await suite.open('consulting.head', `/insight?${YEAR}`);
  await head.getByRole('link', { name: /^Waiting now 1/ }).waitFor();
  expect(await head.getByRole('combobox', { name: 'Department' }).count()).toBe(0);
  const navigation = head.getByRole('navigation', { name: 'Main' });
  expect(await navigation.getByRole('link', { name: 'Insight' }).count()).toBe(1);
  expect(await navigation.getByRole('link', { name: 'Stuck' }).count()).toBe(0);
  await head.goto(`${suite.app.url}/admin/stuck`);
  await head.getByText('This page is for admins').waitFor();
  await head.context().close();
  const manager = await suite.open('sales.manager', '/insight');
  await manager.getByText('This page is for admins and department heads').waitFor();
  expect(await manager.getByRole('link', { name: 'Insight' }).count()).toBe(0);
  await manager.context().close();
});

test('an admin sees what is stuck and repairs all of it', async () => {
  await suite.db.query(
    `UPDATE mail SET status = 'failed', last_error = 'refused: 550 no such box'
     WHERE template = 'approval-request' AND created_at > now() - interval '1 hour'`,
  );
  const { rowCount } = await suite.db.query(
    `UPDATE approval_task SET status = 'revoked' WHERE status = 'open'`,
  );
  expect(rowCount).toBe(3);
  const page = await suite.open('admin', '/admin/stuck');
  await page
    .getByRole('button', { name: /^Send again:/ })
    .first()
    .waitFor();
  await expectNoBarriers(page, 'stuck');
  await page
    .getByRole('button', { name: /^Look for people again:/ })
    .first()
    .click();
  await page.getByText('Somebody else is asked').waitFor();
  await page.getByRole('button', { name: 'Repair all' }).click();
  await page.getByText(/sent on, \d had gone on by themselves, 0 could not be repaired/).waitFor();
  await expectNoBarriers(page, 'stuck-repaired');
  await page.getByText('Nothing is stuck').waitFor({ timeout: 20_000 });
  await page.context().close();
});
