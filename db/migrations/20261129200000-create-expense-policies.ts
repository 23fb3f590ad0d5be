import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the company pays for, version by version, each for the expenses of its own dates. */
export class CreateExpensePolicies20261129200000 implements MigrationInterface {
  name = 'CreateExpensePolicies20261129200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE expense_policy_version (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number integer NOT NULL UNIQUE CHECK (number > 0),
        starts_on date NOT NULL,
        -- Until a later version begins; empty when one for the same first day took its place.
        valid daterange NOT NULL,
        note text NOT NULL CHECK (note <> ''),
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT expense_policy_version_start CHECK (isempty(valid) OR lower(valid) = starts_on),
        CONSTRAINT expense_policy_version_apart EXCLUDE USING gist (valid WITH &&)
      );

      CREATE TABLE expense_policy_rule (
        version_id uuid NOT NULL REFERENCES expense_policy_version (id),
        category text NOT NULL,
        rule text NOT NULL CHECK (rule IN ('item-cap', 'day-cap', 'month-cap', 'receipt-above', 'max-age')),
        limit_minor bigint CHECK (limit_minor >= 0),
        days integer CHECK (days BETWEEN 0 AND 730),
        is_hard boolean NOT NULL,
        PRIMARY KEY (version_id, category, rule),
        CONSTRAINT expense_policy_rule_limit CHECK (
          CASE rule WHEN 'max-age' THEN days IS NOT NULL AND limit_minor IS NULL
          ELSE limit_minor IS NOT NULL AND days IS NULL END)
      );
    `);
    await runner.query(`
      -- Whatever code runs: what was set stays as it was set; only the time it is for may become shorter.
      CREATE FUNCTION expense_policy_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.valid <@ OLD.valid AND (NEW.id, NEW.number, NEW.starts_on, NEW.note, NEW.set_by, NEW.set_at)
            IS NOT DISTINCT FROM (OLD.id, OLD.number, OLD.starts_on, OLD.note, OLD.set_by, OLD.set_at) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'versions of the expense policy are kept' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER expense_policy_keeps_its_past BEFORE UPDATE OR DELETE ON expense_policy_version
        FOR EACH ROW EXECUTE FUNCTION expense_policy_keeps_its_past();
      CREATE TRIGGER expense_policy_never_emptied BEFORE TRUNCATE ON expense_policy_version
        FOR EACH STATEMENT EXECUTE FUNCTION expense_policy_keeps_its_past();
      CREATE TRIGGER expense_policy_rule_append_only BEFORE UPDATE OR DELETE ON expense_policy_rule
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER expense_policy_rule_never_emptied BEFORE TRUNCATE ON expense_policy_rule
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE expense_policy_rule, expense_policy_version;
      DROP FUNCTION expense_policy_keeps_its_past;
    `);
  }
}
