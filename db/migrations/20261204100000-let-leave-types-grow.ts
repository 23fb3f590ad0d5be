import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Types of leave that HR adds: for whom they are, what they ask for, and whether they can still be asked for. */
export class LetLeaveTypesGrow20261204100000 implements MigrationInterface {
  name = 'LetLeaveTypesGrow20261204100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE leave_type
        ADD COLUMN built_in boolean NOT NULL DEFAULT true,
        ADD COLUMN by_policy boolean NOT NULL DEFAULT true,
        ADD COLUMN paid boolean NOT NULL DEFAULT true,
        ADD COLUMN half_days boolean NOT NULL DEFAULT true,
        -- Leave of more days than these needs a document; null: none does.
        ADD COLUMN document_after integer CHECK (document_after BETWEEN 0 AND 366),
        ADD COLUMN colour text NOT NULL DEFAULT 'indigo'
          CHECK (colour IN ('indigo', 'teal', 'orange', 'pink', 'grape', 'cyan', 'lime', 'gray')),
        -- Without any, everybody's.
        ADD COLUMN grades text[] NOT NULL DEFAULT '{}',
        ADD COLUMN months_employed integer NOT NULL DEFAULT 0 CHECK (months_employed BETWEEN 0 AND 600),
        ADD COLUMN retired_at timestamptz,
        ADD CONSTRAINT leave_type_code_form CHECK (code ~ '^[a-z][a-z0-9-]{0,39}$'),
        ADD CONSTRAINT leave_type_policy_needs_balance CHECK (built_in OR by_policy = needs_balance);
      UPDATE leave_type SET by_policy = false WHERE code IN ('unpaid', 'comp-off');
      UPDATE leave_type SET paid = false WHERE code = 'unpaid';
      UPDATE leave_type SET colour = c.colour FROM (VALUES ('sick', 'orange'), ('earned', 'teal'), ('unpaid', 'gray'),
        ('comp-off', 'cyan')) AS c (code, colour) WHERE c.code = leave_type.code;
      ALTER TABLE leave_type ALTER COLUMN built_in SET DEFAULT false;
      CREATE UNIQUE INDEX leave_type_name ON leave_type (lower(name));

      -- The places whose people a type is for; without any, everybody's.
      CREATE TABLE leave_type_location (
        type text NOT NULL REFERENCES leave_type (code) ON DELETE CASCADE,
        location_id uuid NOT NULL REFERENCES location (id) ON DELETE CASCADE,
        PRIMARY KEY (type, location_id)
      );

      -- Clients lean on the codes and the rules of the types every company starts with, and balances on everybody's.
      CREATE FUNCTION leave_type_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.code <> OLD.code OR NEW.needs_balance <> OLD.needs_balance OR NEW.by_policy <> OLD.by_policy
          OR NEW.built_in <> OLD.built_in OR (OLD.built_in AND (NEW.name, NEW.paid, NEW.half_days, NEW.retired_at)
            IS DISTINCT FROM (OLD.name, OLD.paid, OLD.half_days, OLD.retired_at)) THEN
          RAISE EXCEPTION 'this of a type of leave never changes' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER leave_type_stays BEFORE UPDATE ON leave_type FOR EACH ROW EXECUTE FUNCTION leave_type_stays();

      -- Whether a type is for somebody by their place and grade on a day. How long they must have been here is another
      -- matter: it bars asking, not earning.
      CREATE FUNCTION leave_type_is_for(leave_type text, person uuid, day date) RETURNS boolean STABLE LANGUAGE sql AS $$
        SELECT (cardinality(t.grades) = 0 OR coalesce(e.grade = ANY(t.grades), false))
          AND (NOT EXISTS (SELECT FROM leave_type_location l WHERE l.type = t.code)
            OR workplace_on(e.id, day) IN (SELECT l.location_id FROM leave_type_location l WHERE l.type = t.code))
        FROM leave_type t, employee e WHERE t.code = $1 AND e.id = $2
      $$;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION leave_type_is_for;
      DROP TRIGGER leave_type_stays ON leave_type;
      DROP FUNCTION leave_type_stays;
      DROP TABLE leave_type_location;
      DROP INDEX leave_type_name;
      ALTER TABLE leave_type DROP CONSTRAINT leave_type_code_form, DROP CONSTRAINT leave_type_policy_needs_balance,
        DROP COLUMN built_in, DROP COLUMN by_policy, DROP COLUMN paid, DROP COLUMN half_days,
        DROP COLUMN document_after, DROP COLUMN colour, DROP COLUMN grades, DROP COLUMN months_employed,
        DROP COLUMN retired_at;
    `);
  }
}
