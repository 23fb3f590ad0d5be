import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was approved and paid before there was a journal. */
export class PostExistingDocuments20261202101100 implements MigrationInterface {
  name = 'PostExistingDocuments20261202101100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT post_what_is_missing()');
  }

  /** What was posted goes with the journal's tables. */
  async down(): Promise<void> {}
}
