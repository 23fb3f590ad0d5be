import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import { startApp, type RunningApp } from '../support/app';
import { approvalWhen, askForLeave, closed, personasOf } from '../support/personas';
import { testStack } from '../support/stack';

jest.setTimeout(120_000);

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ demo: true, env: { LOG_LEVEL: 'debug' } });
});
afterAll(() => app?.stop());

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const client = new pg.Client(app.environment.DATABASE_URL);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ all: string | null }>(
        `SELECT string_agg(t::text, E'\\n') AS all FROM ${name} t`,
      );
      texts.push(rows[0]?.all ?? '');
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** The stored bytes of the Temporal server of this run: all histories and lists. */
function temporalStore(): string {
  const file = join(testStack().folder, 'temporal', 'temporal.db');
  return ['', '-wal'].map((end) => readFileSync(file + end).toString('latin1')).join('');
}

test("a mailed link's token is in no log, no table and no history, before and after it was used", async () => {
  const rep = await personasOf(app).as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  const [mail] = await app.inbox.mails({ to: 'sales.manager@netra.example' }, 20_000);
  const links = mail!.links.filter((link) => link.includes('/email-actions/'));
  const tokens = links.map((link) => link.split('/email-actions/')[1]!);
  expect(new Set(tokens).size).toBe(2);

  const page = await fetch(links[0]!);
  const html = await page.text();
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  const nonce = /name="nonce" value="([^"]+)"/.exec(html)![1]!;
  await new Promise((resolve) => setTimeout(resolve, SHORTEST_READING_MS + 50));
  const pressed = await fetch(links[0]!, { method: 'POST', body: new URLSearchParams({ nonce }) });
  expect(pressed.status).toBe(200);
  await approvalWhen(rep, approvalId, closed);
  // A second press and a spoilt one leave their traces too.
  await fetch(links[0]!, { method: 'POST', body: new URLSearchParams({ nonce }) });
  await fetch(`${links[1]}x`, { method: 'POST' });

  const places = {
    log: app.api.output() + app.worker!.output(),
    database: await wholeDatabase(),
    temporal: temporalStore(),
  };
  // Each place does know the request, or finding nothing would prove nothing.
  expect(places.log).toContain('answered');
  expect(places.database).toContain(approvalId);
  expect(places.temporal).toContain(approvalId);
  for (const token of tokens) {
    const [, claims = '', signature = ''] = token.split('.');
    const { jti } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string };
    for (const secret of [token, claims, signature, jti]) {
      const holding = Object.entries(places).filter(([, text]) => text.includes(secret));
      expect(holding.map(([place]) => place)).toEqual([]);
    }
  }
});
