import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a project earns, what it may cost, and the account of what is earned and not invoiced yet. */
export class CreateProjectTerms20261204150200 implements MigrationInterface {
  name = 'CreateProjectTerms20261204150200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE project_terms (
        project_id uuid PRIMARY KEY REFERENCES project (id),
        method text NOT NULL CHECK (method IN ('time-and-materials', 'fixed-price', 'milestones')),
        -- In the smallest unit of the company's currency; what the customer pays in all.
        contract_minor bigint CHECK (contract_minor > 0),
        -- What it may cost, and what it is now thought to cost in the end.
        budget_minor bigint CHECK (budget_minor > 0),
        estimate_minor bigint CHECK (estimate_minor > 0),
        changed_by uuid NOT NULL REFERENCES employee (id),
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT project_terms_fixed_price
          CHECK (method <> 'fixed-price' OR (contract_minor IS NOT NULL AND budget_minor IS NOT NULL))
      );

      CREATE TABLE project_milestone (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        project_id uuid NOT NULL REFERENCES project_terms (project_id),
        ordinal integer NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        due_on date NOT NULL,
        reached_on date
      );
      CREATE INDEX project_milestone_of ON project_milestone (project_id, ordinal);

      INSERT INTO account (code, name, kind, parent_id, currency)
      SELECT '1250', 'Work in progress', 'asset', (SELECT id FROM account WHERE code = '1000'), 'INR'
      WHERE NOT EXISTS (SELECT FROM account WHERE code = '1250');
      INSERT INTO account_use (use, account_id)
      SELECT u.use, a.id FROM (VALUES ('work-in-progress', '1250'), ('project-revenue', '4200')) AS u (use, code)
      JOIN account a ON a.code = u.code;
      SELECT prepare_app_role();
    `);
  }

  /** The account stays where it was posted to: what is posted names it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE project_milestone, project_terms;
      DELETE FROM account_use WHERE use IN ('work-in-progress', 'project-revenue');
      DELETE FROM account a WHERE a.code = '1250' AND a.name = 'Work in progress'
        AND NOT EXISTS (SELECT FROM journal_line l WHERE l.account_id = a.id);
    `);
  }
}
