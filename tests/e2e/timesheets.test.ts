import type { Page } from 'playwright-core';
import { addDays } from '../../domain/dates/calendar';
import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, closed } from '../support/personas';
import { lastMonday } from '../support/timesheets';

jest.setTimeout(240_000);

const suite = browserSuite();
const { open } = suite;
beforeAll(async () => {
  await beginAnew();
});

/** Nothing is written down and no rate is set, and the first projects have no terms, no time and no money yet. */
async function beginAnew(): Promise<void> {
  await suite.db.query(`
    DELETE FROM timesheet_line WHERE sheet_id IS NULL;
    DELETE FROM work_rate;
    INSERT INTO project (code, name, customer, department_id, manager_id, status, starts_on)
    SELECT fresh.code, 'Begun anew', p.customer, p.department_id, p.manager_id, fresh.status, '2026-01-05'
    FROM project p, (VALUES ('AAA-000', 'closed'), ('AAA-001', 'active'), ('AAA-002', 'active')) AS fresh (code, status)
    WHERE p.code = 'CON-008';
    INSERT INTO project_member (project_id, employee_id)
    SELECT p.id, e.id FROM project p, employee e
    WHERE p.code LIKE 'AAA-%' AND e.email IN ('consultant@netra.example', 'consultant2@netra.example');
  `);
}

const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });
const cell = (page: Page, day: string, row = 1) =>
  page.getByRole('textbox', { name: new RegExp(`^${day} \\d+, row ${row}$`) });
const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Adds a row for the first project there is; returns the project's code. */
async function addRow(page: Page): Promise<string> {
  await page.getByRole('combobox', { name: 'Add a row for' }).click();
  const option = page.getByRole('option').first();
  const code = ((await option.textContent()) ?? '').split(' ')[0]!;
  await option.click();
  await cell(page, 'Mon').waitFor();
  return code;
}

test('a week is typed by keyboard, saves itself, is handed in, signed by the project manager, and then stays', async () => {
  const page = await open('consultant', `/timesheets?week=${lastMonday()}`);
  await page.getByText('No time entered').waitFor();
  await expectNoBarriers(page, 'timesheets-empty');
  const code = await addRow(page);
  await cell(page, 'Mon').fill('7.5');
  await cell(page, 'Tue').fill('8:00');
  await page.getByRole('textbox', { name: 'Task, row 1' }).fill('Migration');
  await saved(page).waitFor();
  await cell(page, 'Wed').fill('8 h');
  await page.getByText('Not saved: a cell is not a time').waitFor();
  await cell(page, 'Wed').fill('');
  await saved(page).waitFor();
  await addRow(page);
  await cell(page, 'Mon', 2).press('ArrowUp');
  await page.locator('input:focus[data-row="0"][data-day="0"]').waitFor();
  await page.getByRole('button', { name: 'Remove row 2' }).click();
  await expectNoBarriers(page, 'timesheets');
  await page.reload();
  await cell(page, 'Tue').waitFor();
  expect(await cell(page, 'Mon').inputValue()).toBe('7:30');
  await page.getByRole('button', { name: `Hand in ${code}, 15:30` }).click();
  const sheet = page.getByRole('region', { name: 'Handed in' });
  await sheet.getByText('Pending').waitFor();
  await page.getByText('No time entered').waitFor();

  const approvalId = (await sheet.getByRole('link', { name: 'Approval' }).getAttribute('href'))!
    .split('/')
    .at(-1)!;
  const people = suite.people;
  const manager = await people.as('consulting.manager');
  await approvalWhen(manager, approvalId, ({ steps }) => steps[0]?.status === 'open');
  const decision = `/approvals/${approvalId}/decisions`;
  expect((await manager.post(decision, { verdict: 'approve' })).status).toBe(200);
  await approvalWhen(await people.as('consultant'), approvalId, closed);
  await sheet.getByText('Approved').waitFor();
  await sheet.getByRole('button', { name: /^Take back 7:30 of / }).click();
  await page.getByRole('region', { name: 'To be taken back' }).getByText('-7:30').waitFor();
  await page.getByRole('button', { name: `Hand in ${code}, -7:30` }).waitFor();

  const account = await open('consulting.manager', '/projects');
  const found = await manager.get('/projects?limit=200');
  const { items } = found.body as unknown as { items: { id: string; code: string }[] };
  const projectId = items.find((project) => project.code === code)!.id;
  await account.goto(`${suite.app.url}/projects/${projectId}`);
  await account.getByRole('link', { name: 'Profit and loss' }).click();
  await account.getByText('The cost of work is not known').waitFor();
  await account.getByText(/^No cost rate of .* holds on/).waitFor();
  await account.getByRole('row', { name: /^Margin .*Not known$/ }).waitFor();
  await expectNoBarriers(account, 'project-account');
  await account.getByRole('link', { name: 'Cost of work' }).click();
  await account.getByRole('row', { name: /Migration 8:00 No rate/ }).waitFor();
  await expectNoBarriers(account, 'project-account-lines');

  const finance = await open('finance', `/projects/${projectId}/pnl`);
  await finance.getByRole('link', { name: 'Set the rate' }).first().click();
  await finance.getByText('No rates yet').waitFor();
  await finance.getByRole('textbox', { name: /^An hour/ }).fill('1200');
  await finance.getByRole('button', { name: 'Set the rate' }).click();
  await finance.getByRole('row', { name: /^Cost .*₹1,200.00/ }).waitFor();
  await expectNoBarriers(finance, 'work-rates');
  await account.goto(`${suite.app.url}/projects/${projectId}/pnl`);
  // 15:30 at 1,200.00.
  await account.getByRole('row', { name: /^Cost of work 2 lines ₹18,600.00$/ }).waitFor();
});

test('last week is copied with its time, on a phone too, and an older window is told that the week moved on', async () => {
  const before = addDays(lastMonday(), -7);
  const page = await open('consultant2', `/timesheets?week=${before}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await addRow(page);
  await cell(page, 'Fri').fill('6');
  await saved(page).waitFor();
  await page.getByRole('button', { name: 'Week after' }).click();
  await page.getByText('No time entered').waitFor();
  await page.getByRole('button', { name: 'Copy last week' }).click();
  await cell(page, 'Fri').waitFor();
  expect(await cell(page, 'Fri').inputValue()).toBe('6:00');
  await saved(page).waitFor();
  expect(await overflow(page)).toBe(0);
  await expectNoBarriers(page, 'timesheets-phone');

  const other = await page.context().newPage();
  await other.goto(`${suite.app.url}/timesheets?week=${lastMonday()}`);
  await cell(other, 'Fri').waitFor();
  await cell(other, 'Fri').fill('5');
  await saved(other).waitFor();
  await cell(page, 'Mon').fill('1');
  await page.getByText('This week was saved in another window').waitFor();
  expect(await cell(page, 'Mon').inputValue()).toBe('1');
  await page.getByRole('button', { name: 'Load what was saved' }).click();
  await saved(page).waitFor();
  expect(await cell(page, 'Fri').inputValue()).toBe('5:00');
  expect(await cell(page, 'Mon').inputValue()).toBe('');
  await cell(page, 'Mon').fill('1');
  await saved(page).waitFor();
});

test('finance sets rates of roles with what is wrong said, and a manager puts people on a project', async () => {
  const page = await open('finance', '/work-rates');
  await page.getByRole('button', { name: 'Set the rate' }).click();
  await page.getByText('Choose a person').waitFor();
  await page.getByText('A role', { exact: true }).click();
  await choose(page, 'Role', 'Developer');
  await fillDate(page, 'From', '1 Apr 2026');
  await page.getByRole('textbox', { name: /^An hour/ }).fill('900');
  await page.getByRole('button', { name: 'Set the rate' }).click();
  await page.getByRole('row', { name: /^Cost Role: Developer 1 Apr 2026/ }).waitFor();
  const rep = await open('sales.rep', '/work-rates');
  await rep.getByText('This page is for finance').waitFor();

  const manager = await open('consulting.manager', '/projects');
  await manager.locator('a[href^="/projects/"]', { hasText: 'Route planning' }).click();
  const people = manager.getByRole('region', { name: 'People' });
  const off = people.getByRole('button', { name: /^Take .* off the project$/ }).first();
  await off.waitFor();
  const name = /^Take (.*) off/.exec((await off.getAttribute('aria-label'))!)![1]!;
  await off.click();
  await people.getByRole('button', { name: `Take ${name} off the project` }).waitFor({
    state: 'detached',
  });
  await choose(manager, 'Put on the project', new RegExp(`^${name}`));
  await choose(manager, 'As', 'Developer');
  await people.getByRole('button', { name: 'Put on' }).click();
  await people.getByRole('button', { name: `Take ${name} off the project` }).waitFor();
  await expectNoBarriers(manager, 'project-people');
});

test('a head sets how a project earns, finance recognises its revenue, and the portfolio leads to its account', async () => {
  const people = suite.people;
  const finance = await people.as('finance');
  const { items } = (await finance.get('/projects?limit=200')).body as unknown as {
    items: { id: string; code: string }[];
  };
  const { id, code } = items.find((project) => project.code === 'AAA-002')!;
  const head = await open('consulting.head', `/projects/${id}/terms`);
  await choose(head, 'Earns by', 'Fixed price');
  await head.getByRole('button', { name: 'Set the terms' }).click();
  await head.getByText('A fixed price needs its contract').waitFor();
  await choose(head, 'Earns by', 'Milestones');
  await head.getByRole('button', { name: 'Add a milestone' }).click();
  await head.getByRole('textbox', { name: 'Milestone 1', exact: true }).fill('Design');
  await head.getByRole('textbox', { name: 'Amount, milestone 1' }).fill('40000');
  await fillDate(head, 'Due on, milestone 1', '1 Nov 2026');
  await fillDate(head, 'Reached on, milestone 1', '2 Nov 2026');
  await head.getByRole('button', { name: 'Set the terms' }).click();
  await head
    .getByRole('row', { name: /^Earned By the method of the project ₹40,000.00$/ })
    .waitFor();
  await expectNoBarriers(head, 'project-terms');
  expect(await head.getByRole('button', { name: 'Recognise revenue' }).count()).toBe(0);

  const page = await open('finance', `/projects/${id}/terms`);
  await page.getByRole('button', { name: 'Recognise revenue' }).click();
  await page.getByRole('row', { name: /^To be recognised .* ₹0.00$/ }).waitFor();
  await page.goto(`${suite.app.url}/portfolio?q=${code}`);
  const row = page.getByRole('row', { name: new RegExp(`^${code} `) });
  await row.getByText('₹40,000.00').first().waitFor();
  await expectNoBarriers(page, 'portfolio');
  await page.setViewportSize({ width: 390, height: 844 });
  await row.waitFor();
  expect(await overflow(page)).toBe(0);
  await row.getByRole('link').click();
  await page.getByRole('row', { name: /^Revenue 1 line ₹40,000.00$/ }).waitFor();
  await page.getByRole('link', { name: 'Revenue' }).click();
  await page.getByRole('row', { name: new RegExp(`Revenue of ${code} up to`) }).waitFor();
});

test('a head looks at how much of a month was billed, and finds the days and lines behind it', async () => {
  const page = await open('consulting.head', '/utilisation?month=2026-10');
  const rows = page.getByRole('region', { name: 'People' }).getByRole('row');
  await rows.nth(3).waitFor();
  await page.getByRole('row', { name: /^Consulting/ }).waitFor();
  await expectNoBarriers(page, 'utilisation');
  await page.setViewportSize({ width: 390, height: 844 });
  await rows.nth(3).waitFor();
  expect(await overflow(page)).toBe(0);
  await rows.nth(1).getByRole('link').click();
  await page
    .getByRole('region', { name: 'Time of each day' })
    .getByText('1 Oct 2026', { exact: true })
    .waitFor();
  await expectNoBarriers(page, 'utilisation of a person');
});
