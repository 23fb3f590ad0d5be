import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision approved of each line, and what became of the lines of a claim: never more than was claimed. */
export class AddApprovedLines20261124601000 implements MigrationInterface {
  name = 'AddApprovedLines20261124601000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- [{ key, minor, currency }], minor units as text; null when nothing was cut.
      ALTER TABLE approval_decision ADD COLUMN lines jsonb;
      ALTER TABLE approval_decision ADD CONSTRAINT approval_decision_lines
        CHECK (lines IS NULL OR (verdict = 'approve' AND jsonb_typeof(lines) = 'array'));
      ALTER TABLE expense_claim_line ADD COLUMN approved_minor bigint;
      ALTER TABLE expense_claim_line ADD CONSTRAINT expense_claim_line_approved
        CHECK (approved_minor BETWEEN 0 AND amount_minor);
    `);
    await runner.query(`
      CREATE FUNCTION reimbursement_within_claim() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM expense_claim c WHERE c.id = NEW.claim_id AND c.currency = NEW.currency
            AND NEW.amount_minor <= c.total_minor) THEN
          RAISE EXCEPTION 'a reimbursement is at most what was claimed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reimbursement_within_claim';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER reimbursement_within_claim BEFORE INSERT OR UPDATE ON reimbursement
        FOR EACH ROW EXECUTE FUNCTION reimbursement_within_claim();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER reimbursement_within_claim ON reimbursement;
      DROP FUNCTION reimbursement_within_claim;
      ALTER TABLE expense_claim_line DROP COLUMN approved_minor;
      ALTER TABLE approval_decision DROP COLUMN lines;
    `);
  }
}
