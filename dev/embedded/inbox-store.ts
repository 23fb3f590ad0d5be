import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser, type AddressObject } from 'mailparser';

/** A received mail as clients of the inbox see it. */
export interface Mail {
  /** Sorts by arrival. */
  id: string;
  from: string;
  /** Bare addresses, separated by a comma and a space. */
  to: string;
  subject: string;
  messageId: string;
  /** ISO 8601. */
  date: string;
  html: string;
  text: string;
  /** Every http and https link of both parts, unescaped, each once. */
  links: string[];
}

/** What a client asks for; every part given must match. */
export interface MailFilter {
  /** One recipient's whole address; case does not matter. */
  to?: string;
  /** Part of the subject; case does not matter. */
  subject?: string;
  /** Only what arrived later than the mail with this id. */
  after?: string;
}

/** The mails of a folder of .eml files. A mail is read when somebody looks, not while its sender waits. */
export interface MailStore {
  add(raw: Buffer, recipients: string[]): void;
  /** Newest first. */
  find(filter: MailFilter): Promise<Mail[]>;
  /** As `find`, but waits up to `ms` until something matches. */
  waitFor(filter: MailFilter, ms: number): Promise<Mail[]>;
  get(id: string): Promise<Mail | undefined>;
  /** The mail as it came. */
  source(id: string): Buffer | undefined;
  clear(): void;
  /** Calls back after every change until the returned function is called. */
  onChange(callback: () => void): () => void;
}

interface KeptMail {
  id: string;
  /** Once somebody has looked. */
  read?: Promise<Mail>;
}

const RECIPIENTS_HEADER = 'x-netra-recipients';

/** Opens the folder, which is made when it is missing; beyond `keep` mails the oldest are deleted. */
export function openMailStore(folder: string, keep = 2_000): MailStore {
  mkdirSync(folder, { recursive: true });
  const changes = new EventEmitter().setMaxListeners(0);
  const fileOf = (id: string) => join(folder, `${id}.eml`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const mails: KeptMail[] = names
    .sort()
    .slice(-keep)
    .map((name) => ({ id: name.slice(0, -'.eml'.length) }))
    .reverse();
  let count = 0;
  const read = (mail: KeptMail) =>
    (mail.read ??= parseMail(mail.id, readFileSync(fileOf(mail.id))));
  const find = async (filter: MailFilter) => {
    const later = mails.filter(({ id }) => !filter.after || id > filter.after);
    return (await Promise.all(later.map(read))).filter((mail) => matches(mail, filter));
  };

  return {
    find,
    async get(id) {
      const mail = mails.find((kept) => kept.id === id);
      return mail && read(mail);
    },
    source: (id) => (mails.some((kept) => kept.id === id) ? readFileSync(fileOf(id)) : undefined),
    add(raw, recipients) {
      const id = `${Date.now()}-${String(count++).padStart(6, '0')}`;
      const header = Buffer.from(`${RECIPIENTS_HEADER}: ${recipients.join(', ')}\r\n`);
      writeFileSync(fileOf(id), Buffer.concat([header, raw]), { mode: 0o600 });
      mails.unshift({ id });
      mails.sort((a, b) => (a.id < b.id ? 1 : -1));
      for (const old of mails.splice(keep)) rmSync(fileOf(old.id), { force: true });
      changes.emit('change');
    },
    async waitFor(filter, ms) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), ms);
      try {
        for (;;) {
          const changed = hasChanged(changes, stop.signal);
          const found = await find(filter);
          if (found.length > 0 || !(await changed)) return found;
        }
      } finally {
        clearTimeout(timer);
        stop.abort();
      }
    },
    clear() {
      for (const { id } of mails.splice(0)) rmSync(fileOf(id), { force: true });
      changes.emit('change');
    },
    onChange(callback) {
      changes.on('change', callback);
      return () => changes.off('change', callback);
    },
  };
}

/** True at the next change after this call; false once it is called off. */
function hasChanged(changes: EventEmitter, signal: AbortSignal): Promise<boolean> {
  return once(changes, 'change', { signal }).then(
    () => true,
    () => false,
  );
}

function matches(mail: Mail, { to, subject }: MailFilter): boolean {
  if (to && !mail.to.toLowerCase().split(', ').includes(to.toLowerCase())) return false;
  return !subject || mail.subject.toLowerCase().includes(subject.toLowerCase());
}

async function parseMail(id: string, raw: Buffer): Promise<Mail> {
  const mail = await simpleParser(raw);
  const envelope = mail.headers.get(RECIPIENTS_HEADER);
  const html = mail.html || '';
  const text = mail.text ?? '';
  return {
    id,
    from: mail.from?.text ?? '',
    to: typeof envelope === 'string' && envelope ? envelope : addresses(mail.to),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    date: (mail.date ?? new Date(Number(id.split('-')[0]))).toISOString(),
    html,
    text,
    links: linksOf(html, text),
  };
}

function addresses(to: AddressObject | AddressObject[] | undefined): string {
  return [to ?? []]
    .flat()
    .flatMap((list) => list.value.map(({ address }) => address ?? ''))
    .join(', ');
}

/** The http and https links of a mail: what its HTML part points to, then what its text part spells out. */
export function linksOf(html: string, text: string): string[] {
  const targets = [...html.matchAll(/\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    unescapeEntities((match[1] ?? match[2] ?? '').trim()),
  );
  const spelled = [...text.matchAll(/https?:\/\/[^\s<>"'\])]+/gi)].map(([url]) =>
    url.replace(/[.,;:!?]+$/, ''),
  );
  return [...new Set([...targets, ...spelled])].filter((url) => /^https?:\/\//i.test(url));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeEntities(value: string): string {
  return value.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = hex ? parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
