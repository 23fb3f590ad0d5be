import { EventEmitter } from 'node:events';
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

/** The mails of a folder of .eml files. */
export interface MailStore {
  add(raw: Buffer, recipients: string[]): Promise<Mail>;
  /** Newest first. */
  find(filter: MailFilter): Mail[];
  /** As `find`, but waits up to `ms` until something matches. */
  waitFor(filter: MailFilter, ms: number): Promise<Mail[]>;
  get(id: string): Mail | undefined;
  source(id: string): Buffer;
  clear(): void;
  /** Calls back after every change until the returned function is called. */
  onChange(callback: () => void): () => void;
}

const RECIPIENTS_HEADER = 'x-netra-recipients';

/** Opens the folder, which is made when it is missing; beyond `keep` mails the oldest are deleted. */
export async function openMailStore(folder: string, keep = 2_000): Promise<MailStore> {
  mkdirSync(folder, { recursive: true });
  const changes = new EventEmitter().setMaxListeners(0);
  const fileOf = (id: string) => join(folder, `${id}.eml`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const mails: Mail[] = [];
  for (const name of names.sort().slice(-keep)) {
    mails.unshift(await parseMail(name.slice(0, -4), readFileSync(join(folder, name))));
  }
  let count = 0;
  const find = (filter: MailFilter) => mails.filter((mail) => matches(mail, filter));

  return {
    find,
    get: (id) => mails.find((mail) => mail.id === id),
    source: (id) => readFileSync(fileOf(id)),
    async add(raw, recipients) {
      const id = `${Date.now()}-${String(count++).padStart(6, '0')}`;
      const kept = Buffer.concat([
        Buffer.from(`${RECIPIENTS_HEADER}: ${recipients.join(', ')}\r\n`),
        raw,
      ]);
      const mail = await parseMail(id, kept);
      writeFileSync(fileOf(id), kept, { mode: 0o600 });
      mails.unshift(mail);
      mails.sort((a, b) => (a.id < b.id ? 1 : -1));
      for (const old of mails.splice(keep)) rmSync(fileOf(old.id), { force: true });
      changes.emit('change');
      return mail;
    },
    waitFor: (filter, ms) =>
      new Promise((resolve) => {
        const answer = () => {
          changes.off('change', look);
          clearTimeout(timer);
          resolve(find(filter));
        };
        const look = () => (find(filter).length > 0 ? answer() : undefined);
        const timer = setTimeout(answer, ms);
        changes.on('change', look);
        look();
      }),
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

function matches(mail: Mail, { to, subject, after }: MailFilter): boolean {
  if (to && !mail.to.toLowerCase().split(', ').includes(to.toLowerCase())) return false;
  if (subject && !mail.subject.toLowerCase().includes(subject.toLowerCase())) return false;
  return !after || mail.id > after;
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
