import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A claim whose entry is mirrored is owed nothing any more, and nothing is paid for it. What an advance has paid of it, or
 * a batch has or is to pay, stands: then its entry stands as well.
 */
export class TakeClaimsBack20261208522000 implements MigrationInterface {
  name = 'TakeClaimsBack20261208522000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The day its entry was mirrored on.
      ALTER TABLE reimbursement_state ADD COLUMN taken_back_on date,
        ADD CONSTRAINT reimbursement_untouched
          CHECK (taken_back_on IS NULL OR settled_minor + batched_minor + paid_minor = 0);

      CREATE FUNCTION journal_entry_takes_claim_back() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE reimbursement_state s SET taken_back_on = NEW.posted_on FROM journal_entry o
        WHERE o.id = NEW.reverses_id AND o.source_kind = 'expense-claim' AND s.claim_id = o.source_id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER journal_entry_takes_claim_back BEFORE INSERT ON journal_entry
        FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION journal_entry_takes_claim_back();

      UPDATE authz.reading SET columns = columns || ', taken_back_on' WHERE relation = 'reimbursement_state';
      SELECT prepare_ai_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE authz.reading SET columns = replace(columns, ', taken_back_on', '') WHERE relation = 'reimbursement_state';
      DROP TRIGGER journal_entry_takes_claim_back ON journal_entry;
      DROP FUNCTION journal_entry_takes_claim_back;
      ALTER TABLE reimbursement_state DROP COLUMN taken_back_on;
      SELECT prepare_ai_role();
    `);
  }
}
