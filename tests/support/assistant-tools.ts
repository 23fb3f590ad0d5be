import { loadDemoCompany } from '../../db/demo/load-demo-company';
import type { Principal } from '../../domain/access/principal';
import type { ToolOutcome } from '../../domain/assistant/tool';
import type { AnswerTable } from '../../domain/wire/assistant';
import { runTool, type RunToolDeps, type ToolRun } from '../../modules/assistant/run-tool';
import { entities } from '../../modules/entities';
import { systemClock } from '../../platform/clock/clock';
import { connectDatabase, type Database } from '../../platform/database/database';
import { createLogger } from '../../platform/logger/logger';
import { createScopedReader } from '../../platform/database/scoped-reader';
import { startTestPostgres } from './stack';

/** A table of an answer. */
export type Table = Omit<AnswerTable, 'id'>;

/** The demo company, whose people ask the tools. */
export interface Askers {
  /** As the owner of the database: what expected values are read with. */
  db: Database;
  /** As the role of the assistant. */
  reader: RunToolDeps['reader'];
  principal: (login: string) => Promise<Principal>;
  run: (login: string, name: string, args?: Record<string, unknown>) => Promise<ToolRun>;
  outcome: (login: string, name: string, args?: Record<string, unknown>) => Promise<ToolOutcome>;
  /** The rows of a call; fails if it gave none. */
  table: (login: string, name: string, args?: Record<string, unknown>) => Promise<Table>;
  /** The table of a call, without rows where it gave none. */
  figures: (login: string, name: string, args?: Record<string, unknown>) => Promise<Table>;
  /** Why a call gave nothing; null for one that gave rows. */
  reason: (login: string, name: string, args?: Record<string, unknown>) => Promise<string | null>;
  /** The first row of a statement. */
  one: <Row>(sql: string, parameters?: unknown[]) => Promise<Row>;
  stop: () => Promise<void>;
}

/** Loads the demo company into a database of the calling suite's own. @param over parts of what calls run with */
export async function startAskers(over: Partial<RunToolDeps> = {}): Promise<Askers> {
  const database = await startTestPostgres();
  const db = await connectDatabase({ url: database.url, entities });
  await loadDemoCompany(db);
  const reader = createScopedReader({
    url: database.url,
    logger: createLogger({ level: 'silent', role: 'test' }),
  });
  const deps: RunToolDeps = {
    reader,
    ...{ clock: systemClock, enabled: () => true, hiddenFields: new Set() },
    ...over,
  };
  const principal = (login: string) => principalOf(db, `${login}@netra.example`);
  const run: Askers['run'] = async (login, name, args = {}) =>
    runTool(deps, await principal(login), { name, args });
  const outcome: Askers['outcome'] = async (...call) => (await run(...call)).outcome;
  return {
    ...{ db, reader: deps.reader, principal, run, outcome },
    table: async (...call) => {
      const found = await outcome(...call);
      if (found.kind !== 'rows')
        throw new Error(`${JSON.stringify(call)} gave no rows: ${JSON.stringify(found)}`);
      return found.table;
    },
    figures: async (...call) => {
      const found = await outcome(...call);
      expect(found.kind).not.toBe('unclear');
      return found.kind === 'rows' ? found.table : EMPTY;
    },
    reason: async (...call) => {
      const found = await outcome(...call);
      return 'reason' in found ? found.reason : null;
    },
    one: async <Row>(sql: string, parameters?: unknown[]) =>
      (await db.query<Row>(sql, parameters))[0] as Row,
    stop: async () => {
      await reader.close();
      await db.close();
      await database.drop();
    },
  };
}

const EMPTY: Table = {
  ...{ title: '', columns: [], rows: [], totals: null, rowCount: 0, truncated: false, note: null },
};

/** Minor units of the company's currency as a table has them. */
export function inRupees(minor: string): { amount: string; currency: string } {
  const unsigned = minor.replace('-', '').padStart(3, '0');
  const sign = minor.startsWith('-') ? '-' : '';
  return { amount: `${sign}${unsigned.slice(0, -2)}.${unsigned.slice(-2)}`, currency: 'INR' };
}

async function principalOf(db: Database, email: string): Promise<Principal> {
  const [row] = await db.query<Principal>(
    `SELECT e.id, e.email::text AS email, e.name, e.roles, e.department_id AS "departmentId", d.name AS "departmentName",
       d.kind AS "departmentKind", ARRAY(SELECT h.id FROM department h WHERE h.head_id = e.id) AS "headsDepartmentIds",
       e.manager_id AS "managerId", NULL AS "managerName", e.zone, e.language, '{}'::json AS granted
     FROM employee e LEFT JOIN department d ON d.id = e.department_id WHERE e.email = $1`,
    [email],
  );
  if (!row) throw new Error(`there is nobody at ${email}`);
  return { ...row, sessionId: '00000000-0000-4000-8000-000000000000', restrictions: [] };
}
