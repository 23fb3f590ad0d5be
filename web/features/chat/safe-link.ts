/** A link that is safe to follow: a page of this app, or something outside it. */
interface SafeLink {
  href: string;
  /** A path of this app, which opens without leaving it. */
  isInside: boolean;
}

const OUTSIDE = new Set(['http:', 'https:', 'mailto:']);
/** A scheme, or the path of this app: what is neither would be read as relative to the page one is on. */
const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:|\/)/i;

/**
 * What a link in a message may lead to: `http`, `https`, `mailto` and paths of this app; null for anything else, such as
 * `javascript:` or `data:`. It is parsed as the browser does, so that tabs, entities and odd slashes hide nothing.
 * @param origin where this app is
 */
export function safeLink(href: string, origin: string): SafeLink | null {
  if (!ABSOLUTE.test(href.trim())) return null;
  let url: URL;
  try {
    url = new URL(href, origin);
  } catch {
    return null;
  }
  if (!OUTSIDE.has(url.protocol)) return null;
  return url.origin === origin && !url.pathname.startsWith('/api/')
    ? { href: url.pathname + url.search + url.hash, isInside: true }
    : { href: url.href, isInside: false };
}
