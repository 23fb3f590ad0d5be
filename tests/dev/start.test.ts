import { mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { createTransport } from 'nodemailer';
import { isAlive } from '../../dev/embedded/processes';
import type { RunFile } from '../../dev/supervisor/state-files';
import { testFolder } from '../support/stack';
import { listeningOn, LOOPBACK } from './listening';
import { endSupervised, freePorts, startSupervised, until, type Supervised } from './supervised';

const PARTS = ['api', 'worker', 'inbox', 'temporal', 'postgres'] as const;

async function health(run: RunFile): Promise<Record<string, string>> {
  const answer = await fetch(`${run.webUrl}/api/v1/health`);
  return ((await answer.json()) as { checks: Record<string, string> }).checks;
}

async function countPeople(run: RunFile): Promise<number> {
  const client = new pg.Client(run.databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM employee',
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

describe('npm start', () => {
  const home = join(testFolder(), 'home');
  let ports: Record<string, string>;
  let stack: Supervised;
  let run: RunFile;

  beforeAll(async () => {
    ports = await freePorts();
    stack = startSupervised(home, ports);
    run = await stack.ready();
  }, 180_000);
  afterAll(() => endSupervised(stack), 60_000);

  test('writes run.json with every address and process', async () => {
    expect(run).toEqual({
      webUrl: `http://localhost:${ports.PORT}`,
      temporalUiUrl: `http://127.0.0.1:${ports.TEMPORAL_UI_PORT}/temporal`,
      temporalAddress: `127.0.0.1:${ports.TEMPORAL_PORT}`,
      inboxUrl: `http://localhost:${ports.INBOX_PORT}`,
      smtpUrl: `smtp://127.0.0.1:${ports.SMTP_PORT}`,
      databaseUrl: expect.stringContaining(`@127.0.0.1:${ports.POSTGRES_PORT}/netra`) as string,
      pids: Object.fromEntries(PARTS.map((part) => [part, expect.any(Number)])),
      ready: true,
    });
    expect(PARTS.filter((part) => !isAlive(run.pids[part] ?? 0))).toEqual([]);
    expect((await fetch(`${run.temporalUiUrl}/`)).status).toBe(200);
    expect((await fetch(run.webUrl)).headers.get('content-type')).toContain('text/html');
  });

  test('what it starts beside the web server listens on loopback alone', () => {
    for (const part of PARTS.filter((name) => name !== 'api' && name !== 'worker')) {
      const addresses = listeningOn(run.pids[part] ?? 0);
      expect([part, addresses.length > 0]).toEqual([part, true]);
      expect([part, addresses.filter((address) => !LOOPBACK.has(address))]).toEqual([part, []]);
    }
  });

  test('serves with every part up and the demo company in it', async () => {
    expect(await health(run)).toEqual({
      postgres: 'up',
      temporal: 'up',
      worker: 'up',
      smtp: 'up',
    });
    expect(await countPeople(run)).toBe(11);
    const login = await fetch(`${run.webUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'sales.rep@netra.example', password: 'netra-demo' }),
    });
    expect(login.status).toBe(200);
  });

  test('keeps its secrets to the owner', () => {
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'run.json')).mode & 0o777).toBe(0o600);
  });

  test('has an inbox that answers a waiting read as the mail arrives', async () => {
    const url = `${run.inboxUrl}/api/mails?to=asha@netra.example&wait=15000`;
    const waiting = fetch(url).then((answer) => answer.json());
    await createTransport(run.smtpUrl).sendMail({
      from: 'test@netra.example',
      to: 'asha@netra.example',
      subject: 'Hello',
      text: 'See http://localhost/x',
    });
    expect(await waiting).toMatchObject({
      items: [{ subject: 'Hello', links: ['http://localhost/x'] }],
    });
  });

  test('refuses a second start in the same home and says where the first one is', async () => {
    const second = startSupervised(home, await freePorts());
    expect(await second.exited).toBe('exit code 1');
    expect(second.output()).toContain(`already runs in ${home}`);
    expect(second.output()).toContain(run.webUrl);
    expect(stack.run()).toEqual(run);
  });

  test.each(PARTS)(
    'starts a killed %s again',
    async (part) => {
      const before = stack.run()?.pids[part] ?? 0;
      process.kill(before, 'SIGKILL');
      await until(
        () => ![before, undefined].includes(stack.run()?.pids[part] ?? undefined),
        40_000,
      );
      await until(async () => {
        const checks = await health(run).catch(() => ({}));
        return Object.values(checks).length > 0 && !Object.values(checks).includes('down');
      }, 40_000);
    },
    90_000,
  );

  test('takes PostgreSQL and Temporal over when it was killed outright, and keeps the data', async () => {
    const orphaned = stack.run();
    stack.signal('SIGKILL');
    await stack.exited;
    await until(() => !isAlive(orphaned?.pids.api ?? 0) && !isAlive(orphaned?.pids.worker ?? 0));
    stack = startSupervised(home, ports);
    run = await stack.ready();
    expect(run.pids.postgres).toBe(orphaned?.pids.postgres);
    expect(run.pids.temporal).toBe(orphaned?.pids.temporal);
    expect(await countPeople(run)).toBe(11);
  }, 120_000);

  test('Ctrl-C leaves no process and no run.json, and the next start keeps the data', async () => {
    stack.signal('SIGINT');
    expect(await stack.exited).toBe('exit code 0');
    expect(PARTS.filter((part) => isAlive(run.pids[part] ?? 0))).toEqual([]);
    expect(stack.run()).toBeUndefined();
    stack = startSupervised(home, ports);
    run = await stack.ready();
    expect(await countPeople(run)).toBe(11);
    expect(stack.output()).not.toContain('Loading the demo company');
  }, 120_000);
});

describe('npm start that cannot go on', () => {
  const newHome = () => {
    const home = join(testFolder(), 'home');
    mkdirSync(home);
    return home;
  };

  test('names the port that was set by hand and is taken', async () => {
    const ports = await freePorts();
    const holder = createServer().listen(Number(ports.SMTP_PORT), '127.0.0.1');
    try {
      const start = startSupervised(newHome(), ports);
      expect(await start.exited).toBe('exit code 1');
      expect(start.output()).toContain(`SMTP_PORT: port ${ports.SMTP_PORT} is taken`);
    } finally {
      holder.close();
    }
  });

  test('says one line for each variable that is wrong', async () => {
    const start = startSupervised(newHome(), {
      ...(await freePorts()),
      SESSION_SECRET: 'short',
      PUBLIC_URL: 'nowhere',
    });
    expect(await start.exited).toBe('exit code 1');
    const lines = start.output().match(/^ +(SESSION_SECRET|PUBLIC_URL): .+$/gm);
    expect(lines).toHaveLength(2);
    expect(start.output()).not.toContain('short\n');
  });
});
