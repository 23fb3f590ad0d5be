import type { Page } from 'playwright-core';
import { barriers, expectNoBarriers, WCAG } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { askForLeave } from '../support/personas';

jest.setTimeout(240_000);

const suite = browserSuite();
let approval: string;
beforeAll(async () => {
  approval = (await askForLeave(await suite.people.as('sales.rep'))).approvalId;
});

/** Pages everybody has. */
const COMMON = [
  ['/', 'Home'],
  ['/inbox', 'Inbox'],
  ['/requests', 'My requests'],
  ['/requests/new/leave', 'New leave'],
  ['/requests/new/expense-claim', 'New expense claim'],
  ['/requests/new/project-go-live', 'New project go-live'],
  ['/leave', 'Leave'],
  ['/tasks', 'My tasks'],
  ['/onboardings', 'Onboardings'],
  ['/expenses', 'Expenses'],
  ['/projects', 'Projects'],
  ['/people', 'People'],
  ['/chat', 'Chat'],
  ['/notifications', 'Notifications'],
  ['/notifications/settings', 'Notification settings'],
  ['/substitutes', 'My substitutes'],
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

/** Pages that look different to somebody who leads nobody, and to an admin. */
const DIFFERENT = new Set(['/', '/leave', '/people']);

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

test('no page of the administration has barriers', async () => {
  const page = await signIn('admin');
  const [mail, person, project] = await Promise.all([
    firstId('admin', '/admin/email/messages'),
    firstId('admin', '/people'),
    firstId('admin', '/projects'),
  ]);
  await inspect(page, '/admin/mail', 'Mail');
  await inspect(page, '/admin/mail/templates', 'Mail templates');
  await inspect(page, '/admin/policies', 'Approval policies');
  await inspect(page, '/admin/policies/expense-claim', 'Expense claim: approval policy');
  await inspect(page, '/admin/policies/groups', 'Approval groups');
  await inspect(page, '/admin/audit', 'Audit');
  await inspect(page, '/admin/restrictions', 'Restrictions');
  await inspect(page, '/admin/conversations', 'Conversations');
  await inspect(page, '/admin/retention', 'Retention and holds');
  await inspect(page, '/chat-audits', 'Auditors’ log');
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
