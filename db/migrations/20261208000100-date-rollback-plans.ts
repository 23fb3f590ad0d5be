import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a way back stands as it is now written: a drill of an earlier day drilled something else. */
export class DateRollbackPlans20261208000100 implements MigrationInterface {
  name = 'DateRollbackPlans20261208000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE rollback_plan ADD COLUMN written_at timestamptz NOT NULL DEFAULT clock_timestamp()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rollback_plan DROP COLUMN written_at');
  }
}
