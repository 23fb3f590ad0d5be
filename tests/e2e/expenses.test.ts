import type { Page } from 'playwright-core';
import type { BatchWire } from '../../domain/wire/expenses';
import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { approvalWhen, asked, closed } from '../support/personas';
import { pdf } from '../support/receipts';
import { today } from '../support/records';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const TITLE = 'Dinner with Vindhya Textiles';
const OVER = 'Over the cap of ₹1,000.00 per item for meals';

async function addRule(page: Page, index: number, rule: string, amount: string) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  const fields = dialog.getByRole('group', { name: `Rule ${index}` });
  await choose(fields, 'Rule', rule);
  await fields.getByLabel('Amount in INR').fill(amount);
  return fields;
}

async function giveAccount(persona: Persona): Promise<void> {
  await suite.db.query(
    `INSERT INTO employee_bank_account (employee_id, holder, bank, ifsc, account_number, status, effective_from)
     SELECT id, name, 'A bank', 'HDFC0001234', '004500123478', 'approved', now() FROM employee
     WHERE email = $1 AND NOT EXISTS (SELECT FROM employee_bank_account k WHERE k.employee_id = employee.id
       AND k.status = 'approved' AND k.effective_until IS NULL)`,
    [`${persona}@netra.example`],
  );
}

test('finance sets a policy, a claim with a receipt goes to an exception, and a batch pays it', async () => {
  const finance = await open('finance', '/expenses/policy');
  await finance.getByText('There are no limits yet').waitFor();
  await finance.getByRole('button', { name: 'New version' }).click();
  const dialog = finance.getByRole('dialog', { name: 'New version of the policy' });
  await dialog.getByRole('button', { name: 'Set this version' }).click();
  await dialog.getByText('Choose a day').waitFor();
  await fillDate(finance, 'For expenses from', '1 Nov 2026');
  await dialog.getByLabel('Why').fill('As the board has decided');
  await addRule(finance, 1, 'Cap per item', '1000');
  const receipt = await addRule(finance, 2, 'Receipt needed above', '500');
  await choose(receipt, 'When it is broken', 'Refuse the claim');
  await dialog.getByRole('button', { name: 'Set this version' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await finance
    .getByRole('row', { name: /Meals Cap per item ₹1,000.00 Needs an exception/ })
    .waitFor();
  await finance.getByText('In force').waitFor();
  await expectNoBarriers(finance, 'expense-policy');

  const rep = await open('sales.rep', '/requests/new/expense-claim');
  await rep.getByLabel('Title').fill(TITLE);
  await fillDate(rep, 'Date', formatDate(today()));
  await choose(rep, 'Category', 'Meals');
  await rep.getByLabel('Amount').fill('1200');
  await rep.getByLabel('What it was for').fill('Four people');
  await rep.getByText(/Line 1: A receipt is needed above ₹500.00 for meals/).waitFor();
  const { name, type: mimeType, content: buffer } = pdf('dinner', 'dinner.pdf');
  const chooser = rep.waitForEvent('filechooser');
  await rep.getByRole('button', { name: 'Add a receipt' }).click();
  await (await chooser).setFiles({ name, mimeType, buffer });
  await rep.getByRole('link', { name: 'dinner.pdf' }).waitFor();
  await rep.getByText(OVER).waitFor();
  await rep.getByText('Policy exception').waitFor();
  await expectNoBarriers(rep, 'expense-claim-form');
  const approvalId = await sendForApproval(rep);

  await approvalWhen(await suite.people.as('sales.rep'), approvalId, asked('reporting-manager'));
  const manager = await open('sales.manager', `/approvals/${approvalId}`);
  await manager.getByText(OVER).waitFor();
  const link = manager.getByRole('link', { name: 'dinner.pdf' });
  const shown = await manager.request.get(suite.app.url + (await link.getAttribute('href')));
  expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await expectNoBarriers(manager, 'expense-claim-approval');
  const decide = async (persona: Persona) =>
    (await suite.people.as(persona)).post(`/approvals/${approvalId}/decisions`, {
      verdict: 'approve',
    });
  expect((await decide('sales.manager')).status).toBe(200);
  await approvalWhen(await suite.people.as('sales.rep'), approvalId, asked('policy.exception'));
  expect((await decide('finance')).status).toBe(200);
  await approvalWhen(await suite.people.as('sales.rep'), approvalId, closed);

  await giveAccount('sales.rep');
  await finance.goto(`${suite.app.url}/expenses/payments`);
  await finance.getByLabel('Account holder').fill('NETRA Ltd');
  await finance.getByLabel('IFSC').fill('ICIC0000001');
  await finance.getByLabel('Account number').fill('123456789012');
  await finance.getByRole('button', { name: 'Set the account' }).click();
  await finance.getByText('NETRA Ltd, ICIC0000001, ending in 9012').waitFor();
  const pay = async (amount: string) => {
    await finance.getByRole('checkbox', { name: new RegExp(TITLE) }).check();
    await finance.getByLabel(new RegExp(`^Pay for ${TITLE}`)).fill(amount);
    await fillDate(finance, 'Pay on', '1 Dec 2026');
    await finance.getByRole('button', { name: 'Make a batch of 1' }).click();
    const [batch] = (
      (await (await suite.people.as('finance')).get('/reimbursement-batches')).body as {
        items: BatchWire[];
      }
    ).items;
    return batch?.number ?? '';
  };
  await pay('200');
  await finance.getByRole('link', { name: 'RB-0001 for the bank (pain.001)' }).waitFor();
  await expectNoBarriers(finance, 'reimbursements');
  const download = finance.waitForEvent('download');
  await finance.getByRole('link', { name: 'RB-0001 for the bank (pain.001)' }).click();
  expect((await download).suggestedFilename()).toBe('RB-0001.xml');
  await finance.getByRole('button', { name: 'The bank has paid RB-0001' }).click();
  await finance
    .getByRole('region', { name: 'Batch RB-0001' })
    .getByText('Paid', { exact: true })
    .waitFor();
  await choose(finance, 'What is owed', 'Partly paid');
  await finance
    .getByRole('row', { name: new RegExp(TITLE) })
    .getByText('₹1,000.00')
    .waitFor();
  await pay('1000');
  await finance.getByRole('button', { name: 'The bank has paid RB-0002' }).click();
  await finance.getByText('Nothing here').waitFor();

  const mine = await open('sales.rep', '/expenses');
  const row = mine.getByRole('link', { name: new RegExp(TITLE) });
  await row.getByText('Paid', { exact: true }).waitFor();
  await row.getByText(/₹200.00 paid by RB-0001 on /).waitFor();
  await row.getByText(/₹1,000.00 paid by RB-0002 on /).waitFor();
  await expectNoBarriers(mine, 'expenses');
});

test('finance enters rates by hand and from a file, records an advance, and others are kept out', async () => {
  const page = await open('finance', '/expenses/rates');
  await page.getByText('No rates yet').waitFor();
  await fillDate(page, 'Day', '25 Nov 2026');
  await page.getByLabel('Worth in INR').fill('83.1275');
  await page.getByRole('button', { name: 'Enter the rate' }).click();
  await page.getByRole('row', { name: /25 Nov 2026 USD 83.1275 INR/ }).waitFor();
  const send = async (csv: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a CSV file' }).click();
    const file = { name: 'rates.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await (await chooser).setFiles(file);
  };
  await send('25th Nov,EUR,90');
  await page.getByText(/“25th Nov” is no date/).waitFor();
  await send('date,currency,rate\n2026-11-25,EUR,90.5\n2026-11-25,USD,83.1275\n');
  await page.getByText('In the file: 1 new, 0 changed, 1 as they are.').waitFor();
  expect(await page.getByRole('row', { name: /EUR/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Enter them' }).click();
  await page.getByRole('row', { name: /25 Nov 2026 EUR 90.5 INR/ }).waitFor();
  await expectNoBarriers(page, 'exchange-rates');

  await page.goto(`${suite.app.url}/expenses/advances`);
  await page.getByText('No advances').waitFor();
  const me = (await (await suite.people.as('consultant')).get('/me')).body as { name: string };
  await choose(page, 'Person', me.name);
  await page.getByLabel('Amount').fill('100');
  await fillDate(page, 'Paid on', '25 Nov 2026');
  await page.getByLabel('What for').fill('Visit to Indore');
  await page.getByRole('button', { name: 'Record the advance' }).click();
  await page
    .getByRole('row', { name: new RegExp(me.name) })
    .getByText('Visit to Indore')
    .waitFor();
  await page.getByLabel(`Given back by ${me.name}`).fill('40');
  await page.getByRole('button', { name: 'Given back' }).click();
  await page.getByRole('cell', { name: '₹60.00' }).waitFor();
  await expectNoBarriers(page, 'advances');

  const consultant = await open('consultant', '/expenses/advances');
  await consultant.getByText('Visit to Indore').waitFor();
  expect(await consultant.getByRole('button', { name: 'Record the advance' }).count()).toBe(0);
  await consultant.goto(`${suite.app.url}/expenses/payments`);
  await consultant.getByText('This page is for finance').waitFor();
});

test('finance says what a kilometre is worth, and a drive is claimed by its kilometres', async () => {
  const page = await open('finance', '/expenses/mileage');
  await page.getByText('No mileage rates yet').waitFor();
  await fillDate(page, 'From', '1 Apr 2026');
  await page.getByRole('textbox', { name: 'INR per km', exact: true }).fill('12.50');
  await page.getByLabel('Falls above, km a year').fill('100');
  await page.getByRole('button', { name: 'Enter the rate' }).click();
  await page.getByText('Say both, the kilometres and the rate above them, or neither').waitFor();
  await page.getByLabel('INR per km above it').fill('8');
  await page.getByRole('button', { name: 'Enter the rate' }).click();
  await page
    .getByRole('row', { name: /Car 1 Apr 2026 further notice 12.5 INR 100 km: 8 INR/ })
    .waitFor();
  await expectNoBarriers(page, 'mileage-rates');

  const rep = await open('sales.rep2', '/requests/new/expense-claim');
  await rep.getByLabel('Title').fill('Round of the mills');
  await fillDate(rep, 'Date', formatDate(today()));
  await choose(rep, 'Claimed by', 'Mileage');
  expect(await rep.getByLabel('Amount').count()).toBe(0);
  await choose(rep, 'Vehicle', 'Car');
  await rep.getByLabel('Kilometres').fill('120.55');
  await rep.getByLabel('What it was for').fill('Four mills');
  await rep.getByText(/Use kilometres above zero/).waitFor();
  await rep.getByLabel('Kilometres').fill('120.5');
  await rep
    .getByText(/₹1,414.00 \(120.5 km by car, 100.0 at 12.5 and 20.5 at 8 INR\/km\)/)
    .waitFor();
  await expectNoBarriers(rep, 'mileage-claim-form');
  await sendForApproval(rep);
  await rep.getByText(/120.5 km by car, 100.0 at 12.5 and 20.5 at 8 INR\/km/).waitFor();

  const reader = await open('sales.rep2', '/expenses/mileage');
  await reader.getByRole('row', { name: /Car 1 Apr 2026/ }).waitFor();
  expect(await reader.getByRole('button', { name: 'Enter the rate' }).count()).toBe(0);
});

test('finance says what a day away is worth, and a journey is claimed by its days', async () => {
  const page = await open('finance', '/expenses/per-diem');
  await page.getByText('No per diem yet').waitFor();
  await page.getByRole('button', { name: 'Enter the rate' }).click();
  await page.getByText('Name the place').waitFor();
  await page.getByLabel('Place').fill('Pune');
  await fillDate(page, 'From', '1 Apr 2026');
  await page.getByLabel('A full day, in INR').fill('1500');
  await page.getByRole('button', { name: 'Enter the rate' }).click();
  await page
    .getByRole('row', { name: /Pune 1 Apr 2026 further notice ₹1,500.00 75 % 20, 40, 40 %/ })
    .waitFor();
  await expectNoBarriers(page, 'per-diem-rates');

  const rep = await open('consultant2', '/requests/new/expense-claim');
  await rep.getByLabel('Title').fill('Week at the mill');
  await choose(rep, 'Claimed by', 'Per diem');
  await fillDate(rep, 'First day', formatDate(addDays(today(), -4)));
  await fillDate(rep, 'Last day', formatDate(addDays(today(), -2)));
  await choose(rep, 'Place', 'Pune');
  await choose(rep, 'Meals that were provided', `${formatDate(addDays(today(), -3))}, lunch`);
  await rep.getByLabel('What it was for').fill('Fitting');
  const reckoning = /₹3,150.00 \(Pune until .*: 2 days at 75 % of ₹1,500.00, 1 day at 60 %/;
  await rep.getByText(reckoning).waitFor();
  await expectNoBarriers(rep, 'per-diem-claim-form');
  await sendForApproval(rep);
  await rep.getByText(reckoning).waitFor();
});
