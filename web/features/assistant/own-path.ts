import { safeLink } from '../chat/safe-link';

/** The path of this app that a link of an answer leads to; null for what leads anywhere else, which is shown as text. */
export function ownPath(href: string | null | undefined, origin: string): string | null {
  const link = safeLink(href ?? '', origin);
  return link?.isInside ? link.href : null;
}
