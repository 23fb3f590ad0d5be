import type { Page } from 'playwright-core';
import type { Me } from '../../domain/wire/common';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { comesToBe, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;
beforeAll(async () => {
  await endsIn2025();
});

const YEAR_END = '/admin/leave/year-end?year=2025';
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const me = async (persona: Persona) =>
  (await (await suite.people.as(persona)).get('/me')).body as Me;

/** Leave of 2025 as if the demo's rules had known years then: 18 days each for Sales, 10 of them to be carried. */
async function endsIn2025(): Promise<void> {
  await suite.db.query(`
    ALTER TABLE leave_policy_version DISABLE TRIGGER leave_policy_version_stays;
    UPDATE leave_policy_version SET carry_max = 1000, carry_months = 12, encash_max = 500
    WHERE type = 'earned' AND daterange(valid_from, valid_to, '[]') @> date '2026-01-01';
    ALTER TABLE leave_policy_version ENABLE TRIGGER leave_policy_version_stays;
    INSERT INTO leave_year (year, pays_out, kept_until, set_by)
    SELECT 2025, true, '2026-12-31', id FROM employee WHERE email = 'hr@netra.example';
    INSERT INTO leave_bucket (employee_id, type, source, year, valid_from, expires_on)
    SELECT e.id, 'earned', 'year 2025', 2025, '2025-01-01', '2025-12-31' FROM employee e
    JOIN department d ON d.id = e.department_id AND d.name = 'Sales';
    WITH row AS (
      INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source, bucket_id)
      SELECT employee_id, type, 'grant', 1800, '2025-01-01', 'accrual 2025-01-01 test', id FROM leave_bucket
      WHERE source = 'year 2025' RETURNING employee_id, type, units)
    UPDATE leave_balance b SET granted = granted + row.units FROM row
    WHERE row.employee_id = b.employee_id AND row.type = b.type;
  `);
}

test('HR enters what a day is worth; the person sees it, their manager does not', async () => {
  const rep = await me('sales.rep');
  const page = await open('hr', `/leave/account?person=${rep.id}`);
  const rates = section(page, 'Daily rate');
  await rates.getByText('No daily rate is entered').waitFor();
  await rates.getByRole('button', { name: 'Enter daily rate' }).click();
  await rates.getByText(/Use a date|Fill this in/).waitFor();
  await fillDate(page, 'From', '2025-04-01');
  await rates.getByLabel('A day is worth').fill('0');
  await rates.getByRole('button', { name: 'Enter daily rate' }).click();
  await rates.getByText('More than nothing').waitFor();
  await rates.getByLabel('A day is worth').fill('3333.33');
  await rates.getByRole('button', { name: 'Enter daily rate' }).click();
  await rates.getByRole('row', { name: /1 Apr 2025 ₹3,333.33/ }).waitFor();
  await expectNoBarriers(page, 'leave-daily-rate');

  const own = await open('sales.rep', '/leave/account');
  await section(own, 'Daily rate').getByText('₹3,333.33').waitFor();
  expect(await own.getByRole('button', { name: 'Enter daily rate' }).count()).toBe(0);
  const manager = await open('sales.manager', `/leave/account?person=${rep.id}`);
  await section(manager, 'Earned leave').waitFor();
  expect(await section(manager, 'Daily rate').count()).toBe(0);
});

test('HR draws up a year’s end, looks at it person by person, runs it and sees it done', async () => {
  const page = await open('hr', YEAR_END);
  await section(page, 'How 2025 ends')
    .getByText(/waits for a run until 31 Dec 2026/)
    .waitFor();
  await page.getByText('Nothing is drawn up yet').waitFor();
  await page.getByRole('button', { name: 'Draw up a preview' }).click();
  const run = section(page, 'Preview and run');
  await run.getByRole('row', { name: /Earned leave 4 40 12 20/ }).waitFor();
  await run.getByText(/^3 amounts to be paid out cannot be worked out/).waitFor();
  const people = section(page, 'Person by person');
  await people
    .getByRole('row', { name: /runs on from year to year/ })
    .first()
    .waitFor();
  await expectNoBarriers(page, 'leave-year-preview');

  await page.goto(`${suite.app.url}${YEAR_END}&state=due`);
  await people
    .getByRole('row', { name: /Earned leave 10 3 5/ })
    .first()
    .waitFor();
  await comesToBe(() => people.getByRole('row', { name: /Earned leave 10 3 5/ }).count(), 4);
  await people.getByLabel('Name').fill('nobody of this name');
  await people.getByText('Nobody is in it').waitFor();
  await people.getByLabel('Name').fill('');
  await people
    .getByRole('row', { name: /Earned leave 10 3 5/ })
    .first()
    .waitFor();

  await run.getByRole('button', { name: 'Start the run' }).click();
  const dialog = page.getByRole('dialog', { name: /^End 2025 for 4 balances/ });
  await dialog.waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await run.getByText('4 of 4 done; the year is ended').waitFor();
  await run.getByRole('region', { name: 'As done' }).getByText('Earned leave').waitFor();
  await page.goto(`${suite.app.url}${YEAR_END}&state=done`);
  await people
    .getByRole('row', { name: /Earned leave 10 3 5 Done/ })
    .first()
    .waitFor();
  await expectNoBarriers(page, 'leave-year-done');
  await people.getByRole('link').first().click();
  await section(page, 'What has moved it').getByText('Not used by 31 Dec 2025').first().waitFor();
});

test('finance sees what is owed and what lacks a rate, and marks what was paid', async () => {
  const page = await open('finance', '/leave/paid-out');
  await page
    .getByText(/has no daily rate that holds on 31 Dec 2025/)
    .first()
    .waitFor();
  const due = page.getByRole('row', { name: /₹16,666.65/ });
  await due.waitFor();
  await expectNoBarriers(page, 'leave-paid-out');
  await due.getByRole('checkbox').check();
  await fillDate(page, 'Paid on', '2026-11-27');
  await page.getByRole('button', { name: 'Mark 1 as paid' }).click();
  await due.getByText('on 27 Nov 2026').waitFor();
  await picture(page, 'leave-paid');

  const own = await open('sales.rep', '/leave/paid-out');
  await own.getByText('₹16,666.65').waitFor();
  expect(await own.getByRole('checkbox').count()).toBe(0);
  await comesToBe(() => own.getByRole('row').count(), 2);
});

test('the page of the year’s end is HR’s alone', async () => {
  const page = await open('sales.manager', YEAR_END);
  await page.getByText('This page is for HR and admins').waitFor();
});
