import type { QueryRunner } from 'typeorm';
import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { CreateLeavePolicies20261129100000 } from '../../db/migrations/20261129100000-create-leave-policies';
import { CreateLeaveBuckets20261129101000 } from '../../db/migrations/20261129101000-create-leave-buckets';
import { FillLeaveBuckets20261129101100 } from '../../db/migrations/20261129101100-fill-leave-buckets';
import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { bucketsThatDiffer } from '../support/leave-accounts';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

const STEPS = [
  new CreateLeavePolicies20261129100000(),
  new CreateLeaveBuckets20261129101000(),
  new FillLeaveBuckets20261129101100(),
];

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  await loadDemoCompany(db);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const step = (move: (runner: QueryRunner) => Promise<void>) =>
  db.transaction((tx) => move(tx as unknown as QueryRunner));
const balances = () =>
  db.query('SELECT employee_id, type, granted, held, taken FROM leave_balance ORDER BY 1, 2');

test('every balance of before is put into one bucket with all its rows, and back', async () => {
  const before = await balances();
  for (const migration of [...STEPS].reverse()) await step((runner) => migration.down(runner));
  expect(await balances()).toEqual(before);
  for (const migration of STEPS) await step((runner) => migration.up(runner));
  expect(await balances()).toEqual(before);
  expect(await bucketsThatDiffer(db)).toEqual([]);
  const rows = await db.query<{ sources: string[] }>(
    'SELECT array_agg(source) AS sources FROM leave_bucket GROUP BY employee_id, type',
  );
  expect(rows).toHaveLength(before.length);
  expect(rows.every(({ sources }) => sources.join() === 'running')).toBe(true);
  await expect(db.query('UPDATE leave_ledger SET units = 1')).rejects.toThrow(/append-only/);
});
