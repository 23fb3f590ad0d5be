import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import type { TestInbox } from './stack';

/** What a page behind a mailed link answered. */
interface PageAnswer {
  status: number;
  html: string;
}

/** A page as it was read. */
interface ReadPage extends PageAnswer {
  /** By this machine's clock, in milliseconds. */
  readAt: number;
}

/** A page nobody has read: its form is empty. */
export const UNREAD: ReadPage = { status: 0, html: '', readAt: 0 };

/** The mailed links of the newest mail about an approval to an address, by verdict. */
export async function mailedLinks(
  inbox: TestInbox,
  to: string,
  approvalId: string,
): Promise<{ approve: string; reject: string }> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const mails = await inbox.mails({ to }, 1_000);
    const mail = mails.find(({ links }) => links.some((link) => link.includes(approvalId)));
    const actions = [...new Set(mail?.links.filter((link) => link.includes('/email-actions/')))];
    const of = (verdict: string) => actions.find((link) => claimsOf(link).verdict === verdict);
    const [approve, reject] = [of('approve'), of('reject')];
    if (approve && reject) return { approve, reject };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail with links about ${approvalId} reached ${to}`);
}

function claimsOf(link: string): { verdict?: string } {
  const payload = link.split('/email-actions/')[1]?.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as { verdict?: string };
}

/** Opens the page and presses its first button, as a person without JavaScript does. */
export async function pressLink(link: string, comment?: string): Promise<PageAnswer> {
  const page = await openLink(link);
  if (page.status !== 200) return page;
  return postForm(link, page, comment);
}

/** Reads the page. */
export async function openLink(link: string): Promise<ReadPage> {
  const answer = await fetch(link);
  return { status: answer.status, html: await answer.text(), readAt: Date.now() };
}

/** Posts the form of a page that was read before, no sooner than a person could have read it. */
export async function postForm(
  link: string,
  { html, readAt }: ReadPage,
  comment?: string,
): Promise<PageAnswer> {
  const early = readAt + SHORTEST_READING_MS - Date.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  const body = new URLSearchParams(comment === undefined ? {} : { comment });
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    body.set(attribute(input, 'name'), attribute(input, 'value'));
  }
  const button = /<button[^>]*type="submit"[^>]*>/.exec(html)?.[0] ?? '';
  if (attribute(button, 'name')) body.set(attribute(button, 'name'), attribute(button, 'value'));
  const answer = await fetch(link, { method: 'POST', body });
  return { status: answer.status, html: await answer.text() };
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
