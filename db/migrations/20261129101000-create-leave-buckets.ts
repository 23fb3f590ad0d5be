import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stocks of leave that may be used within dates. Each row of the ledger belongs to one, and what is in a bucket is the
 * sum of its rows, kept by a trigger: whoever writes the ledger need not know.
 */
export class CreateLeaveBuckets20261129101000 implements MigrationInterface {
  name = 'CreateLeaveBuckets20261129101000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE leave_bucket (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        -- 'running' for the one that every balance has, that is never lost and may be overdrawn.
        source text NOT NULL,
        -- The leave year it was given for; null for what belongs to none.
        year integer,
        valid_from date,
        -- The last day it may be used for; null: it is never lost.
        expires_on date,
        -- Whether its year is over and what was carried into the next one is what is left.
        carried boolean NOT NULL DEFAULT false,
        granted integer NOT NULL DEFAULT 0 CHECK (granted >= 0),
        -- Held or taken.
        used integer NOT NULL DEFAULT 0 CHECK (used >= 0),
        -- Expired, taken away or paid out.
        removed integer NOT NULL DEFAULT 0 CHECK (removed >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (employee_id, type, source),
        UNIQUE (id, employee_id, type),
        CHECK (source <> 'running' OR (expires_on IS NULL AND valid_from IS NULL AND year IS NULL)),
        CONSTRAINT leave_bucket_holds_what_is_used CHECK (source = 'running' OR used + removed <= granted)
      );
      CREATE INDEX leave_bucket_expiry ON leave_bucket (expires_on) WHERE expires_on IS NOT NULL;

      -- The same id on every machine: a balance and its running bucket are one.
      CREATE FUNCTION leave_running_bucket(employee uuid, leave text) RETURNS uuid LANGUAGE plpgsql AS $$
      DECLARE bucket uuid := md5('leave-bucket/' || employee || '/' || leave)::uuid;
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM leave_bucket WHERE id = bucket) THEN
          INSERT INTO leave_bucket (id, employee_id, type, source) VALUES (bucket, employee, leave, 'running')
          ON CONFLICT DO NOTHING;
        END IF;
        RETURN bucket;
      END $$;

      ALTER TABLE leave_ledger
        ADD COLUMN bucket_id uuid,
        ADD CONSTRAINT leave_ledger_bucket FOREIGN KEY (bucket_id, employee_id, type)
          REFERENCES leave_bucket (id, employee_id, type),
        -- What a person said who moved the balance by hand.
        ADD COLUMN note text CHECK (note <> ''),
        ADD COLUMN actor_id uuid REFERENCES employee (id),
        DROP CONSTRAINT leave_ledger_entry_check,
        ADD CONSTRAINT leave_ledger_entry_check CHECK (entry IN
          ('grant', 'hold', 'release', 'take', 'restore', 'expire', 'deduct', 'encash')),
        DROP CONSTRAINT leave_ledger_employee_id_type_entry_source_key,
        -- A second run of the same effect meets this and writes nothing.
        ADD CONSTRAINT leave_ledger_once UNIQUE (employee_id, type, entry, source, bucket_id);
      CREATE INDEX leave_ledger_request ON leave_ledger (leave_request_id) WHERE leave_request_id IS NOT NULL;
    `);
    await runner.query(`
      CREATE FUNCTION leave_ledger_finds_bucket() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.bucket_id IS NULL THEN
          NEW.bucket_id := leave_running_bucket(NEW.employee_id, NEW.type);
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER leave_ledger_finds_bucket BEFORE INSERT ON leave_ledger
        FOR EACH ROW EXECUTE FUNCTION leave_ledger_finds_bucket();

      -- Once for all rows of a statement: what is released and taken at once never leaves the bucket in between.
      CREATE FUNCTION leave_ledger_fills_buckets() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE leave_bucket b SET granted = b.granted + m.granted, used = b.used + m.used, removed = b.removed + m.removed
        FROM (
          SELECT bucket_id,
            sum(CASE WHEN entry = 'grant' THEN units ELSE 0 END) AS granted,
            sum(CASE WHEN entry IN ('hold', 'take') THEN units WHEN entry IN ('release', 'restore') THEN -units ELSE 0 END)
              AS used,
            sum(CASE WHEN entry IN ('expire', 'deduct', 'encash') THEN units ELSE 0 END) AS removed
          FROM moved GROUP BY bucket_id) m
        WHERE b.id = m.bucket_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER leave_ledger_fills_buckets AFTER INSERT ON leave_ledger
        REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION leave_ledger_fills_buckets();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER leave_ledger_fills_buckets ON leave_ledger;
      DROP TRIGGER leave_ledger_finds_bucket ON leave_ledger;
      DROP INDEX leave_ledger_request;
      ALTER TABLE leave_ledger
        DROP CONSTRAINT leave_ledger_once,
        DROP CONSTRAINT leave_ledger_entry_check,
        DROP COLUMN bucket_id, DROP COLUMN note, DROP COLUMN actor_id,
        ADD CONSTRAINT leave_ledger_entry_check CHECK (entry IN ('grant', 'hold', 'release', 'take', 'restore', 'expire')),
        ADD CONSTRAINT leave_ledger_employee_id_type_entry_source_key UNIQUE (employee_id, type, entry, source);
      DROP FUNCTION leave_ledger_fills_buckets, leave_ledger_finds_bucket, leave_running_bucket;
      DROP TABLE leave_bucket;
    `);
  }
}
