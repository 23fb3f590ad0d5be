import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files in conversations: uploaded first, then sent with a message; their content lies in the file store under the id. */
export class CreateChatFiles20261128120000 implements MigrationInterface {
  name = 'CreateChatFiles20261128120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chat_file (
        id uuid PRIMARY KEY,
        conversation_id uuid NOT NULL REFERENCES conversation (id),
        -- The message it went out with and its place there; null until then.
        seq bigint,
        position integer,
        uploaded_by uuid NOT NULL REFERENCES employee (id),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        media_type text NOT NULL,
        size integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        FOREIGN KEY (conversation_id, seq) REFERENCES chat_message (conversation_id, seq),
        CHECK ((seq IS NULL) = (position IS NULL))
      );
      CREATE UNIQUE INDEX chat_file_message ON chat_file (conversation_id, seq, position) WHERE seq IS NOT NULL;
      CREATE INDEX chat_file_unsent ON chat_file (created_at) WHERE seq IS NULL;
      CREATE INDEX chat_file_uploader ON chat_file (uploaded_by) INCLUDE (size);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chat_file');
  }
}
