import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What departments may spend on an account in a month, and what orders and bills have taken of it. */
export class CreateBudgets20261204142000 implements MigrationInterface {
  name = 'CreateBudgets20261204142000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE budget (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        department_id uuid NOT NULL REFERENCES department (id),
        account_id uuid NOT NULL REFERENCES account (id),
        starts_on date NOT NULL CHECK (extract(day FROM starts_on) = 1),
        -- In the smallest unit of the company's currency.
        amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
        action text NOT NULL CHECK (action IN ('warn', 'stop')),
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT budget_once UNIQUE (department_id, account_id, starts_on)
      );

      -- What is ordered and not billed yet, in the month it was ordered in, and what is handed in and not posted yet.
      CREATE VIEW budget_commitment AS
        SELECT 'purchase-order' AS kind, o.id, coalesce(o.number, o.vendor) AS label, o.status, e.department_id,
          date_trunc('month', o.created_at AT TIME ZONE e.zone)::date AS starts_on, o.total_minor - o.billed_minor AS minor
        FROM purchase_order o JOIN employee e ON e.id = o.employee_id
        WHERE o.status IN ('pending', 'approved') AND o.total_minor > o.billed_minor
        UNION ALL
        SELECT 'vendor-bill', b.id, b.vendor || ', ' || b.bill_number, b.status, e.department_id,
          date_trunc('month', b.billed_on)::date, b.amount_minor - b.tax_minor
        FROM vendor_bill b JOIN employee e ON e.id = b.employee_id
        WHERE b.status = 'pending' AND b.amount_minor > b.tax_minor;

      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW budget_commitment; DROP TABLE budget');
  }
}
