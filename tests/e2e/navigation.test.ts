import type { Page } from 'playwright-core';
import { barriers, showIn } from '../support/barriers';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';

jest.setTimeout(600_000);

const PHONE = { width: 390, height: 844 };
/** Not a page of this app. */
const OUTSIDE = '/temporal';

const suite = browserSuite({ startingMs: 120_000 });

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

/** What axe may judge: every kind of element of a page, its headings and its landmarks, without what they say. */
const KINDS = `(() => {
  const told = ['class', 'role', 'style', 'type', 'tabindex', 'disabled'];
  const kind = (element) => [element.tagName, ...[...element.attributes].map(({ name, value }) =>
    told.includes(name) ? name + '=' + value : name)].join(' ');
  const outline = document.querySelectorAll('h1, h2, h3, h4, nav, main, aside, section, [role]');
  return [[...outline].map((element) => element.tagName + (element.getAttribute('role') ?? '')).join(),
    ...new Set([...document.body.querySelectorAll('*:not(svg *)')].map(kind))];
})()`;
/** What axe has looked at, by place and look. */
const judged = new Map<string, Set<string>>();

/**
 * No barriers in how the page looks now. The same place of several people is looked at again as far as it shows somebody
 * what nobody before had there.
 */
async function expectAccessible(page: Page, place: string): Promise<void> {
  const kinds = await page.evaluate<string[]>(KINDS);
  const before = judged.get(place) ?? new Set();
  if (kinds.every((kind) => before.has(kind))) return;
  expect([place, await barriers(page)]).toEqual([place, []]);
  judged.set(place, new Set([...before, ...kinds]));
}

/** Nothing to scroll sideways, once the layout has settled. */
async function expectNarrow(page: Page, to: string): Promise<void> {
  await page
    .waitForFunction('document.documentElement.scrollWidth <= innerWidth', null, { timeout: 5_000 })
    .catch(() => {
      throw new Error(`${to} is wider than a phone`);
    });
}

async function visitOnScreen(page: Page, to: string): Promise<void> {
  await navigation(page).locator(`a[href="${to}"]`).click();
  await expectLoaded(page, to);
  await expectAccessible(page, `${to} on a screen, light`);
}

/** Through the folded menu. */
async function visitByPhone(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await navigation(page).locator(`a[href="${to}"]`).click();
  await expectLoaded(page, to);
  await expectNarrow(page, to);
  await expectAccessible(page, `${to} on a phone, dark`);
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
    const page = await suite.open(persona);
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
    const links = await navigation(page).locator('a').all();
    const places = await Promise.all(links.map(async (link) => (await link.getAttribute('href'))!));
    expect(places.length).toBeGreaterThanOrEqual(atLeast);
    expect(places.includes(OUTSIDE)).toBe(persona === 'admin');
    const own = places.filter((place) => place !== OUTSIDE);
    await showIn(page, 'light');
    for (const to of own) await visitOnScreen(page, to);
    await page.setViewportSize(PHONE);
    // What only a phone shows, in the colours that its pages are not looked at in.
    await expectAccessible(page, 'the frame on a phone, light');
    await showIn(page, 'dark');
    for (const to of own) await visitByPhone(page, to);
    expect(problems).toEqual([]);
  },
);
