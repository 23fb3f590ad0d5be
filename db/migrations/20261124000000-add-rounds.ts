import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that are sent back, edited and asked about: earlier versions, and why nobody is asked at present. */
export class AddRounds20261124000000 implements MigrationInterface {
  name = 'AddRounds20261124000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE approval_request
        ADD COLUMN sent_back_at timestamptz,
        ADD COLUMN resubmit_by timestamptz,
        ADD COLUMN information_asked_at timestamptz,
        ADD COLUMN information_asked_by uuid REFERENCES employee (id),
        ADD CONSTRAINT approval_request_sent_back CHECK ((sent_back_at IS NULL) = (resubmit_by IS NULL)),
        ADD CONSTRAINT approval_request_information
          CHECK ((information_asked_at IS NULL) = (information_asked_by IS NULL));

      -- What a request said before it was changed; the present version is in approval_request.
      CREATE TABLE approval_version (
        request_id uuid NOT NULL REFERENCES approval_request (id),
        version integer NOT NULL,
        round integer NOT NULL,
        title text NOT NULL,
        data jsonb NOT NULL,
        content_hash text NOT NULL,
        policy_version integer NOT NULL,
        plan jsonb NOT NULL,
        replaced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (request_id, version)
      );

      ALTER TABLE approval_comment DROP CONSTRAINT approval_comment_kind_check,
        ADD CONSTRAINT approval_comment_kind_check
          CHECK (kind IN ('comment', 'information-request', 'answer', 'send-back', 'revision'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE approval_comment SET kind = 'comment' WHERE kind NOT IN ('comment', 'information-request');
      ALTER TABLE approval_comment DROP CONSTRAINT approval_comment_kind_check,
        ADD CONSTRAINT approval_comment_kind_check CHECK (kind IN ('comment', 'information-request'));
      DROP TABLE approval_version;
      ALTER TABLE approval_request DROP COLUMN sent_back_at, DROP COLUMN resubmit_by,
        DROP COLUMN information_asked_at, DROP COLUMN information_asked_by;
    `);
  }
}
