import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of sign-in attempts, in the layout rate-limiter-flexible reads and writes. */
export class CreateLoginLimit20261101094000 implements MigrationInterface {
  name = 'CreateLoginLimit20261101094000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Worth nothing after a crash, written before every sign-in: not worth a write-ahead log either.
      CREATE UNLOGGED TABLE login_limit (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      CREATE INDEX login_limit_expire ON login_limit (expire);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE login_limit');
  }
}
