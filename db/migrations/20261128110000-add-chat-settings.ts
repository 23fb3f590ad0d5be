import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people have a conversation: muted, among their favourites, unread again; and what of theirs others are told. */
export class AddChatSettings20261128110000 implements MigrationInterface {
  name = 'AddChatSettings20261128110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE conversation_member
        ADD COLUMN muted boolean NOT NULL DEFAULT false,
        ADD COLUMN favourite boolean NOT NULL DEFAULT false,
        -- The last message others are told they have seen: never goes back, and stays where it is for who tells nothing.
        ADD COLUMN seen_seq bigint NOT NULL DEFAULT 0;

      -- Whoever has no row tells others both.
      CREATE TABLE chat_setting (
        user_id uuid PRIMARY KEY REFERENCES employee (id),
        tells_read boolean NOT NULL DEFAULT true,
        tells_presence boolean NOT NULL DEFAULT true
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE chat_setting;
      ALTER TABLE conversation_member DROP COLUMN muted, DROP COLUMN favourite, DROP COLUMN seen_seq;
    `);
  }
}
