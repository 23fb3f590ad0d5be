import { expectNoBarriers } from '../support/barriers';
import { choose, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

test('a card is moved by its menu and undone; a win asks why; the figures of the board lead to their deals', async () => {
  const page = await open('sales.rep', '/sales');
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  await column('Qualified').getByText('Meter data warehouse').waitFor();
  await expectNoBarriers(page, 'pipeline');
  await page.getByRole('button', { name: 'Move Meter data warehouse' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Proposal' }).press('Enter');
  await column('Proposal').getByText('Meter data warehouse').waitFor();
  await page.getByText('Meter data warehouse: Proposal').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await column('Qualified').getByText('Meter data warehouse').waitFor();
  await page.getByText('Meter data warehouse: Qualified').waitFor();
  await page.getByRole('button', { name: 'Move Dealer warranty desk' }).click();
  await page.getByRole('menuitem', { name: 'Won' }).click();
  await page.getByRole('button', { name: 'It is won' }).click();
  await page.getByText('Choose a reason').waitFor();
  await choose(page, 'Why it was won', 'Product');
  await page.getByRole('button', { name: 'It is won' }).click();
  await column('Won').getByText('Dealer warranty desk').waitFor();
  await column('Won')
    .getByRole('link', { name: /deals?$/ })
    .click();
  await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor();
  await page.getByRole('row', { name: /Dealer warranty desk/ }).waitFor();
  await expectNoBarriers(page, 'deals');
});

test('shares of 60 and 30 cannot be saved, 60 and 40 can; an offer makes the amount', async () => {
  const page = await open('sales.rep', '/deals?q=Service%20contracts&stage=open');
  await page.getByRole('link', { name: 'Service contracts' }).click();
  await page.getByRole('heading', { name: 'Service contracts', level: 1 }).waitFor();
  await expectNoBarriers(page, 'deal');
  await page.getByRole('button', { name: 'Change the shares' }).click();
  await page.getByRole('textbox', { name: 'Share 1' }).waitFor();
  while ((await page.getByRole('button', { name: /^Remove person/ }).count()) > 0)
    await page
      .getByRole('button', { name: /^Remove person/ })
      .last()
      .click();
  await page.getByRole('textbox', { name: 'Share 1' }).fill('60');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await choose(page, 'Person 2', 'Vikram Joshi');
  await page.getByRole('textbox', { name: 'Share 2' }).fill('30');
  await page.getByText('The shares come to 90 %: 10 % are missing').waitFor();
  expect(await page.getByRole('button', { name: 'Save the shares' }).isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Share 2' }).fill('40');
  await page.getByRole('button', { name: 'Save the shares' }).click();
  await page.getByRole('row', { name: /40 %/ }).waitFor();
  await page.getByRole('button', { name: 'Change the offer' }).click();
  await page.getByRole('textbox', { name: 'What it is' }).fill('Support for a year');
  await page.getByRole('textbox', { name: 'Quantity' }).fill('2');
  await page.getByRole('textbox', { name: 'Price' }).fill('50000');
  await expectNoBarriers(page, 'deal-offer');
  await page.getByRole('button', { name: 'Save the offer' }).click();
  await page.getByRole('row', { name: /Support for a year 2 ₹50,000.00 – ₹1,00,000.00/ }).waitFor();
});

test('a customer and a deal are added, won and handed over, and consulting finds the project', async () => {
  const page = await open('sales.rep', '/customers/new');
  await page.getByRole('button', { name: 'Save the customer' }).click();
  await page.getByText('Give the customer’s name').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Bengal Tea');
  await page.getByRole('button', { name: 'Save the customer' }).click();
  await page.getByRole('heading', { name: 'Bengal Tea', level: 1 }).waitFor();
  await expectNoBarriers(page, 'customer');
  await page.getByRole('link', { name: 'New deal' }).click();
  await page.getByRole('heading', { name: 'New deal', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Garden ledger');
  await page.getByRole('textbox', { name: 'Amount' }).fill('900000');
  await expectNoBarriers(page, 'new-deal');
  await fillDate(page, 'Expected on', '15 Jan 2027');
  await page.getByRole('button', { name: 'Save the deal' }).click();
  await page.getByRole('heading', { name: 'Garden ledger', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Won' }).click();
  await choose(page, 'Why it was won', 'Price');
  await page.getByRole('button', { name: 'It is won' }).click();
  await page.getByRole('button', { name: 'Hand over to consulting' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Project manager' }).click();
  await page.getByRole('option').first().click();
  await fillDate(page, 'Starts on', '1 Feb 2027');
  await dialog.getByRole('textbox', { name: 'Budget' }).fill('600000');
  await dialog.getByRole('textbox', { name: 'What was promised' }).fill('Live before the harvest');
  await dialog.getByRole('button', { name: 'Hand it over' }).click();
  await page
    .getByRole('region', { name: 'Handed over' })
    .getByText(/P-2027-0001/)
    .waitFor();
  const there = await open('consulting.head', '/projects');
  await there.getByRole('link', { name: /Garden ledger/ }).click();
  await there.getByRole('region', { name: 'Handed over by sales' }).waitFor();
  await there.getByText('Live before the harvest').waitFor();
});

test('the forecast leads to its rows, the palette finds a deal and its customer, consulting neither', async () => {
  const page = await open('sales.manager', '/sales/forecast');
  const first = page.getByRole('row').nth(1);
  await first.waitFor();
  await expectNoBarriers(page, 'forecast');
  await first.getByRole('link').click();
  await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor();
  const find = async (persona: Persona, words: string) => {
    const there = await open(persona, '/');
    await there.keyboard.press('Control+k');
    await there.getByRole('textbox', { name: 'Find and go' }).fill(words);
    return there;
  };
  const seller = await find('sales.rep2', 'D-2026');
  await seller
    .getByRole('button', { name: /D-2026-\d{4}/ })
    .first()
    .waitFor();
  const consultant = await find('consulting.head', 'D-2026');
  await consultant.getByText('Nothing you may see is called “D-2026”').waitFor();
});

test('a file of customers is tried, put right and written', async () => {
  const page = await open('sales.rep', '/sales/import');
  const file = (text: string) => ({
    ...{ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) },
  });
  const input = page.locator('input[type=file]');
  await input.setInputFiles(file('Name,City\nMalabar Foods,Kochi\n'));
  await page.getByRole('row', { name: /There is a customer of this name already/ }).waitFor();
  await expectNoBarriers(page, 'sales-import');
  await input.setInputFiles(file('Name,City\nAravalli Stone,Udaipur\n'));
  await page.getByRole('button', { name: 'Add 1 line' }).click();
  await page.getByRole('link', { name: 'See the customers' }).click();
  await page.getByRole('link', { name: 'Aravalli Stone' }).waitFor();
  await expectNoBarriers(page, 'customers');
});
