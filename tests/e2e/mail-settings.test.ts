import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import { picture } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import { mailedLinks } from '../support/decision-page';

jest.setTimeout(180_000);

const suite = browserSuite();

async function inspect(page: Page, name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    await picture(page, `${name}-${colorScheme}`);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect({ name, colorScheme, found }).toEqual({ name, colorScheme, found: [] });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(200);
  await picture(page, `${name}-phone`);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Files a day of leave as the sales rep; answers its id. */
async function fileLeave(day: string): Promise<string> {
  const page = await suite.open('sales.rep');
  const data = { type: 'unpaid', from: day, to: day, reason: 'A wedding' };
  const answer = await page.request.post(`${suite.app.url}/api/v1/leave-requests`, { data });
  if (!answer.ok()) throw new Error(`not filed: ${await answer.text()}`);
  const { approvalId } = (await answer.json()) as { approvalId: string };
  await page.context().close();
  return approvalId;
}

test('an admin changes how mails look, and sees it in the preview', async () => {
  const page = await suite.open('admin', '/admin/mail/settings');
  await page.getByLabel('Sender name').fill('Acme People');
  await page.getByLabel('Signature').fill('Acme Ltd, Pune');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await comesToBe(() => page.getByLabel('Sender name').inputValue(), 'Acme People');
  await page.getByLabel('From an amount of').fill('1000');
  await page.getByLabel('Currency').fill('EUR');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByText('Requests in another currency than EUR').waitFor();
  await page.getByLabel('From an amount of').fill('much');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByText('Use an amount such as').waitFor();
  await page.getByLabel('From an amount of').fill('');
  await inspect(page, 'mail-settings');
  await page.getByRole('link', { name: 'Preview the mails' }).click();
  await page.getByRole('button', { name: 'Send it to me' }).click();
  await page.getByText('Sent to admin@netra.example').waitFor();
  const [mail] = await suite.app.inbox.mails({ to: 'admin@netra.example' }, 20_000);
  expect(mail?.from).toContain('Acme People');
  expect(mail?.text).toContain('Acme Ltd, Pune');
  await page.context().close();
});

test('a rule makes the page ask for a code, which a person types without scripts', async () => {
  const admin = await suite.open('admin');
  const data = { kind: 'leave', atLeast: null, mode: 'challenge' };
  const added = await admin.request.post(`${suite.app.url}/api/v1/admin/email/safety-rules`, {
    data,
  });
  expect(added.status()).toBe(201);
  const id = await fileLeave('2027-05-03');
  const links = await mailedLinks(suite.app.inbox, 'sales.manager@netra.example', id);
  // What drives the tests calls itself headless, which people's browsers do not.
  const userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36';
  const context = await suite.browser.newContext({ javaScriptEnabled: false, userAgent });
  const page = await context.newPage();
  await page.goto(links.approve);
  const code = await page.locator('strong.code').innerText();
  await page.getByLabel('The five characters above').fill(code.toLowerCase());
  await picture(page, 'link-challenge');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('heading', { name: 'You have approved this request' }).waitFor();
  await context.close();
  await admin.goto(`${suite.app.url}/approvals/${id}`);
  await admin.getByText('Opened: link to approve').waitFor();
  await picture(admin, 'approval-fetches');
  await admin.context().close();
});

test('the requester is shown no fetch; somebody else signed in is turned away', async () => {
  const id = await fileLeave('2027-05-10');
  const links = await mailedLinks(suite.app.inbox, 'sales.manager@netra.example', id);
  const other = await suite.open('finance', '/');
  const answer = await other.goto(links.approve);
  expect(answer?.status()).toBe(403);
  await other.getByRole('heading', { name: /^This link is for/ }).waitFor();
  await picture(other, 'link-foreign');
  await other.context().close();
  const requester = await suite.open('sales.rep', `/approvals/${id}`);
  await requester.getByRole('heading', { name: 'History' }).waitFor();
  expect(await requester.getByText('Mailed links').count()).toBe(0);
  await requester.context().close();
});

test('a robot that presses the moment the page is there decides nothing', async () => {
  const admin = await suite.open('admin');
  const rules = `${suite.app.url}/api/v1/admin/email/safety-rules`;
  const { items } = (await (await admin.request.get(rules)).json()) as { items: { id: string }[] };
  for (const { id } of items) await admin.request.delete(`${rules}/${id}`);
  await admin.context().close();
  const id = await fileLeave('2027-05-12');
  const links = await mailedLinks(suite.app.inbox, 'sales.manager@netra.example', id);
  const robot = await (await suite.browser.newContext()).newPage();
  for (const link of Object.values(links)) {
    await robot.goto(link);
    await robot.evaluate('document.querySelector("form").requestSubmit()').catch(() => undefined);
    await robot.waitForTimeout(SHORTEST_READING_MS / 2);
    const html = await (await fetch(link)).text();
    const nonce = /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const posted = await fetch(link, { method: 'POST', body: new URLSearchParams({ nonce }) });
    expect(posted.status).toBe(400);
  }
  await robot.context().close();
  const page = await suite.open('sales.rep', `/approvals/${id}`);
  await page.getByText('Pending').first().waitFor();
  await page.context().close();
});
