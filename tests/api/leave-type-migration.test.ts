import type { QueryRunner } from 'typeorm';
import { LetLeaveTypesGrow20261204100000 } from '../../db/migrations/20261204100000-let-leave-types-grow';
import { CreateLeaveDocuments20261204101000 } from '../../db/migrations/20261204101000-create-leave-documents';
import { CreateLeaveBlocks20261204102000 } from '../../db/migrations/20261204102000-create-leave-blocks';
import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

const STEPS = [
  new LetLeaveTypesGrow20261204100000(),
  new CreateLeaveDocuments20261204101000(),
  new CreateLeaveBlocks20261204102000(),
];

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

const step = (move: (runner: QueryRunner) => Promise<void>) =>
  db.transaction((tx) => move(tx as unknown as QueryRunner));
const types = () =>
  db.query(
    `SELECT code, built_in AS "builtIn", by_policy AS "byPolicy", paid FROM leave_type ORDER BY ordinal`,
  );

test('the types of before come through, and back, as those that came with NETRA', async () => {
  const before = await types();
  expect(before).toEqual([
    { code: 'casual', builtIn: true, byPolicy: true, paid: true },
    { code: 'sick', builtIn: true, byPolicy: true, paid: true },
    { code: 'earned', builtIn: true, byPolicy: true, paid: true },
    { code: 'unpaid', builtIn: true, byPolicy: false, paid: false },
    { code: 'comp-off', builtIn: true, byPolicy: false, paid: true },
  ]);
  for (const migration of [...STEPS].reverse()) await step((runner) => migration.down(runner));
  const [left] = await db.query(`SELECT * FROM leave_type WHERE code = 'casual'`);
  expect(Object.keys(left as object)).toEqual(['code', 'name', 'needs_balance', 'ordinal']);
  for (const migration of STEPS) await step((runner) => migration.up(runner));
  expect(await types()).toEqual(before);
});
