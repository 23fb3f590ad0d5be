import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expectNoBarriers } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';
import { askForLeave } from '../support/personas';

jest.setTimeout(120_000);

const suite = browserSuite();
const { open } = suite;

const field = (page: Page) => page.getByRole('textbox', { name: 'Find and go' });

/** What is offered for what is typed. */
async function offered(page: Page, typed: string): Promise<string> {
  await field(page).fill(typed);
  const answers = page.getByRole('dialog');
  await page.waitForTimeout(300);
  await answers.getByText('Looking …').waitFor({ state: 'detached' });
  return answers.innerText();
}

test('Ctrl K finds people, requests and pages, and goes there by keyboard', async () => {
  const rep = await suite.people.as('sales.rep');
  const { approvalId } = await askForLeave(rep, { from: '2028-08-07', to: '2028-08-09' });
  const page = await open('sales.manager');
  await page.keyboard.press('Control+K');
  await field(page).waitFor();
  await expectNoBarriers(page, 'palette');
  await field(page).fill('asha');
  await page.getByRole('button', { name: /Asha Pillai sales\.rep@/ }).waitFor();
  await field(page).press('Enter');
  await page.waitForURL('**/people/*');
  await page.getByRole('heading', { name: 'Asha Pillai' }).waitFor();

  await page.keyboard.press('Control+K');
  await field(page).fill('7–9 Aug 2028');
  await page.getByRole('button', { name: /3 days of .* 7–9 Aug 2028/ }).click();
  await page.waitForURL(`**/approvals/${approvalId}`);

  await page.keyboard.press('Control+K');
  await field(page).fill('new expense');
  await field(page).press('Enter');
  await page.getByRole('heading', { name: 'New expense claim' }).waitFor();
});

test('it names nothing that its reader may not see, and says so', async () => {
  const consulting = await suite.people.as('consulting.manager');
  const { items } = (await consulting.get('/projects')).body as { items: { code: string }[] };
  const code = items[0]!.code;
  const [manager, rep] = [await open('consulting.manager'), await open('sales.rep')];
  for (const page of [manager, rep]) await page.keyboard.press('Control+K');
  expect(await offered(manager, code)).toContain(code);
  expect(await offered(rep, code)).toContain(`Nothing you may see is called “${code}”`);
  expect(await offered(rep, 'Divya')).not.toContain('consultant@');
  expect(await offered(rep, 'Restrictions')).not.toContain('Go to');
});

test('a list is taken along as a file, by what its filters leave of it', async () => {
  const page = await open('hr');
  await page.goto(`${suite.app.url}/people?q=asha`);
  await page.getByRole('link', { name: 'Asha Pillai' }).waitFor();
  await expectNoBarriers(page, 'people-export');
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV file' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('people.csv');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.trimEnd().split('\r\n')).toEqual([
    expect.stringContaining('Name,E-mail'),
    expect.stringContaining('Asha Pillai,sales.rep@netra.example,Sales'),
  ]);
});

test('a calendar address is shown once, works without signing in, and ends', async () => {
  const page = await open('sales.rep');
  await page.goto(`${suite.app.url}/leave`);
  await page.getByRole('button', { name: 'Get a calendar address' }).click();
  const address = await page.getByText(/\.ics$/).innerText();
  await expectNoBarriers(page, 'calendar-feed');
  expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR');
  await page.reload();
  await page.getByText(/Your calendar address works since/).waitFor();
  expect(await page.getByText(/\.ics$/).count()).toBe(0);
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByRole('button', { name: 'Get a calendar address' }).waitFor();
  expect((await fetch(address)).status).toBe(404);
});

test('on a phone it opens from its button, in the dark too', async () => {
  const page = await open('hr');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 780 });
  await page.getByRole('button', { name: 'Find and go' }).click();
  await field(page).fill('calen');
  await expectNoBarriers(page, 'palette-phone');
  const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(wide).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
});
