import type { Browser, Page } from 'playwright-core';
import {
  closePages,
  fillDate,
  launchBrowser,
  openAs,
  pressInBrowser,
  sendForApproval,
} from '../support/browser';
import { mailedLinks } from '../support/decision-page';
import { startBreakableApp, type BreakableApp } from '../support/outages';

jest.setTimeout(180_000);

let parts: BreakableApp;
let browser: Browser;
let rep: Page;
let manager: Page;
beforeAll(async () => {
  parts = await startBreakableApp();
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await parts?.stop();
});
beforeEach(async () => {
  const stage = { app: parts.app, browser };
  [rep, manager] = [await openAs(stage, 'sales.rep'), await openAs(stage, 'sales.manager')];
});
afterEach(async () => {
  await closePages(browser);
});

const PATIENCE = { timeout: 60_000 };

/** Asks for one day by the form; the page of the request stays open. */
async function askInBrowser(day: string): Promise<string> {
  await rep.goto(`${parts.app.url}/requests/new/leave`);
  await fillDate(rep, 'First day', day);
  await rep.getByLabel('Reason').fill('A day off');
  return sendForApproval(rep);
}

const statusOf = (page: Page, status: string) =>
  page.locator('#content').getByText(status, { exact: true }).first();

/** Until the toast or the bell of the open page says that somebody asks. */
const hearsOf = (page: Page, title: string) =>
  page.getByRole('alert').filter({ hasText: title }).waitFor(PATIENCE);

test('worker stopped: a link decides, the open page says so, and it is applied when the worker is back', async () => {
  const approvalId = await askInBrowser('14 Dec 2026');
  const to = 'sales.manager@netra.example';
  const { approve } = await mailedLinks(parts.app.inbox, to, approvalId);
  await parts.app.worker?.stop();
  expect((await pressInBrowser(browser, approve)).status).toBe(200);
  await rep.getByText('Rohan Desai approved by mail').waitFor();
  expect(await statusOf(rep, 'Pending').count()).toBe(1);
  await parts.app.startWorker();
  await statusOf(rep, 'Approved').waitFor(PATIENCE);
});

test('Temporal stopped: a request is taken, and the open pages follow when it is back', async () => {
  await parts.temporal.stop();
  await askInBrowser('15 Dec 2026');
  await statusOf(rep, 'Pending').waitFor();
  await parts.startTemporal();
  await hearsOf(manager, '15 Dec 2026');
  await rep.getByText('Rohan Desai').first().waitFor(PATIENCE);
});

test('SMTP stopped: the bell rings, the app decides, and the mail arrives later, once', async () => {
  await parts.app.inbox.stop();
  const approvalId = await askInBrowser('16 Dec 2026');
  await hearsOf(manager, '16 Dec 2026');
  await manager.goto(`${parts.app.url}/approvals/${approvalId}`);
  await manager.getByRole('button', { name: 'Approve', exact: true }).click();
  await statusOf(rep, 'Approved').waitFor(PATIENCE);
  await parts.startInbox();
  const outcomes = async (waitMs: number) => {
    const mails = await parts.app.inbox.mails({ to: 'sales.rep@netra.example' }, waitMs);
    return mails.filter(({ text }) => text.includes(approvalId)).length;
  };
  expect(await outcomes(60_000)).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await outcomes(0)).toBe(1);
});

test('the line lost once while a request is looked at: it is looked at again, and shows who signs', async () => {
  let lost = 0;
  await rep.route('**/approval-previews', (route) =>
    lost++ === 0 ? route.abort('connectionfailed') : route.continue(),
  );
  await rep.goto(`${parts.app.url}/requests/new/leave`);
  await fillDate(rep, 'First day', '17 Dec 2026');
  await fillDate(rep, 'Last day', '17 Dec 2026');
  await rep.getByLabel('Reason').fill('A day off');
  const next = rep.getByRole('region', { name: 'What happens next' });
  await next.getByText('Rohan Desai').waitFor();
  expect(lost).toBeGreaterThan(1);
});
