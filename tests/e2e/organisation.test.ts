import type { Page } from 'playwright-core';
import type { Person } from '../../domain/wire/people';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { choose, comesToBe, fillDate } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { askForLeave } from '../support/personas';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const HEAD = 'Name,E-mail,Joined on,Department,Manager';

async function personOf(persona: Persona): Promise<Person> {
  const admin = await suite.people.as('admin');
  const found = await admin.get(`/people?q=${persona}@netra.example`);
  return (found.body as { items: Person[] }).items[0]!;
}

const chooseFile = (page: Page, ...lines: string[]) =>
  page.locator('input[type="file"]').setInputFiles({
    ...{ name: 'people.csv', mimeType: 'text/csv' },
    buffer: Buffer.from([HEAD, ...lines].join('\n')),
  });

test('a department is added below another one, opened by its address, and changed', async () => {
  const page = await open('hr', '/departments');
  await page.getByRole('row', { name: /Consulting/ }).waitFor();
  await expectNoBarriers(page, 'departments');
  await page.getByRole('button', { name: 'Add a department' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a department' });
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('Enter a name').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Sales North');
  await choose(dialog, 'For', 'Sales');
  await choose(dialog, 'Part of', 'Sales');
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sales North' }).waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'Name' }).fill('North');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'North' }).waitFor();
  await expectNoBarriers(page, 'department');
  await page.goto(`${suite.app.url}/departments`);
  await page.getByRole('row', { name: /North part of Sales/ }).waitFor();
  // Others see the tree, and nothing to change it with.
  const rep = await open('sales.rep', new URL(page.url()).pathname);
  await rep.getByRole('row', { name: /North part of Sales/ }).waitFor();
  expect(await rep.getByRole('button', { name: 'Add a department' }).count()).toBe(0);
});

test('the organisation chart is walked with the keyboard, and finds somebody by name', async () => {
  const [rep, head] = [await personOf('sales.rep'), await personOf('sales.head')];
  const page = await open('hr', '/people/chart');
  const chart = page.getByRole('region', { name: 'Who reports to whom' });
  const button = ({ name }: Person) => chart.getByRole('button', { name: new RegExp(`^${name}`) });
  await button(head).focus();
  await comesToBe(() => button(head).getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('ArrowRight');
  await button(await personOf('sales.manager')).waitFor();
  await comesToBe(() => button(head).getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await button(rep).waitFor();
  await page.keyboard.press('ArrowLeft');
  await button(rep).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await comesToBe(() => button(head).getAttribute('aria-expanded'), 'false');

  await page.getByRole('combobox', { name: 'Find a person' }).fill(rep.name);
  await page.getByRole('option', { name: new RegExp(rep.name) }).click();
  await button(rep).waitFor();
  expect(page.url()).toContain(`person=${rep.id}`);
  await expectNoBarriers(page, 'org-chart');
  await page.reload();
  await button(rep).waitFor();
  await chart.getByRole('link', { name: `Open ${rep.name}` }).click();
  await page.getByRole('heading', { level: 1, name: rep.name }).waitFor();

  // In the scope of the list of people: a manager's chart starts with them.
  const theirs = await open('sales.manager', `/people/chart?person=${head.id}`);
  await theirs.getByText('There is no such person.').waitFor();
  expect(await theirs.getByText(head.name).count()).toBe(0);
});

test('a file of people is tried, put right, seen, and written', async () => {
  const page = await open('hr', '/people');
  await page.getByRole('link', { name: 'Import people' }).click();
  const manager = 'sales.manager@netra.example';
  await chooseFile(
    page,
    `Asha Import,asha.import@x.example,25th Feb,Sales,${manager}`,
    `Bela Import,bela.import@x.example,2026-02-25,Atlantis,${manager}`,
  );
  await page.getByText('Something is wrong with 2 lines of 2.').waitFor();
  await page.getByRole('row', { name: /^2 Joined on Write the date as year-month-day/ }).waitFor();
  await page.getByRole('row', { name: /^3 Department There is no department/ }).waitFor();
  await expectNoBarriers(page, 'import-bad');
  await chooseFile(
    page,
    `Asha Import,asha.import@x.example,2026-02-25,Sales,${manager}`,
    `Bela Import,bela.import@x.example,2026-02-25,Sales,asha.import@x.example`,
  );
  await page.getByText('2 people would be added.', { exact: false }).waitFor();
  await expectNoBarriers(page, 'import-good');
  await page.getByRole('button', { name: 'Add 2 people' }).click();
  await page.getByText('2 people are added.').waitFor();
  await page.getByRole('link', { name: 'See the people' }).click();
  await page.getByRole('searchbox', { name: 'Search' }).fill('import@x');
  await page.getByRole('row', { name: /Bela Import.*Asha Import/ }).waitFor();
  await page.waitForURL(/q=import%40x/);
  const rep = await open('sales.rep', '/people/import');
  await rep.getByText('This page is for HR and admins').waitFor();
});

test('a change is planned for a day, listed for everybody in HR, and cancelled', async () => {
  const rep = await personOf('sales.rep');
  const page = await open('hr', `/people/${rep.id}`);
  await page.getByText(`Nothing is planned for ${rep.name}`).waitFor();
  await page.getByRole('button', { name: 'Plan a change …' }).click();
  const dialog = page.getByRole('dialog', { name: `Plan a change of ${rep.name}` });
  await dialog.getByRole('button', { name: 'Plan' }).click();
  await dialog.getByText('Choose what changes').waitFor();
  await fillDate(dialog, 'From', '1 Mar 2030');
  await dialog.getByRole('checkbox', { name: 'Grade' }).check();
  await dialog.getByRole('textbox', { name: 'New grade' }).fill('E9');
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Plan' }).click();
  await page.getByRole('row', { name: /1 Mar 2030 Grade: E9/ }).waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await page.goto(`${suite.app.url}/people/moves`);
  await page.getByRole('row', { name: new RegExp(`${rep.name} 1 Mar 2030`) }).waitFor();
  await expectNoBarriers(page, 'planned-changes');
  await page.getByRole('button', { name: new RegExp(`^Cancel: ${rep.name}`) }).click();
  await page.getByText('Nothing is planned').waitFor();
});

test('before somebody goes it is said what waits on them, and it goes to those named', async () => {
  const { approvalId } = await askForLeave(await suite.people.as('consultant'));
  const [leaver, heir] = [await personOf('consulting.manager'), await personOf('consulting.head')];
  const page = await open('admin', `/people/${leaver.id}`);
  await page.locator('#content').getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog', { name: `Deactivate ${leaver.name}?` });
  await dialog.getByText(/open approvals? .* move at once to whom their rules name/).waitFor();
  const reports = dialog.getByRole('combobox', { name: /^New manager for \d direct reports?/ });
  await comesToBe(async () => (await reports.inputValue()).includes(heir.name), true);
  await dialog.getByRole('combobox', { name: /^New project manager for \d/ }).waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const box = await dialog.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  await picture(page, 'hand-over-phone');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('Inactive', { exact: true }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect((await personOf('consultant')).manager).toMatchObject({ name: heir.name });
  const theirs = await open('consulting.head', `/approvals/${approvalId}`);
  await theirs.getByRole('button', { name: 'Approve' }).first().waitFor();
});

test('somebody is found in a picker though hundreds stand before them', async () => {
  const rep = await personOf('sales.rep');
  const admin = await suite.people.as('admin');
  const form = () => {
    const lines = Array.from({ length: 220 }, (_, n) => `Aa ${n},aa${n}@x.example,2026-02-25,,`);
    const made = new FormData();
    made.append('file', new Blob([[HEAD, ...lines].join('\n')]), 'people.csv');
    return made;
  };
  const send = (path: string) =>
    fetch(`${suite.app.url}/api/v1${path}`, {
      ...{
        method: 'POST',
        body: form(),
        headers: { authorization: `Bearer ${admin.token ?? ''}` },
      },
    });
  const { sha256 } = (await (await send('/people-imports/checks')).json()) as { sha256: string };
  expect((await send(`/people-imports?sha256=${sha256}`)).status).toBe(201);
  const page = await open('admin', '/departments');
  await page.getByRole('link', { name: 'Consulting' }).click();
  const head = page.getByRole('combobox', { name: 'Head' });
  // Who is chosen already is shown, though they are not among the first either.
  for (const end = Date.now() + 10_000; !/, Consulting$/.test(await head.inputValue());) {
    expect(Date.now()).toBeLessThan(end);
    await page.waitForTimeout(50);
  }
  await head.fill(rep.name);
  await page.getByRole('option', { name: new RegExp(`^${rep.name}`) }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(rep.name, { exact: true }).waitFor();
  await comesToBe(async () => (await head.inputValue()).includes(rep.name), true);
});
