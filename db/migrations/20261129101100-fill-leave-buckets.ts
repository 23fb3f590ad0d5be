import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Puts every balance there is into one bucket that is never lost, with all rows of its ledger. */
export class FillLeaveBuckets20261129101100 implements MigrationInterface {
  name = 'FillLeaveBuckets20261129101100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The ledger refuses to be changed; only for its owner, and only here.
      ALTER TABLE leave_ledger DISABLE TRIGGER leave_ledger_append_only;
      UPDATE leave_ledger SET bucket_id = leave_running_bucket(employee_id, type);
      ALTER TABLE leave_ledger ENABLE TRIGGER leave_ledger_append_only;
      UPDATE leave_bucket b SET granted = m.granted, used = m.used, removed = m.removed
      FROM (
        SELECT bucket_id,
          sum(CASE WHEN entry = 'grant' THEN units ELSE 0 END) AS granted,
          sum(CASE WHEN entry IN ('hold', 'take') THEN units WHEN entry IN ('release', 'restore') THEN -units ELSE 0 END)
            AS used,
          sum(CASE WHEN entry = 'expire' THEN units ELSE 0 END) AS removed
        FROM leave_ledger GROUP BY bucket_id) m
      WHERE b.id = m.bucket_id;
      ALTER TABLE leave_ledger ALTER COLUMN bucket_id SET NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE leave_ledger ALTER COLUMN bucket_id DROP NOT NULL;
      ALTER TABLE leave_ledger DISABLE TRIGGER leave_ledger_append_only;
      UPDATE leave_ledger SET bucket_id = NULL;
      ALTER TABLE leave_ledger ENABLE TRIGGER leave_ledger_append_only;
      DELETE FROM leave_bucket;
    `);
  }
}
