import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses by which people's calendar programs read who is away. */
export class CreateCalendarFeeds20261129500000 implements MigrationInterface {
  name = 'CreateCalendarFeeds20261129500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One for each person; the address itself is known to its owner alone.
      CREATE TABLE calendar_feed (
        user_id uuid PRIMARY KEY REFERENCES employee (id),
        token_sha256 text NOT NULL UNIQUE CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calendar_feed');
  }
}
