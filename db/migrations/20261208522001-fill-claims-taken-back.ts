import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims whose entry was mirrored before are taken back as well; those of which something is paid keep what they are. */
export class FillClaimsTakenBack20261208522001 implements MigrationInterface {
  name = 'FillClaimsTakenBack20261208522001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE reimbursement_state s SET taken_back_on = r.posted_on
      FROM journal_entry o JOIN journal_entry r ON r.reverses_id = o.id
      WHERE o.source_kind = 'expense-claim' AND o.source_id = s.claim_id
        AND s.settled_minor + s.batched_minor + s.paid_minor = 0
    `);
  }

  /** What goes with the column. */
  async down(): Promise<void> {}
}
