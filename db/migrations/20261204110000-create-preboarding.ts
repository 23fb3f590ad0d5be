import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What newcomers say of themselves before their first day, by a mailed link, and what of it was accepted. */
export class CreatePreboarding20261204110000 implements MigrationInterface {
  name = 'CreatePreboarding20261204110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE preboarding (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        onboarding_id uuid NOT NULL UNIQUE REFERENCES onboarding (id),
        -- Where the link goes: nobody reads a company mailbox before their first day.
        mail_to citext NOT NULL,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'submitted', 'accepted')),
        -- What was written so far, whole or not.
        details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
        -- Emptied once accepted: from then on the account stands where accounts are, and waits for its signatures.
        account jsonb CHECK (jsonb_typeof(account) = 'object'),
        account_approval_id uuid REFERENCES approval_request (id),
        -- Counts what was saved, so that nobody accepts what they have not seen.
        revision integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        submitted_at timestamptz,
        reviewed_by uuid REFERENCES employee (id),
        reviewed_at timestamptz,
        -- Why it was sent back the last time.
        reason text CHECK (reason <> ''),
        CHECK ((status = 'open') = (submitted_at IS NULL)),
        CHECK (status <> 'accepted' OR reviewed_at IS NOT NULL AND account IS NULL AND reason IS NULL),
        CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL))
      );

      CREATE TABLE preboarding_link (
        id uuid PRIMARY KEY,
        preboarding_id uuid NOT NULL REFERENCES preboarding (id),
        token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
        key_id text NOT NULL,
        issued_by uuid NOT NULL REFERENCES employee (id),
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
        -- The form was handed in by it.
        used_at timestamptz,
        revoked_at timestamptz,
        CHECK (used_at IS NULL OR revoked_at IS NULL)
      );
      CREATE UNIQUE INDEX preboarding_link_live ON preboarding_link (preboarding_id)
        WHERE used_at IS NULL AND revoked_at IS NULL;

      CREATE TABLE personal_details (
        employee_id uuid PRIMARY KEY REFERENCES employee (id),
        phone text NOT NULL,
        contact_name text NOT NULL,
        contact_relation text NOT NULL,
        contact_phone text NOT NULL,
        street text NOT NULL,
        city text NOT NULL,
        postal_code text NOT NULL,
        country text NOT NULL,
        size text,
        since timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
    await runner.query(`
      -- What was accepted stays as it was, whatever code runs.
      CREATE FUNCTION preboarding_keeps_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.status = 'accepted' AND NEW IS DISTINCT FROM OLD THEN
          RAISE EXCEPTION 'a form that was accepted stays so' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER preboarding_keeps_its_end BEFORE UPDATE OR DELETE ON preboarding
        FOR EACH ROW EXECUTE FUNCTION preboarding_keeps_its_end();

      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE personal_details, preboarding_link, preboarding;
      DROP FUNCTION preboarding_keeps_its_end;
    `);
  }
}
