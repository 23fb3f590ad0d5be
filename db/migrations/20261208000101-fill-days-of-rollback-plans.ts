import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways back that were there: written by the last change of their plan, and no later than their first drill was recorded. */
export class FillDaysOfRollbackPlans20261208000101 implements MigrationInterface {
  name = 'FillDaysOfRollbackPlans20261208000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE rollback_plan b SET written_at = least(p.changed_at, (
        SELECT min(d.recorded_at) FROM rollback_drill d WHERE d.project_id = b.project_id AND d.version = b.version))
      FROM readiness_plan p WHERE p.project_id = b.project_id
    `);
  }

  async down(): Promise<void> {
    // The column goes with the schema.
  }
}
