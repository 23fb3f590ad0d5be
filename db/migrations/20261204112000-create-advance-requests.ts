import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Advances people ask for: approved, they wait for finance to pay them; paid, they are advances like any other. */
export class CreateAdvanceRequests20261204112000 implements MigrationInterface {
  name = 'CreateAdvanceRequests20261204112000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE advance_request (
        id uuid PRIMARY KEY,
        employee_id uuid NOT NULL REFERENCES employee (id),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        purpose text NOT NULL CHECK (purpose <> ''),
        needed_by date NOT NULL,
        status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
        approval_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        approved_at timestamptz,
        -- What it was paid as, once.
        advance_id uuid UNIQUE REFERENCES expense_advance (id),
        CHECK ((status = 'approved') = (approved_at IS NOT NULL)),
        CHECK (advance_id IS NULL OR status = 'approved')
      );
      CREATE INDEX advance_request_payable ON advance_request (needed_by)
        WHERE status = 'approved' AND advance_id IS NULL;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE advance_request');
  }
}
