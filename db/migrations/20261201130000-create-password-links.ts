import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people get in: mailed links to a password, since when somebody has one, and what a session came from. */
export class CreatePasswordLinks20261201130000 implements MigrationInterface {
  name = 'CreatePasswordLinks20261201130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE employee
        -- Null while nobody knows the password. Whoever writes a person without a password that somebody has says so.
        ADD COLUMN password_set_at timestamptz DEFAULT clock_timestamp(),
        ADD COLUMN import_id uuid;
      CREATE INDEX employee_import ON employee (import_id) WHERE import_id IS NOT NULL;

      CREATE TABLE password_link (
        id uuid PRIMARY KEY,
        employee_id uuid NOT NULL REFERENCES employee (id),
        purpose text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
        token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
        key_id text NOT NULL,
        -- Of the person when it was issued: a link is dead once all their sessions were ended.
        token_version integer NOT NULL,
        issued_by uuid REFERENCES employee (id),
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
        used_at timestamptz,
        revoked_at timestamptz,
        CHECK (used_at IS NULL OR revoked_at IS NULL)
      );
      CREATE UNIQUE INDEX password_link_live ON password_link (employee_id, purpose)
        WHERE used_at IS NULL AND revoked_at IS NULL;

      ALTER TABLE auth_session
        ADD COLUMN device text NOT NULL DEFAULT 'A program',
        ADD COLUMN network text,
        ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE auth_session DROP COLUMN device, DROP COLUMN network, DROP COLUMN last_seen_at;
      DROP TABLE password_link;
      ALTER TABLE employee DROP COLUMN password_set_at, DROP COLUMN import_id;
    `);
  }
}
