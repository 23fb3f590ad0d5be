import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { createScopedReader, type ScopedReader } from '../../platform/database/scoped-reader';
import { createLogger } from '../../platform/logger/logger';
import { foundCompany, PERSONAS, type Company } from '../support/company';
import { asAdmin, startTestPostgres, type TestDatabase } from '../support/stack';
import { promised } from '../support/promised';

const logger = createLogger({ level: 'silent', role: 'test' });

let database: TestDatabase;
let db: Database;
let company: Company;
let reader: ScopedReader;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  await db.query('SELECT prepare_ai_role()');
  company = await foundCompany(db);
  reader = createScopedReader({ url: database.url, logger, poolSize: 2 });
});
afterAll(async () => {
  await reader?.close();
  await db?.close();
  await database?.drop();
});

const readAs = (personId: string, sql: string, parameters?: unknown[]) =>
  reader.read({ personId }, (rows) => rows.query<Record<string, unknown>>(sql, parameters));

const running = () =>
  db.query(`SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'
    AND datname = current_database()`);

test('a hundred people at once on two connections read each their own', async () => {
  const expected = new Map<string, number>();
  for (const persona of PERSONAS) {
    const id = company.people[persona];
    expected.set(id, (await readAs(id, 'SELECT id FROM employee')).length);
  }
  expect(new Set(expected.values()).size).toBeGreaterThan(2);
  const crowd = Array.from(
    { length: 100 },
    (_, at) => company.people[PERSONAS[at % PERSONAS.length]!],
  );
  await Promise.all(
    crowd.map(async (id) => {
      const rows = await readAs(id, 'SELECT id, authz.uid() AS me FROM employee');
      expect(rows).toHaveLength(expected.get(id)!);
      expect(rows.every(({ me }) => me === id)).toBe(true);
    }),
  );
});

test('it reads one statement at a time, writes nothing, and takes no other role', async () => {
  const rep = company.people['sales.rep'];
  await expect(readAs(rep, 'SELECT 1; SELECT 2')).rejects.toThrow('multiple commands');
  await expect(readAs(rep, `UPDATE employee SET name = 'x'`)).rejects.toThrow();
  await expect(readAs(rep, 'CREATE TEMPORARY TABLE mine (id uuid)')).rejects.toThrow();
  await expect(
    readAs(rep, `INSERT INTO authz.colleague SELECT * FROM authz.colleague`),
  ).rejects.toThrow();
});

test('a person that one statement claims to be is gone with its transaction', async () => {
  const rep = company.people['sales.rep'];
  await readAs(rep, `SELECT set_config('netra.uid', $1, true)`, [company.people.admin]);
  for (let times = 0; times < 4; times++)
    expect(await readAs(rep, 'SELECT id FROM employee')).toEqual([{ id: rep }]);
});

test('a statement that is given up ends on the server, and so does one that takes too long', async () => {
  const rep = company.people['sales.rep'];
  const giveUp = new AbortController();
  const asked = reader.read({ personId: rep, signal: giveUp.signal }, (rows) =>
    rows.query('SELECT pg_sleep(1.9)'),
  );
  const refused = expect(asked).rejects.toThrow();
  for (const end = Date.now() + promised(2000); (await running()).length === 0;)
    if (Date.now() > end) throw new Error('it never ran');
  giveUp.abort();
  await refused;
  await expect(
    reader.read({ personId: rep, signal: giveUp.signal }, () => Promise.resolve()),
  ).rejects.toThrow();
  await expect(readAs(rep, 'SELECT pg_sleep(30)')).rejects.toMatchObject({ code: '57014' });
  expect(await running()).toEqual([]);
  expect(await readAs(rep, 'SELECT id FROM employee')).toHaveLength(1);
});

test('who gives up while waiting for a connection waits no longer, and leaves it to the next', async () => {
  const rep = company.people['sales.rep'];
  const narrow = createScopedReader({ url: database.url, logger, poolSize: 1 });
  const held = new Promise<() => void>((hold) => {
    void narrow.read({ personId: rep }, () => new Promise<void>((end) => hold(end)));
  });
  const free = await held;
  for (let times = 0; times < 3; times++) {
    const giveUp = new AbortController();
    const waiting = narrow.read({ personId: rep, signal: giveUp.signal }, () => Promise.resolve());
    setImmediate(() => giveUp.abort(new Error('given up')));
    await expect(waiting).rejects.toThrow('given up');
  }
  free();
  const read = narrow.read({ personId: rep }, (rows) => rows.query('SELECT id FROM employee'));
  expect(await read).toEqual([{ id: rep }]);
  await narrow.close();
});

test('without the role, or without a database, it says so', async () => {
  const other = new URL(database.url);
  const name = `${other.pathname.slice(1)}_reader`;
  await asAdmin(async (admin) => {
    await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'limited'`);
  });
  other.username = name;
  other.password = 'limited';
  for (const [url, reason] of [
    [other.href, 'run migrate'],
    ['postgres://nobody@127.0.0.1:1/none', 'does not answer'],
  ] as const) {
    const lost = createScopedReader({ url, logger });
    await expect(lost.read({ personId: 'x' }, () => Promise.resolve())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(reason) as string,
    });
    await lost.close();
  }
  await asAdmin((admin) => admin.query(`DROP ROLE ${name}`));
});
