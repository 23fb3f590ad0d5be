import { spotlight } from '@mantine/spotlight';
import { useWindowEvent } from '@mantine/hooks';
import { isTyping, useShortcutsOn } from '../lib/shortcuts';

/** Pages whose lists have keys of their own. */
const OWN_KEYS = /^\/(inbox|chat)(\/|$)/;
const ROWS = '#content a.row-card, #content tbody tr';
const SEARCH = '#content [role="search"] input, #content input[type="search"]';

/** The links that rows of the page's lists begin with, from top to bottom. */
function rowLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)].flatMap((row) => {
    const link = row.matches('a') ? row : row.querySelector<HTMLElement>('a[href]');
    return link?.checkVisibility() ? [link] : [];
  });
}

function moveFocus(step: 1 | -1): void {
  const links = rowLinks();
  const row = document.activeElement?.closest('tr, a.row-card');
  const now = links.findIndex((link) => row?.contains(link));
  const next = now === -1 ? links.at(step === 1 ? 0 : -1) : links[now + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** J and K move along the rows of a list, where Enter opens one; "/" leads to the page's search, or to the one of all. */
export function useListKeys(): void {
  const [isOn] = useShortcutsOn();
  useWindowEvent('keydown', (event) => {
    if (!isOn || event.defaultPrevented || isTyping(event)) return;
    if (document.querySelector('[aria-modal="true"]')) return;
    const key = event.key.toLowerCase();
    if (key === '/') {
      event.preventDefault();
      const field = document.querySelector<HTMLElement>(SEARCH);
      if (field) field.focus();
      else spotlight.open();
      return;
    }
    if (OWN_KEYS.test(window.location.pathname)) return;
    if (key === 'j') moveFocus(1);
    if (key === 'k') moveFocus(-1);
  });
}
