import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of requests: what they are called and what they hash to; their content lies in the file store under the id. */
export class CreateApprovalFiles20261124600000 implements MigrationInterface {
  name = 'CreateApprovalFiles20261124600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approval_file (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES approval_request (id),
        uploader_id uuid NOT NULL REFERENCES employee (id),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        media_type text NOT NULL,
        size integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        -- Where it is shown: with a comment, with a decision, or (neither) with the request itself.
        comment_id uuid REFERENCES approval_comment (id),
        decision_id uuid REFERENCES approval_decision (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        -- Files of one upload have one instant; this is their order.
        ordinal bigint GENERATED ALWAYS AS IDENTITY,
        CONSTRAINT approval_file_one_place CHECK (comment_id IS NULL OR decision_id IS NULL)
      );
      CREATE INDEX approval_file_request ON approval_file (request_id, ordinal);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE approval_file');
  }
}
