import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was owed before payments were kept here: all of it is due. */
export class FillReimbursementStates20261129203100 implements MigrationInterface {
  name = 'FillReimbursementStates20261129203100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO reimbursement_state (claim_id, amount_minor)
      SELECT claim_id, amount_minor FROM reimbursement ON CONFLICT DO NOTHING
    `);
  }

  /** What was filled in goes with its table. */
  async down(): Promise<void> {}
}
