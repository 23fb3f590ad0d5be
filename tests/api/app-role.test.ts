import pg from 'pg';
import { asAppRole, withServerOptions } from '../../platform/database/app-role';
import { createLogger } from '../../platform/logger/logger';
import { runRole, startApp, testEnvironment, type RunningApp } from '../support/app';
import { approvalWhen, askForLeave, asked, closed, personasOf } from '../support/personas';
import { asAdmin, databaseUrl, startTestPostgres } from '../support/stack';

jest.setTimeout(120_000);

const logger = createLogger({ level: 'silent', role: 'test' });
let app: RunningApp;
let asApp: pg.Client;

beforeAll(async () => {
  app = await startApp({ demo: true });
  asApp = new pg.Client(await asAppRole(app.environment.DATABASE_URL!, logger));
  await asApp.connect();
});
afterAll(async () => {
  await asApp?.end();
  await app?.stop();
});

const refusal = (sql: string) =>
  asApp.query(sql).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const PERMISSION_DENIED = '42501';

test("every connection of the API and the worker acts as the app's own role, and approvals run through", async () => {
  const people = personasOf(app);
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const manager = await people.as('sales.manager');
  const decided = await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(decided.status).toBe(200);
  await approvalWhen(rep, approvalId, closed);
  const owner = new pg.Client(app.environment.DATABASE_URL);
  await owner.connect();
  const { rows } = await owner.query<{ details: object }>(
    `SELECT details FROM audit_event WHERE action = 'approval.decided' AND subject_id = $1`,
    [approvalId],
  );
  expect(rows).toEqual([{ details: expect.objectContaining({ policyVersion: 1 }) as object }]);
  await owner.end();
  expect(app.api.output() + app.worker!.output()).not.toContain('acting as the owner');
});

test('the audit trail can be added to and read, and nothing else', async () => {
  const { rows } = await asApp.query<{ role: string }>('SELECT current_user AS role');
  expect(rows).toEqual([{ role: 'netra_app' }]);
  expect(
    await refusal(
      "INSERT INTO audit_event (action, subject_type, subject_id) VALUES ('test', 'test', '-')",
    ),
  ).toBe('done');
  for (const table of ['audit_event', 'audit_seal']) {
    expect(await refusal(`SELECT * FROM ${table} LIMIT 1`)).toBe('done');
    const column = table === 'audit_event' ? 'action = action' : 'position = position';
    for (const sql of [
      `UPDATE ${table} SET ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      `DROP TABLE ${table}`,
    ]) {
      expect([sql, await refusal(sql)]).toEqual([sql, PERMISSION_DENIED]);
    }
  }
  expect(await refusal('SELECT prepare_app_role()')).toBe(PERMISSION_DENIED);
  expect(await refusal(`DELETE FROM migrations`)).toBe(PERMISSION_DENIED);
});

test('signatures, words, versions, policies, fetches and movements are added to, and never changed', async () => {
  const tables = [
    ...['approval_comment', 'approval_decision', 'approval_policy', 'approval_version'],
    ...['email_link_fetch', 'leave_ledger', 'notification_delivery', 'reimbursement'],
  ];
  for (const table of tables) {
    expect([table, await refusal(`SELECT * FROM ${table} LIMIT 1`)]).toEqual([table, 'done']);
    const { rows } = await asApp.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 2`,
      [table],
    );
    const { name } = rows[0]!;
    for (const sql of [
      `UPDATE ${table} SET ${name} = ${name}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ]) {
      expect([sql, await refusal(sql)]).toEqual([sql, PERMISSION_DENIED]);
    }
  }
  // A file finds its place beside a comment or a decision later; nothing else of it changes.
  expect(await refusal('UPDATE approval_file SET comment_id = NULL')).toBe('done');
  for (const sql of [
    'UPDATE approval_file SET sha256 = sha256',
    'UPDATE approval_file SET name = name',
    'DELETE FROM approval_file',
  ]) {
    expect([sql, await refusal(sql)]).toEqual([sql, PERMISSION_DENIED]);
  }
});

test('not even the owner changes or empties it without switching a trigger off', async () => {
  const owner = new pg.Client(app.environment.DATABASE_URL);
  await owner.connect();
  for (const table of ['audit_event', 'audit_seal']) {
    await expect(owner.query(`TRUNCATE ${table}`)).rejects.toThrow('append-only');
    await owner.query(
      'INSERT INTO audit_seal VALUES (999999, -1, $1, $1, now()) ON CONFLICT DO NOTHING',
      [Buffer.alloc(32)],
    );
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
  }
  await owner.end();
});

test('a table that comes later has its grants', async () => {
  const owner = new pg.Client(app.environment.DATABASE_URL);
  await owner.connect();
  await owner.query('CREATE TABLE later (id bigint GENERATED BY DEFAULT AS IDENTITY, word text)');
  await owner.end();
  for (const sql of [
    "INSERT INTO later (word) VALUES ('x')",
    "UPDATE later SET word = 'y'",
    'SELECT * FROM later',
    'DELETE FROM later',
  ]) {
    expect([sql, await refusal(sql)]).toEqual([sql, 'done']);
  }
  expect(await refusal('TRUNCATE later')).toBe(PERMISSION_DENIED);
});

test('a later table that says it is append-only is kept so by the next migrate', async () => {
  const owner = new pg.Client(app.environment.DATABASE_URL);
  await owner.connect();
  await owner.query(`CREATE TABLE kept (id bigint);
    CREATE TRIGGER kept_append_only BEFORE UPDATE OR DELETE ON kept FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  await owner.end();
  await runRole('migrate', app.environment);
  expect(await refusal('INSERT INTO kept VALUES (1)')).toBe('done');
  expect(await refusal('UPDATE kept SET id = 2')).toBe(PERMISSION_DENIED);
  expect(await refusal('DELETE FROM kept')).toBe(PERMISSION_DENIED);
});

test('what an address says already stays', () => {
  const options = (url: string) => new URL(url).searchParams.get('options');
  const url = 'postgres://u:p%40ss@h:5432/d?sslmode=require&options=-c%20statement_timeout%3D9';
  const told = withServerOptions(url, '-c role=x');
  expect(options(told)).toBe('-c statement_timeout=9 -c role=x');
  expect(told).toMatch(/^postgres:\/\/u:p%40ss@h:5432\/d\?sslmode=require&/);
  expect(told).not.toContain('+');
});

test('a user who may not use the role is told so by migrate, and NETRA runs as the owner', async () => {
  const database = await startTestPostgres('template1');
  const { url } = database;
  const name = new URL(url).pathname.slice(1);
  await asAdmin(async (admin) => {
    await admin.query(`CREATE ROLE ${name}_owner LOGIN PASSWORD 'limited'`);
    await admin.query(`ALTER DATABASE ${name} OWNER TO ${name}_owner`);
  });
  await withAdminOf(name, (admin) =>
    admin.query('CREATE EXTENSION btree_gist; CREATE EXTENSION citext'),
  );
  const limited = new URL(url);
  limited.username = `${name}_owner`;
  limited.password = 'limited';
  const parts = { port: 1, temporal: { address: '127.0.0.1:1', namespace: 'x' } };
  const environment = testEnvironment({
    ...parts,
    databaseUrl: limited.href,
    smtpUrl: 'smtp://127.0.0.1:1',
  });
  const said = await runRole('migrate', environment);
  expect(said).toContain('ATTENTION');
  expect(said).toContain('GRANT netra_app TO');
  expect(await asAppRole(limited.href, logger)).toBe(limited.href);
  await asAdmin((admin) => admin.query(`GRANT netra_app, netra_ai TO ${name}_owner`));
  expect(await runRole('migrate', environment)).not.toContain('ATTENTION');
  expect(await asAppRole(limited.href, logger)).toContain('role%3Dnetra_app');
  await database.drop();
  await asAdmin((admin) => admin.query(`DROP ROLE ${name}_owner`));
});

async function withAdminOf(name: string, work: (admin: pg.Client) => Promise<unknown>) {
  const admin = new pg.Client(databaseUrl(name));
  await admin.connect();
  await work(admin).finally(() => admin.end());
}
