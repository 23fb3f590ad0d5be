import type { Page } from 'playwright-core';
import { addDays } from '../../domain/dates/calendar';
import { clientOf } from '../support/api';
import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { choose, comesToBe, fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { approvalWhen, asked, closed } from '../support/personas';
import { today } from '../support/records';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;

const PASSWORD = 'lantern gravel tulip';

/** A browser of somebody who is not signed in, as wide as a phone. */
async function stranger(path: string): Promise<Page> {
  const context = await suite.browser.newContext({ viewport: { width: 390, height: 780 } });
  const page = await context.newPage();
  await page.goto(new URL(path, suite.app.url).href);
  return page;
}

async function mailedLink(to: string, subject: string): Promise<string> {
  const [mail] = await suite.app.inbox.mails({ to, subject }, 20_000);
  return mail!.links.find((link) => link.includes('/password#'))!;
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'New password again' }).fill(password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
}

test('people who are imported are invited, choose a password by the mailed link, and are in', async () => {
  const hr = await open('hr', '/people/import');
  await hr.locator('input[type="file"]').setInputFiles({
    ...{ name: 'people.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('Name,E-mail,Joined on\nNila Rao,nila@joins.example,2026-11-02'),
  });
  await hr.getByRole('button', { name: 'Add 1 person' }).click();
  await hr.getByRole('button', { name: 'Invite them all' }).click();
  await hr.getByText(/1 person is invited/).waitFor();

  const page = await stranger(await mailedLink('nila@joins.example', 'invites you'));
  await page.getByText('For Nila Rao, nila@joins.example').waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await choosePassword(page, 'Password12345');
  await page.getByText(/one of the passwords that are guessed first/).waitFor();
  await page.getByText('Too weak').waitFor();
  await choosePassword(page, PASSWORD);
  await page.waitForURL(`${suite.app.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();

  await hr.goto(`${suite.app.url}/people?q=nila`);
  await hr.getByRole('link', { name: 'Nila Rao' }).first().click();
  await hr.getByText(/^Joined on .*\d/).waitFor();
  const again = await stranger(await mailedLink('nila@joins.example', 'invites you'));
  await again.getByText('This link has been used. Sign in with the password.').waitFor();
});

test('who forgot their password gets a link, and sees and ends their sessions after it', async () => {
  const page = await stranger('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText('Enter your e-mail').waitFor();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('consultant2@netra.example');
  expect(await barriers(page, WCAG)).toEqual([]);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText(/If there is an account of this address/).waitFor();
  // A tab that is open goes elsewhere by the part behind the # alone.
  const back = await stranger(await mailedLink('consultant2@netra.example', 'A new password'));
  await choosePassword(back, PASSWORD);
  await back.waitForURL(`${suite.app.url}/`);

  const body = { email: 'consultant2@netra.example', password: PASSWORD };
  const other = await clientOf(suite.app.url).post('/auth/login', body);
  expect(other.status).toBe(200);
  await back.goto(`${suite.app.url}/account`);
  const section = back.getByRole('region', { name: 'Where I am signed in' });
  await section.getByText('Chrome on Linux').waitFor();
  expect(await barriers(back, WCAG)).toEqual([]);
  await section.getByRole('button', { name: 'End all others' }).click();
  await section.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' });
  await comesToBe(() => section.getByRole('listitem').count(), 1);
});

test('somebody in Sales asks for a look at the projects of Consulting, its head signs, and ends it', async () => {
  const rep = await open('sales.rep', '/access');
  await rep.getByText('Nothing beyond your own work').waitFor();
  await expectNoBarriers(rep, 'access, empty');
  expect(await rep.getByRole('region', { name: 'Who can look in' }).count()).toBe(0);
  await rep.getByRole('link', { name: 'Ask for access' }).click();
  await choose(rep, 'Department', 'Consulting');
  await rep.getByRole('checkbox', { name: 'Projects' }).check();
  await fillDate(rep, 'Until', addDays(today(), 14));
  await rep.getByRole('textbox', { name: 'Reason' }).fill('An offer builds on what was delivered');
  await expectNoBarriers(rep, 'access request');
  const id = await sendForApproval(rep);

  const [asker, head] = [
    await suite.people.as('sales.rep'),
    await suite.people.as('consulting.head'),
  ];
  const codes = async () => {
    const { items } = (await asker.get('/projects?limit=200')).body as { items: Project[] };
    return items.filter(({ department }) => department.name === 'Consulting').length;
  };
  interface Project {
    department: { name: string };
  }
  const before = await codes();
  const waiting = await approvalWhen(asker, id, asked('department-head'));
  expect(waiting.steps[0]!.approvers).toEqual([expect.objectContaining({ id: await idOf(head) })]);
  expect((await head.post(`/approvals/${id}/decisions`, { verdict: 'approve' })).status).toBe(200);
  expect((await approvalWhen(asker, id, closed)).status).toBe('approved');
  expect(await codes()).toBeGreaterThan(before);

  await rep.goto(`${suite.app.url}/access`);
  await rep.getByRole('row', { name: /Consulting Projects An offer/ }).waitFor();
  await expectNoBarriers(rep, 'access');
  const page = await open('consulting.head', '/access');
  const others = page.getByRole('region', { name: 'Who can look in' });
  await others.getByRole('row', { name: /Consulting Projects An offer.*(Once|times)/ }).waitFor();
  await others
    .getByRole('button', { name: /^End the access of/ })
    .first()
    .click();
  await others.getByText('Nobody from outside').waitFor();
  expect(await codes()).toBe(before);
  await page.goto(`${suite.app.url}/access?state=all`);
  await page
    .getByRole('row', { name: /An offer.*Revoked/ })
    .first()
    .waitFor();
});

test('the head of a department gives somebody a look by hand', async () => {
  const page = await open('consulting.head', '/access');
  await page.getByRole('button', { name: 'Give access …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give access' });
  await dialog.getByRole('button', { name: 'Give access' }).click();
  await dialog.getByText('Say why').waitFor();
  await dialog.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option').first().click();
  await choose(dialog, 'Department', 'Consulting');
  await dialog.getByRole('checkbox', { name: 'People' }).check();
  await fillDate(dialog, 'Until', addDays(today(), 7));
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Takes over for a week');
  expect(await barriers(page, WCAG)).toEqual([]);
  await dialog.getByRole('button', { name: 'Give access' }).click();
  await page.getByRole('row', { name: /Consulting People Takes over for a week/ }).waitFor();
});

async function idOf(client: { get(path: string): Promise<{ body: unknown }> }): Promise<string> {
  return ((await client.get('/me')).body as { id: string }).id;
}
