import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../clock/clock';
import type { Logger } from '../logger/logger';

/** A mail that came in, read. Nothing of it is trusted. */
export interface IncomingMail {
  /** The one recipient, as it was accepted. */
  recipient: string;
  /** The sender by the envelope; empty for a bounce. */
  envelopeFrom: string;
  /** All senders by the header. */
  from: string[];
  subject: string;
  messageId: string;
  text: string;
  /** Lower-case names; several values of one name are joined by a comma. */
  headers: Partial<Record<string, string>>;
  /** The `Authentication-Results` headers, topmost first. */
  authenticationResults: string[];
  /** When the mail began to come in. */
  receivedAt: Date;
}

/** A running server for incoming mail. */
interface Inbound {
  port: number;
  stop(): Promise<void>;
}

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_CLIENTS = 50;
const SILENCE_MS = 60_000;

const refusal = (message: string, responseCode: number) =>
  Object.assign(new Error(message), { responseCode });

/**
 * Takes mail over SMTP, for addresses that `accepts` knows and for one recipient a mail; everything else is refused
 * before its content is sent. What `deliver` cannot take now is left to its sender to try again (451).
 */
export async function startInbound(options: {
  port: number;
  host: string;
  clock: Clock;
  logger: Logger;
  accepts: (address: string) => boolean;
  deliver: (mail: IncomingMail) => Promise<void>;
}): Promise<Inbound> {
  const { logger } = options;
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MOST_BYTES,
    maxClients: MOST_CLIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: 1000,
    logger: false,
    onRcptTo({ address }, session, callback) {
      if (!options.accepts(address)) return callback(refusal('No such mailbox here', 550));
      // One mail for two requests could only be answered by guessing.
      if (session.envelope.rcptTo.length > 0) return callback(refusal('One at a time', 452));
      callback();
    },
    onData(stream, session, callback) {
      receive(stream, session, options.clock.now())
        .then(options.deliver)
        .then(() => callback())
        .catch((error: Error & { responseCode?: number }) => {
          if (error.responseCode) return callback(error);
          logger.warn({ err: error }, 'a mail that came in could not be taken');
          callback(refusal('Please try again later', 451));
        });
    },
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(options.port, options.host, resolve);
  });
  // A client that hangs up in the middle is no reason to end.
  smtp.removeAllListeners('error').on('error', () => undefined);
  const { server } = smtp;
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}

async function receive(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  receivedAt: Date,
): Promise<IncomingMail> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  if (stream.sizeExceeded) throw refusal('The mail is too large', 552);
  const parsed = await simpleParser(Buffer.concat(parts), {
    skipImageLinks: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: 500_000,
  });
  const headers = headersOf(parsed);
  return {
    recipient: envelope.rcptTo[0]?.address ?? '',
    envelopeFrom: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    from: (parsed.from?.value ?? []).flatMap(({ address }) => (address ? [address] : [])),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    text: parsed.text ?? '',
    headers: Object.fromEntries([...headers].map(([name, lines]) => [name, lines.join(', ')])),
    authenticationResults: headers.get('authentication-results') ?? [],
    receivedAt,
  };
}

function headersOf({ headerLines }: ParsedMail): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const { key, line } of headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim();
    headers.set(key, [...(headers.get(key) ?? []), value]);
  }
  return headers;
}
