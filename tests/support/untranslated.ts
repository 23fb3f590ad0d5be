import type { Page, Response } from 'playwright-core';
import { refusals } from '../../web/lib/i18n/hi-forms';
import { names } from '../../web/lib/i18n/hi-names';

/** What is the same in every language: names of things, of currencies, of forms of files and of keys. */
const SAME = new Set(
  `NETRA CSV Excel PDF Temporal INR USD EUR GBP JPY Ctrl Enter Esc Alt Tab Mac English`.split(' '),
);
/** From here on a text that stands in an answer of the server is a part of it, such as the beginning of a message. */
const A_PART = 24;
const LATIN = /[A-Za-z]{2,}/g;
const PATIENCE_MS = 10_000;

/** Remembers every text that the server gives to a page: what people wrote, and what stays English by decision 0160. */
export function rememberAnswers(page: Page): Set<string> {
  const known = new Set<string>();
  page.on('response', (response) => void remember(response, known));
  return known;
}

async function remember(response: Response, known: Set<string>): Promise<void> {
  if (!response.headers()['content-type']?.includes('json')) return;
  // An answer that was left unread when the page went on is none that it shows.
  const body: unknown = await response.json().catch(() => null);
  gather(body, known);
}

function gather(value: unknown, known: Set<string>): void {
  if (value !== null && typeof value === 'object') {
    // Values of facts may be what somebody wrote, and stay as they are.
    if ('label' in value && 'value' in value && typeof value.value === 'string')
      known.add(value.value);
    for (const member of Object.values(value)) gather(member, known);
  }
  // Names that are known in Hindi are said in Hindi, whoever gave them.
  if (typeof value !== 'string' || value in names || value in refusals) return;
  known.add(value);
  // The chat calls people by their first names.
  const [first, ...others] = value.split(' ');
  if (first && others.length === 1) known.add(first);
}

/** Every text and name of a page that somebody sees or hears, but for code, keys and what people wrote in the chat. */
const SAID = `(() => {
  const silent = 'script, style, code, kbd, [aria-hidden=true], .message-text';
  const seen = (element) => element.closest(silent) === null && element.getClientRects().length > 0;
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (seen(walker.currentNode.parentElement)) texts.push(walker.currentNode.data);
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
    for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
      if (seen(element) && element.getAttribute(name)) texts.push(element.getAttribute(name));
  return [...new Set(texts.map((text) => text.trim()))];
})()`;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function leftOf(text: string, known: string[]): string {
  if (text.length >= A_PART && known.some((answer) => answer.includes(text))) return '';
  return known
    .filter((answer) => text.includes(answer))
    .reduce(
      (left, answer) =>
        left.replace(new RegExp(`(?<![A-Za-z])${escaped(answer)}(?![A-Za-z])`, 'g'), ''),
      text,
    );
}

/** What a page says in English, once everything that it asked for has come. */
export async function untranslated(page: Page, answers: Set<string>): Promise<string[]> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const said = await page.evaluate<string[]>(SAID);
    const known = [...answers].filter(Boolean).sort((a, b) => b.length - a.length);
    const english = said.filter((text) =>
      (leftOf(text, known).match(LATIN) ?? []).some((word) => !SAME.has(word)),
    );
    if (english.length === 0 || Date.now() > end) return english;
    await page.waitForTimeout(100);
  }
}
