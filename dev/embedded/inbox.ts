import type { Server } from 'node:http';
import { join } from 'node:path';
import express, { type Express, type Response } from 'express';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { openMailStore, type MailFilter, type MailStore } from './inbox-store';
import { projectRoot } from './project-root';

const MAX_MAIL_BYTES = 25 * 1024 * 1024;
const MAX_WAIT_MS = 120_000;

/** A mail server that delivers nowhere: it shows what it received. */
interface RunningInbox {
  smtpUrl: string;
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the inbox over a folder of .eml files.
 * @param options.host the address to listen on; the loopback address unless told otherwise
 */
export async function startInbox(options: {
  folder: string;
  smtpPort: number;
  webPort: number;
  host?: string;
}): Promise<RunningInbox> {
  const { smtpPort, webPort, host = '127.0.0.1' } = options;
  const store = openMailStore(options.folder);
  const smtp = smtpServer(store);
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(smtpPort, host, resolve);
  });
  // A client that hangs up in the middle is no reason to end.
  smtp.removeAllListeners('error').on('error', () => undefined);
  const web = await new Promise<Server>((resolve, reject) => {
    const server = inboxApp(store).listen(webPort, host, (error) =>
      error ? reject(error) : resolve(server),
    );
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    url: `http://localhost:${webPort}`,
    async stop() {
      await new Promise<void>((resolve) => smtp.close(resolve));
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    },
  };
}

function smtpServer(store: MailStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    size: MAX_MAIL_BYTES,
    logger: false,
    closeTimeout: 1_000,
    onData(stream, session, callback) {
      receive({ store, stream, session }).then(
        () => callback(),
        (error: Error) => callback(error),
      );
    },
  });
}

async function receive(delivery: {
  store: MailStore;
  stream: SMTPServerDataStream;
  session: SMTPServerSession;
}): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of delivery.stream) parts.push(part as Buffer);
  if (delivery.stream.sizeExceeded) {
    throw Object.assign(new Error('The mail is too large'), { responseCode: 552 });
  }
  const recipients = delivery.session.envelope.rcptTo.map(({ address }) => address);
  delivery.store.add(Buffer.concat(parts), recipients);
}

function inboxApp(store: MailStore): Express {
  const app = express().disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  app.get('/api/mails', async ({ query }, response) => {
    const wait = Math.min(Math.max(Number(query.wait) || 0, 0), MAX_WAIT_MS);
    response.json({ items: await store.waitFor(filterOf(query), wait) });
  });
  app.delete('/api/mails', (_request, response) => {
    store.clear();
    response.status(204).end();
  });
  app.get('/api/mails/:id/html', async (request, response) => {
    const mail = await store.get(request.params.id);
    if (!mail) response.status(404).send('No such mail');
    else sendMailBody(response, mail.html || asHtml(mail.text));
  });
  app.get('/api/mails/:id/source', (request, response) => {
    const source = store.source(request.params.id);
    if (!source) response.status(404).send('No such mail');
    else response.type('text/plain').send(source);
  });
  app.get('/api/events', (_request, response) => sendChanges(response, store));
  app.use(
    express.static(join(projectRoot(), 'dev', 'embedded', 'inbox-page'), {
      setHeaders: (response) =>
        response.setHeader(
          'content-security-policy',
          "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
        ),
    }),
  );
  return app;
}

function filterOf(query: Record<string, unknown>): MailFilter {
  const one = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
  return { to: one(query.to), subject: one(query.subject), after: one(query.after) };
}

/** A mail is a stranger's page: no scripts, no forms, and its links open beside the inbox. */
function sendMailBody(response: Response, html: string): void {
  response
    .set(
      'content-security-policy',
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'",
    )
    .type('html')
    .send(`<base target="_blank">${html}`);
}

function asHtml(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<pre style="white-space:pre-wrap;font:15px/1.5 system-ui">${escaped}</pre>`;
}

/** Server-sent events: one at once and one after each change, so that no change between is missed. */
function sendChanges(response: Response, store: MailStore): void {
  response.set({ 'content-type': 'text/event-stream' }).flushHeaders();
  const send = () => response.write('data: changed\n\n');
  send();
  const stopListening = store.onChange(send);
  const beat = setInterval(() => response.write(': still here\n\n'), 20_000);
  response.on('close', () => {
    clearInterval(beat);
    stopListening();
  });
}
