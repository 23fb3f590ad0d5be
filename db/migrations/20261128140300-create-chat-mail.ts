import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to where the unread messages of each conversation have been mailed to somebody. */
export class CreateChatMail20261128140300 implements MigrationInterface {
  name = 'CreateChatMail20261128140300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chat_mail_cursor (
        user_id uuid NOT NULL REFERENCES employee (id),
        conversation_id uuid NOT NULL REFERENCES conversation (id),
        mailed_seq bigint NOT NULL,
        mailed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (user_id, conversation_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chat_mail_cursor');
  }
}
