import type { Page } from 'playwright-core';
import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { askForLeave } from '../support/personas';

jest.setTimeout(240_000);

const suite = browserSuite();
let approval: string;
beforeAll(async () => {
  approval = (await askForLeave(await suite.people.as('sales.rep'))).approvalId;
});

/** Pages of the navigation, where the walk through it looks for barriers. */
const IN_NAVIGATION = [
  ['/inbox', 'Inbox'],
  ['/requests', 'My requests'],
  ['/leave', 'Leave'],
  ['/tasks', 'My tasks'],
  ['/onboardings', 'Onboardings'],
  ['/expenses', 'Expenses'],
  ['/projects', 'Projects'],
  ['/people', 'People'],
  ['/chat', 'Chat'],
  ['/substitutes', 'My substitutes'],
  ['/admin/mail', 'Mail'],
  ['/admin/policies', 'Approval policies'],
  ['/admin/audit', 'Audit'],
  ['/admin/restrictions', 'Restrictions'],
  ['/admin/conversations', 'Conversations'],
  ['/admin/retention', 'Retention and holds'],
  ['/chat-audits', 'Auditors’ log'],
] as const;

/** Other pages everybody has. */
const COMMON = [
  ['/', 'Home'],
  ['/requests/new/leave', 'New leave'],
  ['/requests/new/expense-claim', 'New expense claim'],
  ['/requests/new/project-go-live', 'New project go-live'],
  ['/notifications', 'Notifications'],
  ['/notifications/settings', 'Notification settings'],
  ['/account', 'Account'],
  ['/help/audits', 'How conversations may be audited'],
  ['/nowhere', 'Page not found'],
] as const;

async function signIn(persona: Persona): Promise<Page> {
  const context = await suite.browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${suite.app.url}/account`);
  await page.getByLabel('E-mail').fill(`${persona}@netra.example`);
  await page.getByRole('textbox', { name: 'Password' }).fill('netra-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
  return page;
}

/** Opens a page and expects its title, and no barriers in light, in dark and on a phone. */
async function inspect(page: Page, path: string, title: string) {
  await page.goto(suite.app.url + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expectNoBarriers(page, path.replaceAll('/', '-').slice(1) || 'home');
  expect([path, await page.title()]).toEqual([path, `${title} · NETRA`]);
}

async function firstId(persona: Persona, path: string): Promise<string> {
  const answer = await (await suite.people.as(persona)).get(path);
  return (answer.body as { items: { id: string }[] }).items[0]!.id;
}

test('the door has no barriers and says what is wrong', async () => {
  const page = await suite.browser.newPage();
  await inspect(page, '/sign-in', 'Sign in');
  await page.getByLabel('E-mail').fill('sales.rep@netra.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('do not match').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.close();
});

test('the page of each place in the navigation is called what it is', async () => {
  const page = await signIn('admin');
  for (const [path, title] of IN_NAVIGATION) {
    await page.goto(suite.app.url + path);
    await comesToBe(async () => [path, await page.title()], [path, `${title} · NETRA`]);
  }
  await page.context().close();
});

/** Pages that look different to somebody who leads nobody, and to an admin. */
const DIFFERENT = new Set(['/']);

test.each(['sales.rep', 'sales.manager', 'admin'] as const)(
  'no page has barriers for %s, in light, in dark or on a phone',
  async (persona) => {
    const page = await signIn(persona);
    const pages = COMMON.filter(([path]) => persona === 'sales.manager' || DIFFERENT.has(path));
    for (const [path, title] of pages) await inspect(page, path, title);
    const { body } = await (await suite.people.as(persona)).get(`/approvals/${approval}`);
    await inspect(page, `/approvals/${approval}`, (body as { title: string }).title);
    await page.context().close();
  },
);

test('no page within the administration has barriers', async () => {
  const page = await signIn('admin');
  const [mail, person, project] = await Promise.all([
    firstId('admin', '/admin/email/messages'),
    firstId('admin', '/people'),
    firstId('admin', '/projects'),
  ]);
  await inspect(page, '/admin/mail/templates', 'Mail templates');
  await inspect(page, '/admin/policies/expense-claim', 'Expense claim: approval policy');
  await inspect(page, '/admin/policies/groups', 'Approval groups');
  for (const path of [`/admin/mail/${mail}`, `/people/${person}`, `/projects/${project}`]) {
    await page.goto(suite.app.url + path);
    const heading = page.getByRole('heading', { level: 1 });
    await heading.waitFor();
    await inspect(page, path, (await heading.textContent()) ?? '');
  }
  await page.context().close();
});

test('a dialog opens with the keyboard, keeps it, and gives it back', async () => {
  const page = await signIn('sales.manager');
  await page.goto(`${suite.app.url}/approvals/${approval}`);
  await page.getByRole('button', { name: 'Reject' }).waitFor();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Reject' });
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByText('Say why you reject it').waitFor();
  expect(await barriers(page, WCAG)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.context().close();
});
