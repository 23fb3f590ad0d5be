import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes with a leave that needs a document: uploaded first, then named in the request. */
export class CreateLeaveDocuments20261204101000 implements MigrationInterface {
  name = 'CreateLeaveDocuments20261204101000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The content lies in the file store under the same id.
      CREATE TABLE leave_document (
        id uuid PRIMARY KEY,
        employee_id uuid NOT NULL REFERENCES employee (id),
        -- Null until a request names it. A request that is changed lets go of its documents and names them anew.
        leave_request_id uuid REFERENCES leave_request (id),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif')),
        size integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX leave_document_of ON leave_document (leave_request_id);
      CREATE INDEX leave_document_unused ON leave_document (employee_id, created_at) WHERE leave_request_id IS NULL;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE leave_document');
  }
}
