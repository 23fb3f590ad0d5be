import type { Browser, Page } from 'playwright-core';
import { startApp, type RunningApp } from '../support/app';
import { barriers, colourBarriers, expectNoBarriers, showIn } from '../support/barriers';
import { closePages, launchBrowser, openAs } from '../support/browser';
import type { Persona } from '../support/company';

jest.setTimeout(300_000);

const PHONE = { width: 390, height: 844 };
/** Not a page of this app. */
const OUTSIDE = '/temporal';

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  app = await startApp({ demo: true });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
afterEach(async () => {
  await closePages(browser);
});

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** The page has come: a heading, nothing on its way, nothing failed. */
async function expectLoaded(page: Page, to: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === to || url.pathname.startsWith(`${to}/`));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const text = await page.locator('#content').innerText();
  expect([to, text.trim().split('\n').length > 1]).toEqual([to, true]);
  const alerts = await page.locator('#content [role="alert"]').allInnerTexts();
  expect([to, alerts]).toEqual([to, []]);
}

/** Opens the place through the folded menu of a phone, and looks at it in light and in dark. */
async function visitByPhone(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await navigation(page).locator(`a[href="${to}"]`).click();
  await expectLoaded(page, to);
  await showIn(page, 'light');
  expect([to, await barriers(page)]).toEqual([to, []]);
  await showIn(page, 'dark');
  expect([to, await colourBarriers(page)]).toEqual([to, []]);
}

test.each([
  ['sales.rep', 8],
  ['sales.manager', 10],
  ['hr', 15],
  ['finance', 11],
  ['admin', 20],
] as const)(
  'every place in the navigation of %s works, on a screen and on a phone, in light and in dark',
  async (persona: Persona, atLeast) => {
    const page = await openAs({ app, browser }, persona);
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
    const links = await navigation(page).locator('a').all();
    const places = await Promise.all(links.map(async (link) => (await link.getAttribute('href'))!));
    expect(places.length).toBeGreaterThanOrEqual(atLeast);
    expect(places.includes(OUTSIDE)).toBe(persona === 'admin');
    for (const to of places.filter((place) => place !== OUTSIDE)) {
      await navigation(page).locator(`a[href="${to}"]`).click();
      await expectLoaded(page, to);
      await expectNoBarriers(page, `${persona}${to.replaceAll('/', '-')}`);
    }
    await page.setViewportSize(PHONE);
    for (const to of places.filter((place) => place !== OUTSIDE)) await visitByPhone(page, to);
    expect(problems).toEqual([]);
  },
);
