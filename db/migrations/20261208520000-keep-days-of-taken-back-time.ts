import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft that would take time back stays while its hours were entered anew: without it the day would have more than 24. */
export class KeepDaysOfTakenBackTime20261208520000 implements MigrationInterface {
  name = 'KeepDaysOfTakenBackTime20261208520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER timesheet_day_still_fits ON timesheet_line;
      DROP FUNCTION timesheet_day_still_fits;
    `);
  }
}

const KEPT = `
  CREATE FUNCTION timesheet_day_still_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('timesheet ' || OLD.employee_id || ' ' || OLD.worked_on, 0));
    IF (SELECT sum(minutes) FROM timesheet_line WHERE employee_id = OLD.employee_id AND worked_on = OLD.worked_on) > 1440 THEN
      RAISE EXCEPTION 'more than 24 hours on %', OLD.worked_on
        USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_line_day', DETAIL = OLD.worked_on::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER timesheet_day_still_fits AFTER DELETE ON timesheet_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.reverses_id IS NOT NULL)
    EXECUTE FUNCTION timesheet_day_still_fits();
`;
