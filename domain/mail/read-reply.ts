import type { Verdict } from '../approvals/vocabulary';

/** What the text of a reply says. */
type ReplyText =
  | { says: Extract<Verdict, 'approve'> }
  | { says: Extract<Verdict, 'reject'>; reason: string }
  | { says: 'reject-without-reason' | 'nothing' | 'unclear' };

/** The headers a machine gives itself away by, lower-case names; all values of one name joined by a comma. */
type ReplyHeaders = Partial<Record<string, string>>;

const APPROVE = /^(yes[,.]?\s+)?approved?[.!]*$/i;
const REJECT = /^reject(ed)?\s+because:?\s+(\S.*)$/i;
const BARE_REJECT = /^reject(ed)?(\s+because)?[.:!]*$/i;

// Where mail programs begin to repeat the mail that is answered.
const QUOTE_BEGINS = [
  /^\s*>/,
  /^-{2,}\s*(original|forwarded) message\s*-{2,}$/i,
  /^_{10,}$/,
  /^on .{4,200}\bwrote:$/i,
  /^(from|von|de|sent):\s.+/i,
];
const SIGNATURE = /^--\s?$/;
const MOST_LINES = 400;

/**
 * Reads a reply by its first line that is the sender's own: "approve", "approved", "yes approve", or
 * "reject because …". Later lines may add to a reason; one that says the opposite makes the whole unclear.
 */
export function readReply(text: string): ReplyText {
  const own = ownLines(text);
  const first = own.findIndex((line) => line !== '');
  if (first === -1) return { says: 'nothing' };
  const said = readLine(own[first] ?? '');
  if (said.says === 'unclear') return said;
  const later = own.slice(first + 1).map((line) => readLine(line).says);
  const agrees = later.every((says) => says === 'unclear' || says === said.says);
  if (!agrees) return { says: 'unclear' };
  return said.says === 'reject' ? { ...said, reason: wholeReason(own.slice(first), said) } : said;
}

function readLine(line: string): ReplyText {
  if (APPROVE.test(line)) return { says: 'approve' };
  const reason = REJECT.exec(line)?.[2];
  if (reason) return { says: 'reject', reason };
  return { says: BARE_REJECT.test(line) ? 'reject-without-reason' : 'unclear' };
}

/** A reason goes on until an empty line. */
function wholeReason(lines: string[], { reason }: { reason: string }): string {
  const end = lines.indexOf('');
  return [reason, ...lines.slice(1, end === -1 ? undefined : end)].join(' ').slice(0, 4000);
}

function ownLines(text: string): string[] {
  const lines = text.split(/\r?\n/, MOST_LINES).map((line) => line.trim());
  const end = lines.findIndex(
    (line, index) => SIGNATURE.test(line) || beginsQuote(line, lines[index + 1]),
  );
  return end === -1 ? lines : lines.slice(0, end);
}

/** "On Tue, 24 Nov 2026, Ravi Menon <…>" and "wrote:" may stand on two lines. */
function beginsQuote(line: string, next = ''): boolean {
  return (
    QUOTE_BEGINS.some((begins) => begins.test(line)) ||
    (/^on /i.test(line) && /^on .{4,200}\bwrote:$/i.test(`${line} ${next}`))
  );
}

/**
 * Whether a machine wrote this: an out-of-office note, a bounce, a list (RFC 3834, section 2, and the headers in use
 * before it).
 */
export function isAutomatic(headers: ReplyHeaders, subject: string): boolean {
  const has = (name: string, pattern: RegExp) => pattern.test(headers[name] ?? '');
  const submitted = headers['auto-submitted'];
  return (
    (submitted !== undefined && !/^no\b/i.test(submitted.trim())) ||
    has('precedence', /bulk|junk|list|auto/i) ||
    has('content-type', /multipart\/report/i) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'list-id'].some(
      (name) => headers[name] !== undefined,
    ) ||
    /^\s*(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office)/i.test(subject)
  );
}

/**
 * Whether the mail's own server vouches for the sender: an `Authentication-Results` header (RFC 8601) of exactly that
 * server with a DMARC pass, or an SPF or DKIM pass for the sender's own domain.
 * @param results all such headers, topmost first; only those of the trusted server count
 */
export function isVouchedFor(
  results: string[],
  { trusted, sender }: { trusted: string; sender: string },
): boolean {
  // The trusted server writes its header on top of what the sender may have written under its name.
  const own = results.find((line) => serverOf(line) === trusted.toLowerCase());
  if (own === undefined || results.indexOf(own) !== 0) return false;
  const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  return own
    .toLowerCase()
    .split(';')
    .slice(1)
    .some((result) => passes(result.trim(), domain));
}

function serverOf(line: string): string {
  return (line.split(';')[0] ?? '').trim().split(/\s+/)[0]?.toLowerCase() ?? '';
}

function passes(result: string, domain: string): boolean {
  const [, method] = /^(dmarc|spf|dkim)=pass\b/.exec(result) ?? [];
  if (!method) return false;
  const names = {
    dmarc: /header\.from=@?([^\s;]+)/,
    spf: /smtp\.mailfrom=(?:[^\s;@]*@)?([^\s;]+)/,
    dkim: /header\.(?:d=|i=[^\s;@]*@)([^\s;]+)/,
  };
  return names[method as keyof typeof names].exec(result)?.[1] === domain;
}
