import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Onboardings of a status, newest first: few run of many that are over, and the list of those that run is asked for most. */
export class IndexOnboardings20261206300000 implements MigrationInterface {
  name = 'IndexOnboardings20261206300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX onboarding_of_status ON onboarding (status, started_at DESC, id DESC)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onboarding_of_status');
  }
}
