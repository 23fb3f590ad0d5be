import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a type of leave brings from when to when, and what has been given by it, period by period. */
export class CreateLeavePolicies20261129100000 implements MigrationInterface {
  name = 'CreateLeavePolicies20261129100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Units are hundredths of a day.
      CREATE TABLE leave_policy_version (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        type text NOT NULL REFERENCES leave_type (code),
        valid_from date NOT NULL,
        -- The last day; null: until another version begins.
        valid_to date,
        annual_units integer NOT NULL CHECK (annual_units BETWEEN 0 AND 36600),
        frequency text NOT NULL CHECK (frequency IN ('yearly', 'half-yearly', 'quarterly', 'monthly')),
        prorate boolean NOT NULL,
        -- Null: all that is left runs on from year to year.
        carry_max integer CHECK (carry_max >= 0),
        -- How far into the new year what was carried may be used; both null: for ever.
        carry_months integer CHECK (carry_months BETWEEN 0 AND 12),
        carry_days integer CHECK (carry_days BETWEEN 0 AND 366),
        floor integer NOT NULL CHECK (floor BETWEEN -36600 AND 0),
        encash_max integer NOT NULL CHECK (encash_max >= 0),
        encash_reserve integer NOT NULL CHECK (encash_reserve >= 0),
        sandwich text NOT NULL CHECK (sandwich IN ('none', 'inner')),
        created_by uuid REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (valid_from <= valid_to),
        CHECK (carry_max IS NOT NULL OR (carry_months IS NULL AND carry_days IS NULL)),
        CHECK (coalesce(carry_months, carry_days) IS NULL OR coalesce(carry_months, 0) + coalesce(carry_days, 0) > 0),
        CONSTRAINT leave_policy_version_overlap
          EXCLUDE USING gist (type WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      );

      -- A version is ended by the next one and otherwise stays as it was set.
      CREATE FUNCTION leave_policy_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF to_jsonb(NEW) - 'valid_to' IS DISTINCT FROM to_jsonb(OLD) - 'valid_to' THEN
          RAISE EXCEPTION 'a version of a leave policy is replaced, never changed'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER leave_policy_version_stays BEFORE UPDATE ON leave_policy_version
        FOR EACH ROW EXECUTE FUNCTION leave_policy_version_stays();

      -- What a period brought to somebody, also when that is nothing: the key gives each period once.
      CREATE TABLE leave_accrual (
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        period_on date NOT NULL,
        units integer NOT NULL CHECK (units >= 0),
        policy_version_id uuid NOT NULL REFERENCES leave_policy_version (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (employee_id, type, period_on)
      );
      CREATE TRIGGER leave_accrual_append_only BEFORE UPDATE OR DELETE ON leave_accrual
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER leave_accrual_never_emptied BEFORE TRUNCATE ON leave_accrual
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The last day of somebody who leaves, as far as it is known.
      CREATE TABLE employee_last_day (
        employee_id uuid PRIMARY KEY REFERENCES employee (id),
        last_day date NOT NULL,
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT now()
      );
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE employee_last_day, leave_accrual, leave_policy_version;
      DROP FUNCTION leave_policy_version_stays;
    `);
  }
}
