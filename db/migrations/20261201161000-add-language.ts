import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The language somebody has chosen for the app; null while the browser's is taken. */
export class AddLanguage20261201161000 implements MigrationInterface {
  name = 'AddLanguage20261201161000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE employee ADD COLUMN language text CHECK (language IN ('en', 'hi'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE employee DROP COLUMN language');
  }
}
