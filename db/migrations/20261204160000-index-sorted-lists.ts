import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The orders that lists can be put into, each from both ends; e-mail addresses and codes of projects have theirs already.
 * Titles are compared by their beginning, as far as a cursor carries it. And the few who hold a role that not everybody
 * has, by name.
 */
export class IndexSortedLists20261204160000 implements MigrationInterface {
  name = 'IndexSortedLists20261204160000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX employee_by_joining ON employee (joined_on, id);
      CREATE INDEX employee_with_roles ON employee (name, id) WHERE roles <> ARRAY['employee'];
      CREATE INDEX leave_request_by_end ON leave_request (to_on, id);
      CREATE INDEX leave_request_by_asking ON leave_request (created_at, id);
      CREATE INDEX expense_claim_by_title ON expense_claim (left(title, 100), id);
      CREATE INDEX expense_claim_by_total ON expense_claim ((currency::text || lpad(total_minor::text, 19, '0')), id);
      CREATE INDEX approval_request_by_title ON approval_request (left(title, 100), id);
      CREATE INDEX project_by_name ON project (left(name, 100), id);
      CREATE INDEX project_by_customer ON project (left(customer, 100), id);
      CREATE INDEX project_by_start ON project (starts_on, id);
      CREATE INDEX onboarding_by_day_zero ON onboarding (day_zero, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX employee_by_joining, employee_with_roles, leave_request_by_end, leave_request_by_asking,
        expense_claim_by_title, expense_claim_by_total, approval_request_by_title,
        project_by_name, project_by_customer, project_by_start, onboarding_by_day_zero
    `);
  }
}
