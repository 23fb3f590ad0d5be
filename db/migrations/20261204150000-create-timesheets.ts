import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles on projects, what an hour costs and is billed at, and the time people worked: frozen with its price once approved. */
export class CreateTimesheets20261204150000 implements MigrationInterface {
  name = 'CreateTimesheets20261204150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RATES);
    await runner.query(TIMESHEETS);
    await runner.query(RULES);
    await runner.query('SELECT prepare_app_role()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX journal_line_project;
      DROP TABLE timesheet_line, timesheet, timesheet_week, work_rate;
      DROP FUNCTION work_rate_of, timesheet_line_stays, timesheet_day_fits;
      ALTER TABLE project_member DROP COLUMN role;
    `);
  }
}

const RATES = `
  ALTER TABLE project_member ADD COLUMN role text NOT NULL DEFAULT 'consultant'
    CHECK (role IN ('lead', 'architect', 'consultant', 'developer', 'analyst', 'tester'));

  -- What an hour costs us, or is billed at: of a person, of a role on projects, or of a grade. Holds from its day until
  -- the next one of the same.
  CREATE TABLE work_rate (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('cost', 'bill')),
    employee_id uuid REFERENCES employee (id),
    project_role text,
    grade text CHECK (length(grade) BETWEEN 1 AND 20),
    valid_from date NOT NULL,
    -- In the smallest unit of the company's currency.
    hour_minor bigint NOT NULL CHECK (hour_minor > 0),
    set_by uuid NOT NULL REFERENCES employee (id),
    set_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT work_rate_of_one CHECK (num_nonnulls(employee_id, project_role, grade) = 1),
    CONSTRAINT work_rate_once UNIQUE NULLS NOT DISTINCT (kind, employee_id, project_role, grade, valid_from)
  );

  -- The rate of an hour: a person's own goes before that of the role, which goes before that of the grade.
  CREATE FUNCTION work_rate_of(wanted text, person uuid, on_project uuid, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT r.hour_minor FROM employee e
    LEFT JOIN project_member m ON m.project_id = on_project AND m.employee_id = e.id
    JOIN work_rate r ON r.employee_id = e.id OR r.project_role = m.role OR r.grade = e.grade
    WHERE e.id = person AND r.kind = wanted AND r.valid_from <= day
    ORDER BY r.employee_id IS NULL, r.project_role IS NULL, r.valid_from DESC LIMIT 1;
  $$;
`;

const TIMESHEETS = `
  -- Which version of a week's grid was saved last: two windows do not overwrite each other.
  CREATE TABLE timesheet_week (
    employee_id uuid NOT NULL REFERENCES employee (id),
    starts_on date NOT NULL CHECK (extract(isodow FROM starts_on) = 1),
    revision integer NOT NULL CHECK (revision > 0),
    PRIMARY KEY (employee_id, starts_on)
  );

  -- A week of one person on one project, as it was handed in.
  CREATE TABLE timesheet (
    id uuid PRIMARY KEY,
    employee_id uuid NOT NULL REFERENCES employee (id),
    project_id uuid NOT NULL REFERENCES project (id),
    week_starts_on date NOT NULL CHECK (extract(isodow FROM week_starts_on) = 1),
    status text NOT NULL DEFAULT 'pending'
      CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX timesheet_one_pending ON timesheet (employee_id, project_id, week_starts_on) WHERE status = 'pending';
  CREATE INDEX timesheet_of_week ON timesheet (employee_id, week_starts_on);

  CREATE TABLE timesheet_line (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    employee_id uuid NOT NULL REFERENCES employee (id),
    project_id uuid NOT NULL REFERENCES project (id),
    worked_on date NOT NULL,
    task text NOT NULL CHECK (length(task) <= 100),
    billable boolean NOT NULL,
    -- Less than none takes back another line.
    minutes integer NOT NULL CHECK (minutes <> 0 AND minutes BETWEEN -1440 AND 1440),
    reverses_id uuid UNIQUE REFERENCES timesheet_line (id),
    -- Null: a draft.
    sheet_id uuid REFERENCES timesheet (id),
    approved_at timestamptz,
    -- Of an hour and of the line, as they were when it was approved; null while there is no rate for its day.
    cost_rate_minor bigint CHECK (cost_rate_minor > 0),
    cost_minor bigint,
    bill_rate_minor bigint CHECK (bill_rate_minor > 0),
    bill_minor bigint,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT timesheet_line_reversal CHECK ((reverses_id IS NULL) = (minutes > 0)),
    CONSTRAINT timesheet_line_approved_of_sheet CHECK (approved_at IS NULL OR sheet_id IS NOT NULL),
    CONSTRAINT timesheet_line_priced_once_approved
      CHECK (approved_at IS NOT NULL OR num_nonnulls(cost_rate_minor, cost_minor, bill_rate_minor, bill_minor) = 0)
  );
  CREATE INDEX timesheet_line_of_person ON timesheet_line (employee_id, worked_on);
  CREATE INDEX timesheet_line_of_sheet ON timesheet_line (sheet_id) WHERE sheet_id IS NOT NULL;
  CREATE INDEX timesheet_line_of_project ON timesheet_line (project_id, worked_on, id)
    INCLUDE (minutes, billable, cost_minor, bill_minor) WHERE approved_at IS NOT NULL;
  CREATE INDEX timesheet_line_without_rate ON timesheet_line (project_id)
    WHERE approved_at IS NOT NULL AND (cost_minor IS NULL OR bill_minor IS NULL);
  CREATE INDEX journal_line_project ON journal_line (project_id) WHERE project_id IS NOT NULL;
`;

const RULES = `
  -- What was handed in waits as it is, and what is approved stays: it is priced once and taken back by another line only.
  CREATE FUNCTION timesheet_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.sheet_id IS NULL THEN
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
      OR (NEW.id, NEW.employee_id, NEW.project_id, NEW.worked_on, NEW.task, NEW.billable, NEW.minutes, NEW.reverses_id)
        IS DISTINCT FROM (OLD.id, OLD.employee_id, OLD.project_id, OLD.worked_on, OLD.task, OLD.billable, OLD.minutes, OLD.reverses_id)
      OR (OLD.approved_at IS NOT NULL AND (NEW.sheet_id, NEW.approved_at) IS DISTINCT FROM (OLD.sheet_id, OLD.approved_at))
      OR (OLD.cost_minor IS NOT NULL AND (NEW.cost_minor, NEW.cost_rate_minor) IS DISTINCT FROM (OLD.cost_minor, OLD.cost_rate_minor))
      OR (OLD.bill_minor IS NOT NULL AND (NEW.bill_minor, NEW.bill_rate_minor) IS DISTINCT FROM (OLD.bill_minor, OLD.bill_rate_minor))
    THEN
      RAISE EXCEPTION 'time that was handed in stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER timesheet_line_stays BEFORE UPDATE OR DELETE ON timesheet_line
    FOR EACH ROW EXECUTE FUNCTION timesheet_line_stays();

  -- A day has 24 hours, whichever projects they are of; two who write into the same day wait for each other.
  CREATE FUNCTION timesheet_day_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('timesheet ' || NEW.employee_id || ' ' || NEW.worked_on, 0));
    IF (SELECT sum(minutes) FROM timesheet_line WHERE employee_id = NEW.employee_id AND worked_on = NEW.worked_on) > 1440 THEN
      RAISE EXCEPTION 'more than 24 hours on %', NEW.worked_on
        USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_line_day', DETAIL = NEW.worked_on::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER timesheet_day_fits AFTER INSERT ON timesheet_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timesheet_day_fits();
`;
