import nodemailer, { type SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Config } from '../config/config';

/** A file that comes with a mail. */
export interface Attachment {
  name: string;
  /** Its media type. */
  type: string;
  content: Buffer;
}

/** A mail ready to go. Every text is data: nothing here is parsed for addresses or headers. */
export interface OutgoingMail {
  messageId: string;
  /** One recipient. */
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** Message-ID of the thread this mail belongs to. */
  thread?: string;
  /** The name it comes from, in place of that of `MAIL_FROM`. */
  fromName?: string;
  /** Where an answer goes. */
  replyTo?: string;
  /** A PNG that the HTML part shows as `cid:` + {@link LOGO_ID}. */
  logo?: Buffer;
  /** An iCalendar object (RFC 5545) for the recipient's calendar. */
  calendar?: { method: 'PUBLISH' | 'CANCEL'; content: string };
  files?: Attachment[];
}

/**
 * Why a mail was not accepted. `unreachable`: no server answered, so nothing was tried for this mail;
 * `refused`: the server will never take this mail; `later`: anything else, worth another try.
 */
export type MailFailure = { kind: 'unreachable' | 'refused' | 'later'; reason: string };

/** Sends mail over SMTP with a small pool of connections. */
export interface Mailer {
  /** Null once the server has taken the mail. Answers within about 25 seconds; never throws. */
  send(mail: OutgoingMail): Promise<MailFailure | null>;
  /** Whether the server greets us now. */
  isUp(): Promise<boolean>;
  close(): void;
}

/** The Content-ID of the logo. */
export const LOGO_ID = 'logo@netra';

/** Nobody's text may name a file or an address for the mailer to read. */
const NO_ACCESS = { disableFileAccess: true, disableUrlAccess: true };

/** Mails in flight at once, per process. */
export const PARALLEL_MAILS = 5;

const CONNECT_MS = 4000;
// A server may think for ten seconds over a mail; giving it up sooner would send it again for as long as that lasts.
const SILENCE_MS = 12_000;
/** A mail may wait for a connection as long as another one takes on it. */
const ALTOGETHER_MS = 25_000;

// A connection that breaks later has another message: the mail may have been taken by then.
const NO_SERVER = /^(connect |getaddrinfo |Connection timeout|Greeting never received)/;

const ADDRESS = /^[^\s<>(),;:"\\@[\]]{1,64}@[^\s<>(),;:"\\@]{1,255}$/u;

/** Connects when the first mail is sent. A bad recipient address is `refused` without asking the server. */
export function createMailer(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Mailer {
  const options = {
    url: config.SMTP_URL,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    ...NO_ACCESS,
  };
  const pool = nodemailer.createTransport({
    ...options,
    pool: true,
    maxConnections: PARALLEL_MAILS,
    maxMessages: 200,
  });
  const probe = nodemailer.createTransport(options);
  return {
    send: (mail) => send((message) => pool.sendMail(message), config.MAIL_FROM, mail),
    isUp: () =>
      probe.verify().then(
        () => true,
        () => false,
      ),
    close() {
      pool.close();
      probe.close();
    },
  };
}

async function send(
  hand: (message: SendMailOptions) => Promise<unknown>,
  from: string,
  mail: OutgoingMail,
): Promise<MailFailure | null> {
  if (!ADDRESS.test(mail.to.address)) return { kind: 'refused', reason: 'not a mail address' };
  const message: SendMailOptions = {
    from: mail.fromName ? { name: mail.fromName, address: addressOf(from) } : from,
    to: mail.to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: mail.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(mail.thread ? { references: [mail.thread] } : {}),
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    ...attachmentsOf(mail),
    ...NO_ACCESS,
  };
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      compose(message).then(hand),
      new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('no answer in time')), ALTOGETHER_MS);
      }),
    ]);
    return null;
  } catch (error) {
    return failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The address in `NETRA <no-reply@netra.example>`, or the text itself. */
export function addressOf(sender: string): string {
  return /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
}

function attachmentsOf({ logo, calendar, files = [] }: OutgoingMail): SendMailOptions {
  const picture = { filename: 'logo.png', contentType: 'image/png', cid: LOGO_ID };
  const attachments = [
    ...(logo ? [{ ...picture, content: logo }] : []),
    ...files.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
  ];
  return {
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(calendar ? { icalEvent: { ...calendar, filename: 'netra.ics' } } : {}),
  };
}

/** The whole mail in one piece: line by line, each piece would be a write of its own to the server's socket. */
async function compose(message: SendMailOptions): Promise<SendMailOptions> {
  const composed = new MailComposer(message).compile();
  const envelope = composed.getEnvelope();
  return { envelope, raw: await composed.build() };
}

function failureOf(error: unknown): MailFailure {
  const { code, command, responseCode, message } = error as {
    code?: string;
    command?: string;
    responseCode?: number;
    message?: string;
  };
  const reason = [code, command, message].filter(Boolean).join(' ').slice(0, 300);
  // A 5xx to the recipient or to the content is about this mail; to anything else it is about our set-up.
  const aboutThisMail = /^(RCPT TO|DATA)/.test(command ?? '') && (responseCode ?? 0) >= 500;
  if (aboutThisMail) return { kind: 'refused', reason };
  return { kind: NO_SERVER.test(message ?? '') ? 'unreachable' : 'later', reason };
}
