import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startApp, type RunningApp } from '../support/app';
import { launchBrowser, openAs, sendForApproval } from '../support/browser';
import { approvalWhen, asked, personasOf } from '../support/personas';

jest.setTimeout(90_000);

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  app = await startApp({ demo: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

test('an order is filed on a phone, and its approver finds it', async () => {
  const page = await openAs({ app, browser }, 'sales.rep');
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const entries = page.getByRole('menu').getByRole('menuitem');
  expect(await entries.count()).toBe(10);
  await entries.last().scrollIntoViewIfNeeded();
  const last = await entries.last().boundingBox();
  expect(last!.y + last!.height).toBeLessThanOrEqual(640);
  expect(last!.x).toBeGreaterThanOrEqual(0);
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'menu.png') });
  await page.getByRole('menuitem', { name: 'Purchase order' }).click();

  await page.getByLabel('Vendor').fill('Sahyadri Office Supplies');
  await page.getByLabel('Purpose').fill('Desks for the second floor');
  const line = (number: number) => page.getByRole('group', { name: `Line ${number}` });
  await line(1).getByLabel('What is ordered').fill('Standing desk');
  await line(1).getByLabel('Quantity').fill('3');
  await line(1).getByLabel('Price of one').fill('15000');
  await page.getByRole('button', { name: 'Add a line' }).click();
  await line(2).getByLabel('What is ordered').fill('Chair');
  await line(2).getByLabel('Price of one').fill('6,000.50');
  await page.getByText('Total ₹51,000.50').waitFor();

  const preview = page.getByRole('region', { name: 'What happens next' });
  await preview.getByText('Rohan Desai').waitFor();
  await preview.getByText('Neha Kapoor').waitFor();
  expect(await preview.getByRole('listitem').count()).toBe(2);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(360);
  if (process.env.SHOTS)
    await page.screenshot({ path: join(process.env.SHOTS, 'order.png'), fullPage: true });

  const id = await sendForApproval(page);
  const rep = await personasOf(app).as('sales.rep');
  await approvalWhen(rep, id, asked('reporting-manager'));
  const manager = await openAs({ app, browser }, 'sales.manager', '/inbox');
  await manager.getByText('₹51,000.50 to Sahyadri Office Supplies').first().waitFor();

  if (!process.env.SHOTS) return;
  for (const kind of ['travel-request', 'profile-change', 'overtime', 'vendor-bill']) {
    await page.goto(`${app.url}/requests/new/${kind}`);
    await page.getByRole('button', { name: 'Send for approval' }).waitFor();
    await page.screenshot({ path: join(process.env.SHOTS, `${kind}.png`), fullPage: true });
  }
});
