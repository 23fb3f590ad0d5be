import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chain over the audit trail: a seal for each row, and nothing that changes or empties either table. */
export class SealAudit20261124800000 implements MigrationInterface {
  name = 'SealAudit20261124800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The transaction a row was written in: what tells the sealer from where on rows may still appear.
      ALTER TABLE audit_event ADD COLUMN written_in bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
      CREATE INDEX audit_event_written_in ON audit_event (written_in);

      -- No foreign key: a row that was taken out must leave its seal behind.
      CREATE TABLE audit_seal (
        position bigint PRIMARY KEY,
        event_id bigint NOT NULL UNIQUE,
        previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
        hash bytea NOT NULL CHECK (length(hash) = 32),
        sealed_at timestamptz NOT NULL,
        CONSTRAINT audit_seal_position CHECK (position >= 1)
      );

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
      CREATE TRIGGER audit_event_never_emptied BEFORE TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_seal_never_emptied BEFORE TRUNCATE ON audit_seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_seal;
      DROP TRIGGER audit_event_never_emptied ON audit_event;
      DROP FUNCTION refuse_change;
      ALTER TABLE audit_event DROP COLUMN written_in;
    `);
  }
}
