import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../dev/embedded/project-root';
import { PASSWORD, PERSONAS, emailOf } from '../support/company';
import {
  startTestInbox,
  startTestPostgres,
  startTestTemporal,
  testFolder,
  type TestDatabase,
  type TestInbox,
} from '../support/stack';
import { endSupervised, startSupervised, type Supervised } from './supervised';

jest.setTimeout(120_000);

const home = join(testFolder(), 'home');
let database: TestDatabase;
let inbox: TestInbox;
let variables: Record<string, string>;
let holder: Server | undefined;
let stack: Supervised | undefined;

beforeAll(async () => {
  const [postgres, temporal, mail] = await Promise.all([
    startTestPostgres(),
    startTestTemporal(),
    startTestInbox(),
  ]);
  database = postgres;
  inbox = mail;
  variables = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: inbox.smtpUrl,
  };
  holder = await holdPort(3000);
});
afterAll(async () => {
  await endSupervised(stack);
  holder?.close();
  await inbox?.stop();
  await database?.drop();
});

/** Takes a port, unless somebody else on this machine has it already: taken it is in both cases. */
function holdPort(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function countPeople(): Promise<number> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM employee',
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

test('real parts switch the embedded ones off, no demo comes into their database, a default port moves', async () => {
  stack = startSupervised(home, variables);
  const run = await stack.ready();
  expect(run).toMatchObject({
    pids: { postgres: null, temporal: null, inbox: null },
    temporalAddress: variables.TEMPORAL_ADDRESS,
    inboxUrl: null,
  });
  expect(stack.output()).toMatch(/Port 3000 is taken: PORT is \d+ this time/);
  expect(new URL(run.webUrl).port).not.toBe('3000');
  const health = await fetch(`${run.webUrl}/api/v1/health`);
  expect(await health.json()).toMatchObject({ status: 'ok' });
  expect(await countPeople()).toBe(0);
  expect(stack.output()).not.toContain(PASSWORD);
  expect(readdirSync(home)).not.toContain('postgres');
  await endSupervised(stack);
});

test('NETRA_DEMO=1 brings the demo company there, too, and the table names everybody', async () => {
  stack = startSupervised(home, { ...variables, NETRA_DEMO: '1' });
  const run = await stack.ready();
  expect(await countPeople()).toBe(PERSONAS.length);
  const told = stack.output();
  expect(told).toContain(PASSWORD);
  for (const text of [run.webUrl, ...PERSONAS.map(emailOf)]) expect(told).toContain(text);
  await endSupervised(stack);
});

test('reset asks first: with nobody to ask it deletes nothing, with --yes everything', () => {
  const reset = (...args: string[]) =>
    spawnSync(process.execPath, [join(projectRoot(), 'dev', 'reset.mjs'), ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NETRA_HOME: home },
      encoding: 'utf8',
    });
  const refused = reset();
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('--yes');
  expect(existsSync(join(home, 'secrets.json'))).toBe(true);
  expect(reset('--yes').status).toBe(0);
  expect(readdirSync(home)).toEqual([]);
});
