import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders and filters of long lists that had to sort or read everything. */
export class IndexLists20261201163000 implements MigrationInterface {
  name = 'IndexLists20261201163000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX employee_by_name ON employee (name, id);
      CREATE INDEX employee_roles ON employee USING gin (roles);
      CREATE INDEX leave_request_newest ON leave_request (from_on DESC, id DESC);
      CREATE INDEX leave_request_by_status ON leave_request (status, from_on DESC, id DESC);
      CREATE INDEX expense_claim_newest ON expense_claim (created_at DESC, id DESC);
      CREATE INDEX expense_claim_by_status ON expense_claim (status, created_at DESC, id DESC);
      CREATE INDEX approval_request_by_status ON approval_request (status, submitted_at DESC, id DESC);
      CREATE INDEX approval_request_by_kind ON approval_request (kind, submitted_at DESC, id DESC);
      CREATE INDEX audit_event_action ON audit_event (action, id DESC);
      CREATE INDEX audit_event_subject_id ON audit_event (subject_id, id DESC);
      CREATE INDEX onboarding_person ON onboarding (person_id, started_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX employee_by_name, employee_roles, leave_request_newest, leave_request_by_status, expense_claim_newest,
        expense_claim_by_status, approval_request_by_status, approval_request_by_kind, audit_event_action,
        audit_event_subject_id, onboarding_person
    `);
  }
}
