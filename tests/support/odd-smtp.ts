import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { simpleParser, type ParsedMail } from 'mailparser';

/** A mail as it was taken, with what the envelope said. */
export interface TakenMail {
  recipients: string[];
  raw: string;
  parsed: ParsedMail;
}

/** An SMTP server that misbehaves on request. */
export interface OddSmtp {
  port: number;
  url: string;
  /** Everything that was taken in whole, acknowledged or not. */
  taken: TakenMail[];
  /** How many of the next mails are taken without telling the sender: the connection breaks instead. */
  dropAcknowledgements(count: number): void;
  /** How it behaves from now on: how long it thinks over a mail, and which share of acknowledgements it loses. */
  behave(manners: { slowMs?: number; losing?: () => boolean }): void;
  /** Recipients that are refused, with the code to refuse them with. */
  refuse(address: string, code: number): void;
  /** Most mails that were in transfer at once. */
  mostAtOnce(): number;
  stop(): Promise<void>;
}

/** Starts the server on any free port, or on the one it had before. */
export async function startOddSmtp(
  options: { port?: number; slowMs?: number; onMail?: () => void } = {},
): Promise<OddSmtp> {
  const taken: TakenMail[] = [];
  const refusals = new Map<string, number>();
  let toDrop = 0;
  let slowMs = options.slowMs ?? 0;
  let losing = () => toDrop-- > 0;
  let [now, most] = [0, 0];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const code = refusals.get(address);
      callback(code ? Object.assign(new Error('refused'), { responseCode: code }) : undefined);
    },
    onData(stream, session, callback) {
      most = Math.max(most, ++now);
      options.onMail?.();
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => void finish(Buffer.concat(parts), session, callback));
    },
  });
  server.on('error', () => undefined);

  async function finish(raw: Buffer, session: SMTPServerSession, callback: () => void) {
    if (slowMs) await new Promise((resolve) => setTimeout(resolve, slowMs));
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    taken.push({ recipients, raw: raw.toString(), parsed: await simpleParser(raw) });
    now--;
    if (losing()) {
      for (const connection of server.connections as Set<{
        id: string;
        close(): void;
        _socket: { destroy(): void };
      }>)
        if (connection.id === session.id) connection._socket.destroy();
      return;
    }
    callback();
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    taken,
    dropAcknowledgements: (count) => (toDrop = count),
    behave(manners) {
      slowMs = manners.slowMs ?? 0;
      losing = manners.losing ?? (() => toDrop-- > 0);
    },
    refuse: (address, code) => refusals.set(address, code),
    mostAtOnce: () => most,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
