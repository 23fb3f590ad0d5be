import type { QueryRunner } from 'typeorm';
import { TellNamesApartInAnyCase20261208000000 } from '../../db/migrations/20261208000000-tell-names-apart-in-any-case';
import { entities } from '../../modules/entities';
import { readOrganisation } from '../../modules/people-import/read-organisation';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const migration = new TellNamesApartInAnyCase20261208000000();
const step = (move: (runner: QueryRunner) => Promise<void>) =>
  db.transaction((tx) => move(tx as unknown as QueryRunner));

test('names that differ in case alone are named and stop the upgrade; a file of people can choose none of them', async () => {
  await step((runner) => migration.down(runner));
  await db.query(
    `INSERT INTO department (name, kind) VALUES ('Sales', 'sales'), ('SALES', 'sales')`,
  );
  await expect(step((runner) => migration.up(runner))).rejects.toThrow(
    /^Some departments have names .* alone: “SALES” \([0-9a-f-]{36}\), “Sales” \([0-9a-f-]{36}\)\. Rename/i,
  );
  expect((await readOrganisation(db)).departments.get('sales')).toBeNull();
  await db.query(`UPDATE department SET name = 'Sales North' WHERE name = 'SALES'`);
  await step((runner) => migration.up(runner));
  const again = db.query(`INSERT INTO department (name, kind) VALUES ('sales', 'sales')`);
  await expect(again).rejects.toThrow(/department_name_once/);
});
