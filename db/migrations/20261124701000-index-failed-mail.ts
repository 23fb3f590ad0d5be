import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few mails that failed for good, among all that were sent. */
export class IndexFailedMail20261124701000 implements MigrationInterface {
  name = 'IndexFailedMail20261124701000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX mail_failed ON mail (created_at) WHERE status = 'failed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX mail_failed');
  }
}
