import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims that were approved before amounts could be cut were approved in full. */
export class FillApprovedLines20261124602000 implements MigrationInterface {
  name = 'FillApprovedLines20261124602000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE expense_claim_line l SET approved_minor = l.amount_minor
      FROM expense_claim c WHERE c.id = l.claim_id AND c.status = 'approved' AND l.approved_minor IS NULL
    `);
  }

  async down(): Promise<void> {
    // The column goes with the migration before this one; what it said cannot be told apart from later approvals.
  }
}
