import type { Page } from 'playwright-core';
import type { IncentiveRunWire } from '../../domain/wire/incentives';
import type { PlanWire } from '../../domain/wire/incentive-plans';
import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, closed } from '../support/personas';

jest.setTimeout(240_000);

const suite = browserSuite();
const { open } = suite;

const section = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name, exact: true });

/** A deal of sales.rep that was paid in 2001: before anything the demo company knows of. */
async function paidLongAgo(): Promise<void> {
  await suite.db.query(`
    BEGIN;
    WITH rep AS (SELECT id, department_id FROM employee WHERE email = 'sales.rep@netra.example'),
    customer AS (
      INSERT INTO customer (name, owner_id, department_id)
      SELECT 'Customer of old', id, department_id FROM rep RETURNING id),
    deal AS (
      INSERT INTO deal (number, name, customer_id, owner_id, department_id, stage, currency, amount_minor, expected_on,
        closed_on, close_reason)
      SELECT 'D-2001-0001', 'Order desk', customer.id, rep.id, rep.department_id, 'won', 'INR', 150000000, '2001-02-03',
        '2001-02-03', 'price' FROM rep, customer RETURNING id),
    stage AS (INSERT INTO deal_stage_change (deal_id, to_stage) SELECT id, 'won' FROM deal),
    split AS (
      INSERT INTO deal_split (deal_id, employee_id, bps) SELECT deal.id, rep.id, 10000 FROM deal, rep)
    INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference)
    SELECT id, 'paid', 150000000, '2001-02-03', 'P-1' FROM deal;
    COMMIT;
  `);
}

test('HR makes a plan with tiers, a seller and a quota', async () => {
  await paidLongAgo();
  const page = await open('hr', '/incentives/plans');
  const make = section(page, 'Make a plan');
  await make.getByRole('button', { name: 'Make the plan' }).click();
  await make.getByText('Choose a department').waitFor();
  await make.getByLabel('Name').fill('Sellers');
  await choose(make, 'Department', 'Sales');
  await make.getByRole('button', { name: 'Make the plan' }).click();
  await page.getByRole('heading', { name: 'Sellers', level: 1 }).waitFor();
  await page.getByText('It does not pay anything yet').waitFor();

  const change = section(page, 'Change how it pays');
  await fillDate(change, 'From', '2001-01-01');
  await change.getByLabel('Tier 1 pays').fill('500');
  await change.getByRole('button', { name: 'Add the version' }).click();
  await change.getByText('Use a percentage such as 7.5').waitFor();
  await change.getByLabel('Tier 1 pays').fill('5');
  await change.getByRole('button', { name: 'Add a tier' }).click();
  await change.getByLabel('Tier 2 begins at').fill('1000000');
  await change.getByLabel('Tier 2 pays').fill('8');
  await change.getByRole('button', { name: 'Add the version' }).click();
  await section(page, 'How it pays').getByText('5 % up to ₹10,00,000.00, then 8 %').waitFor();

  const sellers = section(page, 'Sellers');
  await choose(sellers, 'Person', 'Asha');
  await fillDate(sellers, 'On it from', '2001-01-01');
  // Since 2025 she is on the demo company's.
  await fillDate(sellers, 'Until', '2001-12-31');
  await sellers.getByRole('button', { name: 'Put on the plan' }).click();
  await sellers.getByRole('row', { name: /1 Jan 2001/ }).waitFor();
  await expectNoBarriers(page, 'incentive-plan');
});

test('a period is drawn up, signed by mail or app, published by its workflow and entered into the books', async () => {
  const page = await open('admin', '/incentives/runs');
  const draw = section(page, 'Draw up a period');
  await choose(draw, 'Plan', 'Sellers');
  await fillDate(draw, 'A day of the period', '2001-03-31');
  await draw.getByRole('button', { name: 'Draw up a preview' }).click();
  await section(page, 'Sellers, 2001-Q1').getByText('₹90,000.00').first().waitFor();
  await section(page, 'Statements')
    .getByRole('row', { name: /2001-Q1/ })
    .waitFor();
  await expectNoBarriers(page, 'incentive-run');
  const runAddress = page.url();
  await page.getByRole('link', { name: 'Ask for signatures' }).click();
  const approvalId = await sendForApproval(page);
  const people = suite.people;
  for (const [persona, step] of [
    ['sales.head', 'department-head'],
    ['finance', 'finance'],
  ] as const) {
    const client = await people.as(persona);
    await approvalWhen(await people.as('admin'), approvalId, asked(step));
    const answer = await client.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
    expect(answer.status).toBe(200);
  }
  await approvalWhen(await people.as('admin'), approvalId, closed);
  await page.goto(runAddress);
  await page.getByText('Its statements are out. Entered into the books.').waitFor();
});

test('the seller sees why each figure is what it is, what a deal would earn, and says what is missing', async () => {
  const page = await open('sales.rep', '/incentives');
  await page.getByRole('link', { name: /, 2001-Q1$/ }).click();
  await section(page, /, 2001-Q1$/)
    .getByText('₹90,000.00')
    .first()
    .waitFor();
  const lines = page.getByRole('region', { name: 'Deals and tiers' });
  await lines.getByText('Tier 1: ₹10,00,000.00 at 5 %').waitFor();
  await lines.getByText('Tier 2: ₹5,00,000.00 at 8 %').waitFor();
  await lines.getByRole('link', { name: 'D-2001-0001, Order desk' }).waitFor();
  await expectNoBarriers(page, 'incentive-statement');
  await page.getByRole('link', { name: 'Something is missing' }).click();
  await page.getByLabel('Missing').fill('100');
  await page.getByLabel('Reason').fill('A bonus was promised');
  const approvalId = await sendForApproval(page);
  const people = suite.people;
  await approvalWhen(await people.as('sales.rep'), approvalId, asked('reporting-manager'));

  await page.goto(`${suite.app.url}/incentives`);
  const whatIf = section(page, 'What if');
  await whatIf.getByRole('button', { name: 'Work it out' }).click();
  await whatIf.getByText(/Use an amount/).waitFor();
  await whatIf.getByLabel('A deal of').fill('1000');
  await whatIf.getByRole('button', { name: 'Work it out' }).click();
  await whatIf.getByText(/^It would earn ₹/).waitFor();
  await expectNoBarriers(page, 'incentives-mine');
});

test('nobody of Consulting finds any of it', async () => {
  const { body } = await (await suite.people.as('finance')).get('/incentive-runs');
  const [run] = (body as { items: IncentiveRunWire[] }).items;
  const page = await open('consulting.head', `/incentives/runs/${run!.id}`);
  await page
    .getByText(/There is no such run|not found/i)
    .first()
    .waitFor();
  const plans = await (await suite.people.as('consulting.head')).get('/incentive-plans');
  expect((plans.body as { items: PlanWire[] }).items).toEqual([]);
  await page.goto(`${suite.app.url}/incentives`);
  await page.getByText('You are on no incentive plan today').waitFor();
  await page.getByText('No statements yet').waitFor();
});
