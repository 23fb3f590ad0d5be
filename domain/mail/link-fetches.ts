/** How a mailed link can be fetched. A `POST` in the log is one that was refused. */
export const FETCH_METHODS = ['HEAD', 'GET', 'POST'] as const;
/** @see FETCH_METHODS */
export type FetchMethod = (typeof FETCH_METHODS)[number];
/** What a user agent says it is. */
export type AgentClass = 'person' | 'scanner' | 'unknown';
/** What a fetch was, as far as anybody can tell. */
type FetchReading = 'opened' | 'scanner' | 'refused';

/** A fetch as it was logged. */
export interface LinkFetch {
  linkId: string;
  at: Date;
  method: FetchMethod;
  agentClass: AgentClass;
}

// Words that mail filters, link previews and libraries put into their user agent. A scanner that calls itself a
// browser is found by its haste instead.
const SCANNERS =
  /bot\b|crawl|spider|scan|preview|prefetch|proofpoint|mimecast|barracuda|ironport|safelinks|trendmicro|symantec|fortinet|sophos|forcepoint|zscaler|urldefense|virustotal|googleimageproxy|yahoomailproxy|facebookexternalhit|whatsapp|headless|phantomjs|python|curl|wget|java\/|go-http|node|undici|axios|okhttp|libwww|httpclient|microsoft office|ms-office/i;
const BROWSERS = /^Mozilla\/5\.0 .*(Chrome|Firefox|Safari|Edg|OPR)\//;
const LONGEST_AGENT = 120;
/** Nobody opens both links of a mail this close together by hand. */
const HASTE_MS = 5000;

/** A user agent in short, without anything that does not print, and what it says it is. */
export function readAgent(header: string | undefined): { agent: string; agentClass: AgentClass } {
  const agent = (header ?? '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, LONGEST_AGENT);
  if (SCANNERS.test(agent)) return { agent, agentClass: 'scanner' };
  return { agent, agentClass: BROWSERS.test(agent) ? 'person' : 'unknown' };
}

/**
 * The network an address is in, rather than the address: enough to tell an office from a data centre.
 * @returns a /24 of IPv4 or a /48 of IPv6 in CIDR notation; null for what is neither
 */
export function networkOf(address: string | undefined): string | null {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  const v4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (v4) return `${v4[1]}.0/24`;
  if (!/^[0-9a-f:]{2,39}$/i.test(plain) || !plain.includes(':')) return null;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const groups = tail === undefined ? left : [...left, '0', '0', '0'];
  return `${groups.slice(0, 3).join(':')}::/48`;
}

/** Says of each fetch of one task's links whether a person or a machine seems to be behind it. */
export function readFetches<Fetch extends LinkFetch>(
  fetches: Fetch[],
): (Fetch & { reading: FetchReading })[] {
  return fetches.map((fetch) => ({ ...fetch, reading: readingOf(fetch, fetches) }));
}

function readingOf(fetch: LinkFetch, all: LinkFetch[]): FetchReading {
  if (fetch.method === 'POST') return 'refused';
  const inHaste = all.some(
    (other) =>
      other.method === 'GET' &&
      other.linkId !== fetch.linkId &&
      Math.abs(other.at.getTime() - fetch.at.getTime()) < HASTE_MS,
  );
  const byMachine = fetch.method === 'HEAD' || fetch.agentClass === 'scanner' || inHaste;
  return byMachine ? 'scanner' : 'opened';
}
