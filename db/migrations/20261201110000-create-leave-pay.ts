import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a day of leave is worth for whom, and what is owed for days that were paid out. */
export class CreateLeavePay20261201110000 implements MigrationInterface {
  name = 'CreateLeavePay20261201110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A rate holds from its day until the next one's.
      CREATE TABLE daily_rate (
        employee_id uuid NOT NULL REFERENCES employee (id),
        valid_from date NOT NULL,
        currency char(3) NOT NULL,
        rate_minor bigint NOT NULL CHECK (rate_minor > 0),
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (employee_id, valid_from)
      );

      -- What a paying out owes: one for a source, at the rate of its day. Without a rate it has no amount yet.
      CREATE TABLE leave_payable (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        source text NOT NULL,
        units integer NOT NULL CHECK (units > 0),
        on_date date NOT NULL,
        currency char(3),
        rate_minor bigint CHECK (rate_minor > 0),
        amount_minor bigint CHECK (amount_minor >= 0),
        paid_on date,
        paid_by uuid REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (employee_id, type, source),
        CHECK ((currency IS NULL) = (amount_minor IS NULL) AND (rate_minor IS NULL) = (amount_minor IS NULL)),
        CHECK ((paid_on IS NULL) = (paid_by IS NULL)),
        CONSTRAINT leave_payable_paid_has_amount CHECK (paid_on IS NULL OR amount_minor IS NOT NULL)
      );
      CREATE INDEX leave_payable_newest ON leave_payable (created_at, id);

      -- It is priced once and paid once, and otherwise stays as it was owed.
      CREATE FUNCTION leave_payable_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR (OLD.amount_minor IS NOT NULL AND (NEW.amount_minor, NEW.rate_minor, NEW.currency)
              IS DISTINCT FROM (OLD.amount_minor, OLD.rate_minor, OLD.currency))
          OR (OLD.paid_on IS NOT NULL AND (NEW.paid_on, NEW.paid_by) IS DISTINCT FROM (OLD.paid_on, OLD.paid_by))
          OR (NEW.id, NEW.employee_id, NEW.type, NEW.source, NEW.units, NEW.on_date)
              IS DISTINCT FROM (OLD.id, OLD.employee_id, OLD.type, OLD.source, OLD.units, OLD.on_date) THEN
          RAISE EXCEPTION 'what is owed for leave is priced once and paid once'
            USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER leave_payable_stays BEFORE UPDATE OR DELETE ON leave_payable
        FOR EACH ROW EXECUTE FUNCTION leave_payable_stays();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE leave_payable, daily_rate;
      DROP FUNCTION leave_payable_stays;
    `);
  }
}
