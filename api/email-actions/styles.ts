import { createHash } from 'node:crypto';

/** The whole style of the pages behind mailed links: small, inline, light and dark, readable on a phone. */
export const STYLES = `
:root { color-scheme: light dark; --page: #f2f4f8; --card: #fff; --line: #d9dee6; --text: #14181f; --soft: #545d6b;
  --accent: #3b5bdb; --yes: #1b7a43; --no: #b42318; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --card: #1d2128; --line: #3a414d; --text: #eef1f5;
  --soft: #a9b2bf; --accent: #91a7ff; --yes: #69d391; --no: #ff9a9a; --on: #14171c; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 12px; background: var(--page); color: var(--text);
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 580px; margin: 0 auto; padding: 28px; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; overflow-wrap: anywhere; }
.brand { margin: 0 0 14px; color: var(--accent); font-size: 13px; font-weight: 700; letter-spacing: .14em; }
h1 { margin: 0 0 10px; font-size: 24px; line-height: 1.3; }
p { margin: 0 0 14px; }
.soft { color: var(--soft); font-size: 14px; }
.as { padding: 10px 14px; border: 1px solid var(--line); border-radius: 8px; }
dl { display: grid; grid-template-columns: minmax(110px, 34%) 1fr; margin: 0 0 18px; }
dt, dd { margin: 0; padding: 7px 0; border-top: 1px solid var(--line); }
dt { padding-right: 14px; color: var(--soft); }
label { display: block; margin: 0 0 6px; font-weight: 600; }
textarea { display: block; width: 100%; min-height: 96px; margin: 0 0 6px; padding: 10px 12px; border: 1px solid #7d8796;
  border-radius: 8px; background: var(--card); color: inherit; font: inherit; resize: vertical; }
input#code { display: block; width: 100%; max-width: 260px; min-height: 48px; margin: 0 0 14px; padding: 10px 12px;
  border: 1px solid #7d8796; border-radius: 8px; background: var(--card); color: inherit; font: inherit; letter-spacing: .2em; }
.code { font-size: 20px; letter-spacing: .2em; }
a.button { display: inline-block; padding: 12px 28px; border-radius: 8px; color: var(--on); background: var(--accent);
  font-weight: 600; text-decoration: none; }
button { min-height: 48px; padding: 0 28px; border: 0; border-radius: 8px; color: var(--on); background: var(--accent);
  font: inherit; font-weight: 600; cursor: pointer; }
button.approve { background: var(--yes); }
button.reject { background: var(--no); }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.undo { margin: 0 0 18px; padding: 14px; border: 1px solid var(--line); border-radius: 8px; }
.problem { padding: 10px 14px; border-left: 4px solid var(--no); }
footer { margin-top: 20px; padding-top: 14px; border-top: 1px solid var(--line); }
footer p { margin: 0; }
@media (max-width: 480px) { main { padding: 20px 18px; } dl { display: block; } dt { border-bottom: 0; padding-bottom: 0; }
  dd { border-top: 0; padding-top: 0; } button { width: 100%; } }
`;

const hash = createHash('sha256').update(STYLES).digest('base64');

/** Headers of every page behind a mailed link: it runs nothing, loads nothing, is kept and indexed nowhere. */
export const PAGE_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
};
