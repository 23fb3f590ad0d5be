import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where somebody worked on a day, by which calendar, and what linked leave was charged for. */
export class DateWorkplaces20261201100000 implements MigrationInterface {
  name = 'DateWorkplaces20261201100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- By which calendar a place lives from a day on; the first row holds from ever.
      CREATE TABLE location_calendar (
        location_id uuid NOT NULL REFERENCES location (id) ON DELETE CASCADE,
        valid_from date NOT NULL,
        calendar_id uuid NOT NULL REFERENCES work_calendar (id),
        PRIMARY KEY (location_id, valid_from)
      );
      INSERT INTO location_calendar SELECT id, '-infinity', calendar_id FROM location;

      CREATE FUNCTION location_dates_its_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' OR NEW.calendar_id <> calendar_of_location(NEW.id, (now() AT TIME ZONE NEW.zone)::date) THEN
          INSERT INTO location_calendar (location_id, valid_from, calendar_id)
          VALUES (NEW.id, CASE TG_OP WHEN 'INSERT' THEN '-infinity' ELSE (now() AT TIME ZONE NEW.zone)::date END,
            NEW.calendar_id)
          ON CONFLICT (location_id, valid_from) DO UPDATE SET calendar_id = excluded.calendar_id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER location_dates_its_calendar AFTER INSERT OR UPDATE OF calendar_id ON location
        FOR EACH ROW EXECUTE FUNCTION location_dates_its_calendar();

      CREATE FUNCTION calendar_of_location(place uuid, day date) RETURNS uuid STABLE LANGUAGE sql AS $$
        SELECT calendar_id FROM location_calendar WHERE location_id = place AND valid_from <= day
        ORDER BY valid_from DESC LIMIT 1
      $$;
    `);
    await runner.query(`
      -- Where somebody worked until a day; null is the default location.
      CREATE TABLE former_workplace (
        employee_id uuid NOT NULL REFERENCES employee (id),
        last_on date NOT NULL,
        location_id uuid REFERENCES location (id),
        PRIMARY KEY (employee_id, last_on)
      );

      -- Of several changes of one day the first one says where the day before was spent.
      CREATE FUNCTION employee_keeps_former_workplaces() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.location_id IS DISTINCT FROM OLD.location_id THEN
          INSERT INTO former_workplace (employee_id, last_on, location_id)
          VALUES (OLD.id, (now() AT TIME ZONE OLD.zone)::date - 1, OLD.location_id)
          ON CONFLICT (employee_id, last_on) DO NOTHING;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER employee_keeps_former_workplaces AFTER UPDATE OF location_id ON employee
        FOR EACH ROW EXECUTE FUNCTION employee_keeps_former_workplaces();

      -- Where somebody works on a day: where they were until then, where a planned move takes them, where they are.
      CREATE FUNCTION workplace_on(person uuid, day date) RETURNS uuid STABLE LANGUAGE sql AS $$
        SELECT coalesce(p.place, (SELECT id FROM location WHERE is_default)) FROM (
          SELECT location_id AS place, 1 AS rank, last_on - day AS distance FROM former_workplace
          WHERE employee_id = person AND last_on >= day
          UNION ALL
          SELECT location_id, 2, day - effective_on FROM planned_move
          WHERE person_id = person AND outcome IS NULL AND 'locationId' = ANY (changes) AND effective_on <= day
          UNION ALL
          SELECT location_id, 3, 0 FROM employee WHERE id = person
        ) p ORDER BY rank, distance LIMIT 1
      $$;
    `);
    await runner.query(`
      ALTER TABLE leave_policy_version DROP CONSTRAINT leave_policy_version_sandwich_check,
        ADD CONSTRAINT leave_policy_version_sandwich_check CHECK (sandwich IN ('none', 'inner', 'linked'));
      -- The half days without work between this leave and other leave that it was charged for, as in slots.
      ALTER TABLE leave_request ADD COLUMN bridged integer[] NOT NULL DEFAULT '{}';
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE leave_request DROP COLUMN bridged;
      ALTER TABLE leave_policy_version DROP CONSTRAINT leave_policy_version_sandwich_check;
      -- What counted time between two requests counts that within one; a version is otherwise never changed.
      ALTER TABLE leave_policy_version DISABLE TRIGGER leave_policy_version_stays;
      UPDATE leave_policy_version SET sandwich = 'inner' WHERE sandwich = 'linked';
      ALTER TABLE leave_policy_version ENABLE TRIGGER leave_policy_version_stays,
        ADD CONSTRAINT leave_policy_version_sandwich_check CHECK (sandwich IN ('none', 'inner'));
      DROP TRIGGER employee_keeps_former_workplaces ON employee;
      DROP TRIGGER location_dates_its_calendar ON location;
      DROP FUNCTION workplace_on, employee_keeps_former_workplaces, location_dates_its_calendar, calendar_of_location;
      DROP TABLE former_workplace, location_calendar;
    `);
  }
}
