import { isDeepStrictEqual } from 'node:util';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { chromiumPath, windowedChromiumPath } from '../../dev/chromium.mjs';
import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import type { RunningApp } from './app';
import type { Persona } from './company';
import { promised } from './promised';

/**
 * Chromium as every browser suite drives it.
 * @param options.notices whether the system's notices are shown, for which the whole browser is needed
 */
export function launchBrowser(options: { notices?: boolean } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: options.notices ? windowedChromiumPath() : chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
}

/** Signs a person in and opens a page for them, in a browser context of its own; a `script` runs before the page's own. */
export async function openAs(
  { app, browser, script }: { app: RunningApp; browser: Browser; script?: string },
  persona: Persona,
  path = '/',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
  });
  if (script) await context.addInitScript(script);
  const data = { email: `${persona}@netra.example`, password: 'netra-demo' };
  const answer = await context.request.post(`${app.url}/api/v1/auth/login`, { data });
  if (!answer.ok()) throw new Error(`${persona} cannot sign in: ${answer.status()}`);
  const page = await context.newPage();
  await page.goto(app.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/**
 * Closes what a test has opened. An answer still held back by one of its routes goes with its page, and does not fail the
 * test that comes next.
 */
export async function closePages(browser: Browser): Promise<void> {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  }
}

/**
 * Insists on what a page comes to show: reads until it is so, and then says by what it was instead. A page is read a
 * moment after something was done to it, when it may not have drawn that yet.
 */
export async function comesToBe<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const end = Date.now() + promised(3000);
  for (;;) {
    const seen = await read();
    if (isDeepStrictEqual(seen, expected) || Date.now() > end)
      return expect(seen).toEqual(expected);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Presses the first button of a mailed link's page, signed in nowhere and without JavaScript. */
export async function pressInBrowser(
  browser: Browser,
  link: string,
  reason?: string,
): Promise<{ status: number; text: string }> {
  return withoutScripts(browser, link, async (page) => {
    if (reason !== undefined) await page.getByLabel('Reason').fill(reason);
    await page.waitForTimeout(SHORTEST_READING_MS);
    await page.locator('form button[type="submit"]').first().click();
  });
}

/** What the page behind a mailed link says to somebody who only opens it. */
export function readInBrowser(browser: Browser, link: string) {
  return withoutScripts(browser, link, () => Promise.resolve());
}

async function withoutScripts(
  browser: Browser,
  link: string,
  act: (page: Page) => Promise<void>,
): Promise<{ status: number; text: string }> {
  const options: BrowserContextOptions = { javaScriptEnabled: false };
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    let status = 0;
    page.on('response', (response) => (status = response.status()));
    await page.goto(link);
    await act(page);
    await page.waitForLoadState();
    return { status, text: await page.locator('main, body').first().innerText() };
  } finally {
    await context.close();
  }
}

/** Holds the answers to what a page sends to `path` until after the push that tells of it. */
export async function answerLate(page: Page, path: string): Promise<void> {
  await page.route(path, async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(1500);
    await route.fulfill({ response });
  });
}

/** Types a date into a date field and leaves it. */
export async function fillDate(scope: Page | Locator, label: string, date: string) {
  const field = scope.getByRole('textbox', { name: label });
  await field.fill(date);
  await field.press('Tab');
}

/** Chooses an option of a select by what it starts with. */
export async function choose(scope: Page | Locator, label: string, option: string | RegExp) {
  const field = scope.getByRole('combobox', { name: label });
  const page = 'context' in scope ? scope : scope.page();
  const wanted = page.getByRole('option', { name: option }).first();
  // A form that is drawn anew takes its open list away, and one that is still read has none: it is opened until it shows.
  for (let tries = 0; tries < 5; tries++) {
    if ((await field.getAttribute('aria-expanded')) !== 'true') await field.click();
    const isThere = wanted.waitFor({ timeout: promised(1000) }).then(() => true);
    if (await isThere.catch(() => false)) break;
  }
  await wanted.click();
}

/** Sends the form and returns the id of the approval whose page it leads to. */
export async function sendForApproval(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Send for approval' }).click();
  await page.waitForURL(/\/approvals\/[0-9a-f-]{36}$/);
  return page.url().split('/').at(-1) as string;
}

/** How many notifications the bell of an open page says are unread. */
export async function unreadOf(page: Page): Promise<number> {
  const bell = page.getByRole('button', { name: /^Notifications/ });
  return Number(/(\d+) unread/.exec((await bell.getAttribute('aria-label')) ?? '')?.[1] ?? 0);
}
