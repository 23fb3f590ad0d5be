import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos and PDFs of what was paid: uploaded first, then put on a line; their content lies in the file store. */
export class CreateExpenseReceipts20261129201000 implements MigrationInterface {
  name = 'CreateExpenseReceipts20261129201000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE expense_receipt (
        id uuid PRIMARY KEY,
        employee_id uuid NOT NULL REFERENCES employee (id),
        -- The line it is on; null until it is claimed. A claim that is changed takes its receipts off and puts them on anew.
        claim_id uuid,
        line integer,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif')),
        size integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT expense_receipt_place CHECK ((claim_id IS NULL) = (line IS NULL)),
        -- Checked at the end: the lines of a claim that is changed are written anew.
        CONSTRAINT expense_receipt_line FOREIGN KEY (claim_id, line)
          REFERENCES expense_claim_line (claim_id, ordinal) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX expense_receipt_line_of ON expense_receipt (claim_id, line);
      CREATE INDEX expense_receipt_same ON expense_receipt (employee_id, sha256);
      CREATE INDEX expense_receipt_unclaimed ON expense_receipt (created_at) WHERE claim_id IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE expense_receipt');
  }
}
