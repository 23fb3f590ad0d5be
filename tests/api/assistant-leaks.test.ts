import pg from 'pg';
import { loadDemoCompany } from '../../db/demo/load-demo-company';
import type { Principal } from '../../domain/access/principal';
import type { ToolCall, ToolOutcome } from '../../domain/assistant/tool';
import { runTool } from '../../modules/assistant/run-tool';
import { entities } from '../../modules/entities';
import { systemClock } from '../../platform/clock/clock';
import { withServerOptions } from '../../platform/database/app-role';
import { connectDatabase, type Database, type Queryable } from '../../platform/database/database';
import { createScopedReader, type ScopedReader } from '../../platform/database/scoped-reader';
import { createLogger } from '../../platform/logger/logger';
import { attackCalls, plainCalls } from '../support/assistant-attacks';
import { createScan, markRows, readAllowed, type Scan } from '../support/assistant-canaries';
import { readTotals } from '../support/assistant-totals';
import { readOrganisation, type Organisation } from '../support/organisation';
import { startTestPostgres, type TestDatabase } from '../support/stack';

/** An admin, who sees most; two who see one side of it all; who heads a department; a manager; and who sees oneself. */
const LOGINS = ['admin', 'hr', 'finance', 'sales.head', 'consulting.manager', 'sales.rep'];

/** So many calls take their time where other suites run beside them. */
const CROWDED_MS = 180_000;

type Reader = Pick<ScopedReader, 'read'>;
type Run = (principal: Principal, call: ToolCall) => Promise<ToolOutcome>;

let database: TestDatabase;
let db: Database;
let reader: ScopedReader;
let organisation: Organisation;
let principals: Principal[];
let scan: Scan;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  await db.query('SELECT prepare_ai_role()');
  await loadDemoCompany(db);
  principals = [];
  for (const login of LOGINS) principals.push(await principalOf(`${login}@netra.example`));
  await markRows(db);
  organisation = await readOrganisation(db);
  scan = createScan(organisation, await readAllowed(db, organisation));
  const logger = createLogger({ level: 'silent', role: 'test' });
  reader = createScopedReader({ url: database.url, logger, poolSize: 2 });
});
afterAll(async () => {
  await reader?.close();
  await db?.close();
  await database?.drop();
});

async function principalOf(email: string): Promise<Principal> {
  const [row] = await db.query<Principal>(
    `SELECT e.id, e.email::text AS email, e.name, e.roles, e.department_id AS "departmentId", d.name AS "departmentName",
       d.kind AS "departmentKind", ARRAY(SELECT h::text FROM departments_headed_by(e.id) AS h) AS "headsDepartmentIds",
       e.manager_id AS "managerId", NULL AS "managerName", e.zone, e.language, '{}'::json AS granted
     FROM employee e LEFT JOIN department d ON d.id = e.department_id WHERE e.email = $1`,
    [email],
  );
  if (!row) throw new Error(`there is nobody at ${email}`);
  return { ...row, sessionId: '00000000-0000-4000-8000-000000000000', restrictions: [] };
}

/** Runs calls as the assistant does, with a reader of choice. */
const runWith =
  (through: Reader): Run =>
  async (principal, call) => {
    const deps = { clock: systemClock, enabled: () => true, hiddenFields: new Set<string>() };
    return (await runTool({ ...deps, reader: through }, principal, call)).outcome;
  };

/** The first wall gone: tools are told that whoever asks holds every role. */
const unscoped =
  (run: Run): Run =>
  (principal, call) =>
    run({ ...principal, roles: ['admin', 'hr', 'finance'] }, call);

/** The second wall gone: as the owner of the tables, whom no policy binds. */
const unguarded: Reader = { read: (_, work) => work(db) };

interface Asked {
  principal: Principal;
  call: ToolCall;
}

/** Everybody's calls, one person's after the other's. */
const everybody = (calls: (principal: Principal) => ToolCall[]): Asked[] =>
  principals.flatMap((principal) => calls(principal).map((call) => ({ principal, call })));

/** One call of each person by turns, so that neighbours on a connection are never the same person. */
const byTurns = (asked: Asked[]): Asked[] => {
  const each = principals.map((one) => asked.filter(({ principal }) => principal === one));
  return each[0]!.flatMap((_, at) => each.map((calls) => calls[at]!));
};

const victimCalls = (principal: Principal): ToolCall[] =>
  attackCalls({
    names: principals.filter(({ id }) => id !== principal.id).map(({ name }) => name),
    victim: principals[0]!.id,
  });

/** Runs calls, so many at once, and looks at all that comes of them. */
async function leaksOf(run: Run, asked: Asked[], atOnce: number) {
  const leaked: string[] = [];
  let seen = 0;
  const left = [...asked];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { principal, call } = next;
      const outcome = await run(principal, call);
      const found = scan({ by: principal.id, tool: call.name, outcome });
      seen += found.seen;
      leaked.push(...found.leaked.map((what) => `${principal.email} ${call.name}: ${what}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { leaked, seen };
}

test(
  'a thousand calls of a model that is against us show nobody what is not theirs',
  async () => {
    const asked = everybody(victimCalls);
    expect(asked.length).toBeGreaterThan(1000);
    const { leaked, seen } = await leaksOf(runWith(reader), asked, 1);
    expect([...new Set(leaked)]).toEqual([]);
    expect(seen).toBeGreaterThan(500);
  },
  CROWDED_MS,
);

test(
  'a hundred at once on two connections see no more',
  async () => {
    const asked = byTurns(everybody(victimCalls));
    const { leaked, seen } = await leaksOf(runWith(reader), asked, 100);
    expect([...new Set(leaked)]).toEqual([]);
    expect(seen).toBeGreaterThan(500);
  },
  CROWDED_MS,
);

test.each<[string, () => Run]>([
  ['the policies', () => unscoped(runWith(reader))],
  ['the conditions of the tools', () => runWith(unguarded)],
])('%s alone hold, too', async (_, run) => {
  const { leaked, seen } = await leaksOf(run(), everybody(plainCalls), 8);
  expect([...new Set(leaked)]).toEqual([]);
  expect(seen).toBeGreaterThan(200);
});

/** Reads bare, as a tool that forgot its condition and trusts in the policies would. */
const bare =
  (relation: string): Run =>
  async (principal) => {
    const rows = await reader.read({ personId: principal.id }, (db) =>
      db.query(`SELECT title FROM ${relation}`),
    );
    return rows as never;
  };

/** A person that is kept for the connection, whoever reads on it next. */
function keepingReader(pool: pg.Pool): Reader {
  return {
    read: async ({ personId }, work) => {
      await pool.query(`SELECT set_config('netra.uid', $1, false)`, [personId]);
      const rows: Queryable = {
        query: async <Row>(text: string, values: unknown[] = []) =>
          (await pool.query(text, values)).rows as Row[],
      };
      return work(rows);
    },
  };
}

describe('what would be wrong is seen', () => {
  const leaks = async (run: Run, asked = everybody(plainCalls), atOnce = 8) =>
    (await leaksOf(run, byTurns(asked), atOnce)).leaked.length;

  test('neither wall', async () => {
    expect(await leaks(unscoped(runWith(unguarded)))).toBeGreaterThan(0);
  });

  test('a person whom the arguments name', async () => {
    const trusting: Run = (principal, { name, args: { as_user: named, ...args } }) =>
      runWith(reader)(principals.find(({ id }) => id === named) ?? principal, { name, args });
    const asked = everybody(() =>
      plainCalls().map(({ name, args }) => ({
        ...{ name, args: { ...args, as_user: principals[0]!.id } },
      })),
    );
    expect(await leaks(trusting, asked)).toBeGreaterThan(0);
  });

  test('a cache that does not know whose answer it keeps', async () => {
    const kept = new Map<string, ToolOutcome>();
    const cached: Run = async (principal, call) => {
      const key = JSON.stringify(call);
      if (!kept.has(key)) kept.set(key, await runWith(reader)(principal, call));
      return kept.get(key)!;
    };
    expect(await leaks(cached, undefined, 1)).toBeGreaterThan(0);
  });

  test('a person kept for the session of a connection', async () => {
    const pool = new pg.Pool({
      connectionString: withServerOptions(database.url, '-c role=netra_ai'),
      max: 2,
    });
    expect(await leaks(unscoped(runWith(keepingReader(pool))), undefined, 12)).toBeGreaterThan(0);
    await pool.end();
  });

  test('a view that reads as its owner', async () => {
    await db.query(`CREATE VIEW claims_for_all AS SELECT title FROM expense_claim;
      CREATE VIEW claims_by_policy WITH (security_invoker) AS SELECT title FROM expense_claim;
      GRANT SELECT ON claims_for_all, claims_by_policy TO netra_ai`);
    const once = everybody(() => [{ name: 'any', args: {} }]);
    expect(await leaks(bare('claims_for_all'), once)).toBeGreaterThan(0);
    expect(await leaks(bare('claims_by_policy'), once)).toBe(0);
    await db.query('DROP VIEW claims_for_all, claims_by_policy');
  });
});

test('sums are those of the records one may see, recounted by the walk', async () => {
  const totalsOf = await readTotals(db, organisation);
  let spending = 0;
  for (const principal of principals) {
    const total = async (name: string, args: Record<string, unknown>) => {
      const outcome = await runWith(reader)(principal, { name, args });
      return outcome.kind === 'rows' ? outcome.table.totals : null;
    };
    const { people, leaves, spent } = totalsOf(principal.id);
    expect(await total('count_people', {})).toEqual({ people });
    expect((await total('leave_taken', { to: '2100-01-01' }))?.leaves ?? 0).toBe(leaves);
    const told = await total('expense_totals', { from: '2000-01-01', to: '2100-01-01' });
    if (spent !== null) {
      spending++;
      expect(JSON.stringify(told?.amount).replace(/[^\d]/g, '')).toBe(spent);
    }
  }
  expect(spending).toBeGreaterThan(1);
});

test('whose manager changes is seen by the new one with the next question', async () => {
  const rep = principals.at(-1)!;
  const asked = { name: 'find_people', args: { status: 'active' } };
  const peopleSeen = async () => {
    const outcome = await runWith(reader)(rep, asked);
    return outcome.kind === 'rows' ? outcome.table.rowCount : 0;
  };
  expect(await peopleSeen()).toBe(1);
  const other = organisation.members.find(
    ({ id, active, name }) =>
      active && id !== rep.id && organisation.line(id).size === 1 && name !== rep.name,
  )!;
  const setManager = (manager: string | null) =>
    db.query('UPDATE employee SET manager_id = $1 WHERE id = $2', [manager, other.id]);
  await setManager(rep.id);
  expect(await peopleSeen()).toBe(2);
  await setManager(other.manager);
  expect(await peopleSeen()).toBe(1);
});
