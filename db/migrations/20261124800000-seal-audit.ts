import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is only ever added to: words, signatures, what was signed before a change, fetches of links, movements. */
const APPEND_ONLY = [
  'approval_comment',
  'approval_decision',
  'approval_version',
  'email_link_fetch',
  'leave_ledger',
  'reimbursement',
];

/** The chain over the audit trail: a seal for each row, and nothing that changes or empties it or what it is about. */
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

      -- Published policies have their own trigger against the rest.
      CREATE TRIGGER approval_policy_never_emptied BEFORE TRUNCATE ON approval_policy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- A file is shown with a comment or a decision after it was uploaded; the rest of its row stays.
      CREATE TRIGGER approval_file_append_only
        BEFORE DELETE OR UPDATE OF id, request_id, uploader_id, name, media_type, size, sha256, created_at, ordinal
        ON approval_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
    for (const table of APPEND_ONLY) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of APPEND_ONLY) {
      await runner.query(`
        DROP TRIGGER ${table}_append_only ON ${table};
        DROP TRIGGER ${table}_never_emptied ON ${table};
      `);
    }
    await runner.query(`
      DROP TRIGGER approval_file_append_only ON approval_file;
      DROP TRIGGER approval_policy_never_emptied ON approval_policy;
      DROP TABLE audit_seal;
      DROP TRIGGER audit_event_never_emptied ON audit_event;
      DROP FUNCTION refuse_change;
      ALTER TABLE audit_event DROP COLUMN written_in;
    `);
  }
}
