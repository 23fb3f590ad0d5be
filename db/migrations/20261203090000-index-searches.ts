import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part of a title, a name or an address is found by an index, wherever it stands. */
export class IndexSearches20261203090000 implements MigrationInterface {
  name = 'IndexSearches20261203090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE INDEX approval_request_title_parts ON approval_request USING gin (title gin_trgm_ops);
      CREATE INDEX employee_name_parts ON employee USING gin (name gin_trgm_ops);
      CREATE INDEX employee_email_parts ON employee USING gin ((email::text) gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX approval_request_title_parts, employee_name_parts, employee_email_parts;
      DROP EXTENSION pg_trgm;
    `);
  }
}
