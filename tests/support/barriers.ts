import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What WCAG 2.2 AA asks for. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WITH_ADVICE = [...WCAG, 'best-practice'];
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
const SETTLE_MS = 3000;
/**
 * A colour on its way to another one counts for nothing: each element that inherits one begins its own way when its
 * parent has arrived. What turns for ever is not waited for.
 */
const FADED = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const moves = () => document.getAnimations()
    .some((one) => one.effect?.getComputedTiming().iterations !== Infinity && one.playState === 'running');
  for (let calm = 0, end = Date.now() + ${SETTLE_MS}; calm < 5 && Date.now() < end; await frame())
    calm = moves() ? 0 : calm + 1;
})()`;

/** What axe finds on an open page, the first element of each rule. */
export async function barriers(page: Page, tags = WITH_ADVICE): Promise<string[]> {
  await page.evaluate(FADED);
  return violationsOf(axeOn(page).withTags(tags));
}

/** What axe finds of colours alone: for a page that was looked at in other ones. */
async function colourBarriers(page: Page): Promise<string[]> {
  return violationsOf(axeOn(page).withRules(COLOUR_RULES));
}

// The frame of a mail runs no scripts, so axe looks at it from outside. To tell of every element that passes as well
// would take as long again.
const axeOn = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes[0]?.failureSummary})`,
  );
}

/** Shows an open page in light or dark colours. */
export async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  // The colours of a frame before count for nothing, nor what lies below the header.
  await page.evaluate('scrollTo(0, 0)');
  await page.evaluate(FADED);
}

// How far one can scroll sideways, once the layout has followed the narrower window.
async function overflow(page: Page): Promise<number> {
  for (const end = Date.now() + SETTLE_MS; ;) {
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (wide <= 0 || Date.now() > end) return wide;
    await page.waitForTimeout(50);
  }
}

/** Expects an open page to have no barriers in light and dark, and nothing to scroll sideways on a phone. */
export async function expectNoBarriers(page: Page, name: string): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const seen: Record<string, unknown> = { name };
  await showIn(page, 'light');
  seen.light = await barriers(page);
  await picture(page, `${name}-light`);
  // The same document in other colours: what depends on colour is looked at again.
  await showIn(page, 'dark');
  seen.dark = await colourBarriers(page);
  await picture(page, `${name}-dark`);
  await page.setViewportSize(PHONE);
  seen.overflow = await overflow(page);
  await picture(page, `${name}-phone`);
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(seen).toEqual({ name, light: [], dark: [], overflow: 0 });
}

/** For who wants to look: `PICTURES=<folder>`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
