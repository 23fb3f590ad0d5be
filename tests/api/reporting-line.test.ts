import fc from 'fast-check';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let db: Database;
const PEOPLE = 12;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities: [], poolSize: 6 });
  await db.query(
    `INSERT INTO employee (email, name, password_hash, joined_on)
     SELECT 'p' || n || '@netra.example', 'p' || n, '', '2026-01-01' FROM generate_series(1, ${PEOPLE}) AS n`,
  );
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

/** What is kept, and what the managers of people say. */
async function lines(): Promise<{ kept: unknown[]; said: unknown[] }> {
  const said = await db.query(
    `WITH RECURSIVE line AS (
       SELECT id AS above, id AS below FROM employee
       UNION SELECT e.manager_id, l.below FROM line l JOIN employee e ON e.id = l.above WHERE e.manager_id IS NOT NULL
     ) SELECT above, below FROM line ORDER BY 1, 2`,
  );
  return { said, kept: await db.query('SELECT above, below FROM reporting_line ORDER BY 1, 2') };
}

const move = (person: number, manager: number | null) =>
  db
    .query(
      `UPDATE employee SET manager_id = (SELECT id FROM employee WHERE name = $2) WHERE name = $1`,
      [`p${person}`, manager && `p${manager}`],
    )
    // A move that would close a cycle is refused, and changes nothing.
    .catch((error: Error) => expect(error.message).toMatch(/cycle|employee_not_own_manager/));

const person = fc.integer({ min: 1, max: PEOPLE });
const moves = fc.array(fc.tuple(person, fc.option(person)), { minLength: 1, maxLength: 15 });

test('whoever is moved under whom, the line that is kept is the one that managers say', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      for (const [who, to] of all) await move(who, to);
      const { kept, said } = await lines();
      expect(kept).toEqual(said);
    }),
    { numRuns: 40 },
  );
});

test('moves at the same moment leave the same line', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      await Promise.all(all.map(([who, to]) => move(who, to)));
      const { kept, said } = await lines();
      expect(kept).toEqual(said);
    }),
    { numRuns: 20 },
  );
});

test('many moved by one statement, somebody new in the middle, and everything filled in anew', async () => {
  await db.query('UPDATE employee SET manager_id = NULL');
  await db.query(
    `UPDATE employee SET manager_id = (SELECT id FROM employee WHERE name = 'p1') WHERE name <> 'p1'`,
  );
  await db.query(
    `INSERT INTO employee (email, name, password_hash, joined_on, manager_id)
     SELECT 'new@netra.example', 'new', '', '2026-01-01', id FROM employee WHERE name = 'p2'`,
  );
  const { kept, said } = await lines();
  expect(kept).toEqual(said);
  expect(kept).toHaveLength(2 * (PEOPLE + 1) - 1 + 1);
  await db.query('SELECT fill_reporting_line()');
  expect((await lines()).kept).toEqual(said);
});
