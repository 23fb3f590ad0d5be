import { safeLink } from './safe-link';

/** A record of this app that a message links to. */
export interface RecordLink {
  kind: 'approval' | 'project' | 'message';
  /** Of a message: its conversation. */
  id: string;
  /** Of a message: its number. */
  seq?: number;
  /** Where it is opened. */
  path: string;
}

/** Cards below one message. */
const MOST_CARDS = 3;
const LINK = /(?:https?:\/\/|(?<![\w/.])\/)[^\s<>()[\]"'`]+/g;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PLACES: { pattern: RegExp; kind: RecordLink['kind'] }[] = [
  { pattern: new RegExp(`^/(?:approvals|inbox)/(${UUID})$`, 'i'), kind: 'approval' },
  { pattern: new RegExp(`^/projects/(${UUID})$`, 'i'), kind: 'project' },
  { pattern: new RegExp(`^/chat/(${UUID})$`, 'i'), kind: 'message' },
];

function recordAt(path: string): RecordLink | null {
  const url = new URL(path, 'https://app.invalid');
  for (const { pattern, kind } of PLACES) {
    const id = pattern.exec(url.pathname)?.[1]?.toLowerCase();
    if (!id) continue;
    if (kind !== 'message') return { kind, id, path };
    const seq = Number(url.searchParams.get('message'));
    return Number.isInteger(seq) && seq > 0 ? { kind, id, seq, path } : null;
  }
  return null;
}

/**
 * The records of this app that a text links to, each once, at most three. Nothing is asked about them here.
 * @param origin where this app is
 */
export function recordsIn(text: string, origin: string): RecordLink[] {
  const found = new Map<string, RecordLink>();
  for (const [link] of text.matchAll(LINK)) {
    const safe = safeLink(link.replace(/[.,;:!?*_~]+$/, ''), origin);
    const record = safe?.isInside ? recordAt(safe.href) : null;
    if (record) found.set(`${record.kind} ${record.id} ${record.seq ?? ''}`, record);
  }
  return [...found.values()].slice(0, MOST_CARDS);
}
