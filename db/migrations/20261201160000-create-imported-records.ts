import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records of an old system as they were written there, until they are read or somebody says what was meant. */
export class CreateImportedRecords20261201160000 implements MigrationInterface {
  name = 'CreateImportedRecords20261201160000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imported_record (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- What the old system is called.
        source text NOT NULL CHECK (length(source) BETWEEN 1 AND 100),
        kind text NOT NULL CHECK (kind IN ('leave')),
        -- The line of the file it was on.
        line integer NOT NULL CHECK (line > 0),
        -- Its cells by column, as they were written.
        fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
        -- Of the cells: the same line of the same system is taken once, in whatever file it comes again.
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        staged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- What it became.
        leave_request_id uuid UNIQUE REFERENCES leave_request (id),
        imported_at timestamptz,
        CONSTRAINT imported_record_once UNIQUE (source, kind, content_hash),
        CONSTRAINT imported_record_became CHECK ((leave_request_id IS NULL) = (imported_at IS NULL))
      );
      CREATE INDEX imported_record_waiting ON imported_record (source, line) WHERE imported_at IS NULL;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE imported_record');
  }
}
