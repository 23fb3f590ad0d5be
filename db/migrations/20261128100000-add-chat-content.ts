import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom messages name, which ones are pinned, and which ones people keep for themselves; threads are found by index. */
export class AddChatContent20261128100000 implements MigrationInterface {
  name = 'AddChatContent20261128100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX chat_message_thread ON chat_message (conversation_id, thread_of, seq) WHERE thread_of IS NOT NULL;

      CREATE TABLE chat_mention (
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        user_id uuid NOT NULL REFERENCES employee (id),
        PRIMARY KEY (conversation_id, seq, user_id),
        FOREIGN KEY (conversation_id, seq) REFERENCES chat_message (conversation_id, seq)
      );
      -- What of somebody's mentions in a conversation comes after what they have read.
      CREATE INDEX chat_mention_person ON chat_mention (user_id, conversation_id, seq);

      CREATE TABLE chat_pin (
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        pinned_by uuid NOT NULL REFERENCES employee (id),
        pinned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (conversation_id, seq),
        FOREIGN KEY (conversation_id, seq) REFERENCES chat_message (conversation_id, seq)
      );

      CREATE TABLE chat_bookmark (
        user_id uuid NOT NULL REFERENCES employee (id),
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (user_id, conversation_id, seq),
        FOREIGN KEY (conversation_id, seq) REFERENCES chat_message (conversation_id, seq)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE chat_bookmark, chat_pin, chat_mention; DROP INDEX chat_message_thread`,
    );
  }
}
