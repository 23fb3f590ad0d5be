import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked for and ordered before there was a table for it. */
export class FillCommitments20261207300100 implements MigrationInterface {
  name = 'FillCommitments20261207300100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT commit_claims(ARRAY(SELECT id FROM expense_claim WHERE status = 'pending'));
      INSERT INTO commitment (id, account_id, kind, department_id, starts_on, minor)
      SELECT id, account_for('purchases'), kind, department_id, starts_on, minor FROM budget_commitment;
    `);
  }

  /** What was filled in goes with its table. */
  async down(): Promise<void> {}
}
