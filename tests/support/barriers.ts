import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

/** What axe finds on an open page, the first element of each rule. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(TAGS)
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Expects an open page to have no barriers in light and dark, and nothing to scroll sideways on a phone. */
export async function expectNoBarriers(page: Page, name: string): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const seen: Record<string, unknown> = { name };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    // The colours of a frame before count for nothing, nor what lies below the header.
    await page.evaluate(
      'scrollTo(0, 0); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    seen[colorScheme] = await barriers(page);
    await picture(page, `${name}-${colorScheme}`);
  }
  await page.setViewportSize(PHONE);
  await page.waitForTimeout(500);
  seen.overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
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
