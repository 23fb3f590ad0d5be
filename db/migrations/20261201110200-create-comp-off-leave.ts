import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How overtime becomes leave, from when on, and what has. */
export class CreateCompOffLeave20261201110200 implements MigrationInterface {
  name = 'CreateCompOffLeave20261201110200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A rule holds from its day until the next one's.
      CREATE TABLE comp_off_rule (
        valid_from date PRIMARY KEY,
        half_day_minutes integer NOT NULL CHECK (half_day_minutes BETWEEN 15 AND 720),
        valid_days integer NOT NULL CHECK (valid_days BETWEEN 1 AND 1000),
        set_by uuid REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT now()
      );
      -- Each credit becomes leave once; what is short of half a day counts with the person's next one.
      CREATE TABLE comp_off_conversion (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        entry_id uuid NOT NULL UNIQUE REFERENCES comp_off_credit (entry_id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        minutes_before integer NOT NULL CHECK (minutes_before >= 0),
        minutes_after integer NOT NULL CHECK (minutes_after >= 0),
        units integer NOT NULL CHECK (units >= 0),
        expires_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX comp_off_conversion_latest ON comp_off_conversion (employee_id, id);
      CREATE TRIGGER comp_off_conversion_append_only BEFORE UPDATE OR DELETE ON comp_off_conversion
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER comp_off_conversion_never_emptied BEFORE TRUNCATE ON comp_off_conversion
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE comp_off_conversion, comp_off_rule');
  }
}
