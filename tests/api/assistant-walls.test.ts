import pg from 'pg';
import { scope } from '../../domain/access/scope';
import type { Principal } from '../../domain/access/principal';
import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { entities } from '../../modules/entities';
import { amongVisible } from '../../modules/assistant/tools/subject';
import { visibleRequests } from '../../modules/approvals/policy';
import { visibleEmployees } from '../../modules/people/policy';
import { visibleAccounts } from '../../modules/project-accounts/policy';
import { visibleProjects } from '../../modules/projects/policy';
import { visibleCustomers, visibleDeals } from '../../modules/sales/policy';
import { salesScope, salesScopes } from '../../domain/sales/access';
import { connectDatabase, type Database } from '../../platform/database/database';
import { withServerOptions } from '../../platform/database/app-role';
import { PERSONAS, emailOf, type Persona } from '../support/company';
import { startTestPostgres, type TestDatabase } from '../support/stack';

const PERMISSION_DENIED = '42501';
/** What anybody may read, whoever asks: what hangs on the company's walls, and where somebody stands, by ids and names. */
const SIGNBOARD = [
  ...['account', 'account_use', 'authz.colleague', 'calendar_holiday', 'department'],
  ...['expense_policy_rule', 'expense_policy_version', 'holiday', 'leave_policy_version'],
  ...['leave_type', 'leave_type_location', 'location', 'location_calendar', 'reporting_line'],
];

let database: TestDatabase;
let db: Database;
let reader: pg.Client;
let readable: string[];

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  // As every `migrate` does; what a database grants does not come with a copy of it.
  await db.query('SELECT prepare_ai_role()');
  await loadDemoCompany(db);
  reader = new pg.Client(withServerOptions(database.url, '-c role=netra_ai'));
  await reader.connect();
  const rows = await db.query<{ relation: string }>(
    `SELECT relation::regclass::text AS relation FROM authz.reading ORDER BY 1`,
  );
  readable = rows.map(({ relation }) => relation);
});
afterAll(async () => {
  await reader?.end();
  await db?.close();
  await database?.drop();
});

/** What a statement gives to the role when somebody asks; null is nobody. */
async function readAs<Row>(personId: string | null, sql: string): Promise<Row[]> {
  await reader.query('BEGIN READ ONLY');
  try {
    if (personId !== null)
      await reader.query(`SELECT set_config('netra.uid', $1, true)`, [personId]);
    return (await reader.query(sql)).rows as Row[];
  } finally {
    await reader.query('ROLLBACK');
  }
}

const refusal = (sql: string) =>
  reader.query(sql).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

async function idOf(persona: Persona): Promise<string> {
  const [row] = await db.query<{ id: string }>('SELECT id FROM employee WHERE email = $1', [
    emailOf(persona),
  ]);
  return row!.id;
}

/** What is wrong with what the role can reach, as the catalogue knows it. */
const FLAWS = `
  WITH reach AS (
    SELECT c.oid, c.oid::regclass::text AS name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      AND (has_table_privilege('netra_ai', c.oid, 'SELECT') OR has_any_column_privilege('netra_ai', c.oid, 'SELECT'))
  )
  SELECT name || ': no row security' AS flaw FROM reach WHERE relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
  UNION ALL SELECT name || ': no policy' FROM reach WHERE relkind IN ('r', 'p') AND NOT EXISTS (
    SELECT FROM pg_policies p WHERE p.schemaname || '.' || p.tablename = (SELECT n.nspname || '.' || c.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = reach.oid) AND p.roles = '{netra_ai}' AND p.cmd = 'SELECT')
  UNION ALL SELECT name || ': a view of its owner' FROM reach WHERE relkind = 'v' AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'
  UNION ALL SELECT name || ': not a table' FROM reach WHERE relkind IN ('m', 'f')
  UNION ALL SELECT p.oid::regprocedure || ': runs as its owner' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_function_privilege('netra_ai', p.oid, 'EXECUTE')
  ORDER BY 1`;

const flaws = async () => (await db.query<{ flaw: string }>(FLAWS)).map(({ flaw }) => flaw);

test('the role owns nothing, writes nothing and can make nothing', async () => {
  const [role] = await db.query(
    `SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolbypassrls, rolreplication,
       (SELECT count(*) FROM pg_class WHERE relowner = r.oid)::integer AS owned,
       (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)::integer AS memberships,
       has_database_privilege(oid, current_database(), 'TEMP') AS temp,
       (SELECT count(*) FROM pg_namespace n WHERE has_schema_privilege(r.oid, n.oid, 'CREATE'))::integer AS creates
     FROM pg_roles r WHERE rolname = 'netra_ai'`,
  );
  expect(role).toEqual({
    ...{ rolsuper: false, rolinherit: false, rolcreaterole: false, rolcreatedb: false },
    ...{ rolcanlogin: false, rolbypassrls: false, rolreplication: false },
    ...{ owned: 0, memberships: 0, temp: false, creates: 0 },
  });
  const writable = await db.query(
    `SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
       AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege('netra_ai', c.oid, 'USAGE, SELECT, UPDATE')
         ELSE has_table_privilege('netra_ai', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
           OR has_any_column_privilege('netra_ai', c.oid, 'INSERT, UPDATE, REFERENCES') END`,
  );
  expect(writable).toEqual([]);
});

test('every table it reads has row security that is forced, and a policy; no view, no function of an owner', async () => {
  expect(readable.length).toBeGreaterThan(40);
  expect(await flaws()).toEqual([]);
});

test('what a later migration might open by mistake is found', async () => {
  await db.query('CREATE TABLE open_table (id uuid)');
  await db.query('CREATE VIEW open_view AS SELECT id, password_hash FROM employee');
  await db.query('CREATE MATERIALIZED VIEW open_copy AS SELECT id FROM employee');
  await db.query(
    `CREATE FUNCTION open_door() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM employee'`,
  );
  await db.query('GRANT SELECT ON open_table, open_view, open_copy TO netra_ai');
  const found = await flaws();
  await db.query(
    'DROP FUNCTION open_door; DROP MATERIALIZED VIEW open_copy; DROP VIEW open_view; DROP TABLE open_table',
  );
  expect(found).toEqual([
    ...['open_copy: not a table', 'open_door(): runs as its owner', 'open_table: no policy'],
    ...['open_table: no row security', 'open_view: a view of its owner'],
  ]);
});

test.each([
  ['nobody', null],
  ['an empty id', ''],
  ['an id of nobody', '00000000-0000-4000-8000-000000000000'],
])('asked for by %s, tables that are about somebody give no row', async (_, personId) => {
  const seen: string[] = [];
  for (const relation of readable) {
    const rows = await readAs(personId, `SELECT FROM ${relation} LIMIT 1`);
    if (rows.length > 0) seen.push(relation);
  }
  expect(seen).toEqual(SIGNBOARD.filter((relation) => seen.includes(relation)));
  expect(seen).toContain('department');
});

test('the person of one transaction is not there in the next', async () => {
  const admin = await idOf('admin');
  expect((await readAs(admin, 'SELECT id FROM employee')).length).toBe(11);
  expect(await readAs(null, 'SELECT id FROM employee')).toEqual([]);
  expect((await reader.query('SELECT id FROM employee')).rows).toEqual([]);
});

test('secrets and words that are for somebody else are not among its columns', async () => {
  for (const column of [
    ...['employee.password_hash', 'employee.token_version', 'leave_request.reason'],
    ...['approval_request.data', 'approval_decision.comment', 'leave_ledger.note'],
    ...['timesheet_line.cost_rate_minor', 'incentive_statement.content', 'chat_message.card'],
  ]) {
    const [table = '', name = ''] = column.split('.');
    expect([column, await refusal(`SELECT ${name} FROM ${table} LIMIT 1`)]).toEqual([
      column,
      PERMISSION_DENIED,
    ]);
  }
  for (const table of [
    ...['auth_session', 'email_link', 'mail', 'personal_details', 'employee_bank_account'],
    ...['audit_event', 'work_rate', 'daily_rate', 'password_link', 'leave_document'],
  ])
    expect([table, await refusal(`SELECT FROM ${table} LIMIT 1`)]).toEqual([
      table,
      PERMISSION_DENIED,
    ]);
});

/** A principal as the API would have read it, for the conditions of the application. */
async function principalOf(persona: Persona): Promise<Principal> {
  const [row] = await db.query<Principal>(
    `SELECT e.id, e.roles, d.kind AS "departmentKind", e.department_id AS "departmentId",
       ARRAY(SELECT headed::text FROM departments_headed_by(e.id) AS headed) AS "headsDepartmentIds",
       access_granted_to(e.id) AS granted
     FROM employee e LEFT JOIN department d ON d.id = e.department_id WHERE e.email = $1`,
    [emailOf(persona)],
  );
  return row!;
}

type Condition = (principal: Principal, parameters: unknown[]) => string;
const people =
  (resource: 'person' | 'leave' | 'expense', column: string): Condition =>
  (principal, parameters) =>
    visibleEmployees(scope(principal, resource), column, parameters);

/** Both walls of a table: what the application adds to its statements, and what the policy leaves of a bare one. */
const WALLS: [table: string, alias: string, Condition][] = [
  ['employee', 'e', people('person', 'e.id')],
  ['leave_request', 'l', people('leave', 'l.employee_id')],
  ['expense_claim', 'c', people('expense', 'c.employee_id')],
  [
    '(SELECT claim_id AS id, employee_id FROM authz.spending)',
    's',
    (principal, parameters) =>
      amongVisible(scope(principal, 'expense'))('s.employee_id', parameters),
  ],
  ['approval_request', 'r', (principal, parameters) => visibleRequests(principal, 'r', parameters)],
  [
    'project',
    'p',
    (principal, parameters) => visibleProjects(scope(principal, 'project'), parameters),
  ],
  ['deal', 'd', (principal, parameters) => visibleDeals(salesScope(principal, 'deal'), parameters)],
  [
    'customer',
    'c',
    (principal, parameters) => visibleCustomers(salesScopes(principal), parameters),
  ],
];

async function compare(persona: Persona): Promise<Record<string, number>> {
  const principal = await principalOf(persona);
  const counts: Record<string, number> = {};
  for (const [table, alias, condition] of WALLS) {
    const parameters: unknown[] = [];
    const visible = condition(principal, parameters);
    const sql = `SELECT ${alias}.id FROM ${table} ${alias}`;
    const first = await db.query(`${sql} WHERE ${visible} ORDER BY 1`, parameters);
    const second = await readAs(principal.id, `${sql} ORDER BY 1`);
    expect([table, second]).toEqual([table, first]);
    counts[table] = second.length;
  }
  const parameters: unknown[] = [];
  const accounts = visibleAccounts(principal, parameters);
  const first = await db.query(
    `SELECT p.id FROM project p JOIN project_terms t ON t.project_id = p.id WHERE ${accounts} ORDER BY 1`,
    parameters,
  );
  const second = await readAs(
    principal.id,
    'SELECT project_id AS id FROM project_terms ORDER BY 1',
  );
  expect(second).toEqual(first);
  return counts;
}

test.each(PERSONAS)('both walls leave %s the same records', async (persona) => {
  const counts = await compare(persona);
  expect(counts.employee).toBeGreaterThan(0);
  const [all] = await db.query<Record<string, number>>(
    'SELECT (SELECT count(*)::integer FROM employee) AS employee, (SELECT count(*)::integer FROM expense_claim) AS claims',
  );
  if (persona === 'admin')
    expect(counts).toMatchObject({ employee: all!.employee, expense_claim: all!.claims });
  if (persona === 'consultant') expect(counts).toMatchObject({ employee: 1, deal: 0, customer: 0 });
  if (persona === 'sales.manager') expect(counts.employee).toBe(3);
});

test('sight that is lent opens both walls for as long as it runs, and a change of manager moves both', async () => {
  const [rep, admin] = [await idOf('sales.rep'), await idOf('admin')];
  const before = await compare('sales.rep');
  await db.query(
    `INSERT INTO access_grant (grantee_id, department_id, resources, reason, until, ends_at, granted_at, granted_by)
     SELECT $1, id, '{person,project,deal,customer,leave,approval}', 'x', current_date + 5, now() + interval '5 days', now(), $2
     FROM department WHERE name = 'Consulting'`,
    [rep, admin],
  );
  const lent = await compare('sales.rep');
  expect(lent.employee).toBe((before.employee ?? 0) + 4);
  expect(lent.expense_claim).toBe(before.expense_claim);
  await db.query('UPDATE access_grant SET revoked_at = now(), revoked_by = $1', [admin]);
  expect(await compare('sales.rep')).toEqual(before);
  await db.query('UPDATE employee SET manager_id = $1 WHERE id = $2', [
    rep,
    await idOf('sales.rep2'),
  ]);
  expect((await compare('sales.rep')).employee).toBe((before.employee ?? 0) + 1);
  await db.query('UPDATE employee SET active = false WHERE id = $1', [rep]);
  expect(await readAs(rep, 'SELECT id FROM employee')).toEqual([]);
});
