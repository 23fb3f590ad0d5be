import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a leave year ends, and the runs that end one for a company or a department. */
export class CreateLeaveYears20261201110100 implements MigrationInterface {
  name = 'CreateLeaveYears20261201110100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A year that is not here ends by itself and pays nothing out.
      CREATE TABLE leave_year (
        year integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 2200),
        -- Whether what would be lost is paid out, as far as the policies allow.
        pays_out boolean NOT NULL,
        -- Until when the year's end waits for a run; null: it does not wait.
        kept_until date,
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT now(),
        CHECK (kept_until IS NULL OR date_part('year', kept_until) = year + 1)
      );

      CREATE TABLE leave_year_run (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        year integer NOT NULL,
        -- Null: everybody.
        department_id uuid REFERENCES department (id),
        status text NOT NULL DEFAULT 'draft'
          CHECK (status IN ('draft', 'running', 'stopping', 'stopped', 'done', 'discarded')),
        drawn_by uuid NOT NULL REFERENCES employee (id),
        drawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        started_by uuid REFERENCES employee (id),
        started_at timestamptz,
        ended_at timestamptz,
        -- Whether Temporal knows that it is to run.
        relayed_at timestamptz,
        CHECK (status IN ('draft', 'discarded') OR started_by IS NOT NULL)
      );
      -- One at a time for a year: two would each call the other's work a change.
      CREATE UNIQUE INDEX leave_year_run_one_live ON leave_year_run (year)
        WHERE status IN ('draft', 'running', 'stopping', 'stopped');
      CREATE INDEX leave_year_run_to_relay ON leave_year_run (started_at)
        WHERE status = 'running' AND relayed_at IS NULL;

      -- What is to become of whose leave, as it was drawn up, and what has. Units are hundredths of a day.
      CREATE TABLE leave_year_run_row (
        run_id uuid NOT NULL REFERENCES leave_year_run (id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        state text NOT NULL CHECK (state IN ('due', 'excluded', 'done', 'changed')),
        carry integer NOT NULL CHECK (carry >= 0),
        expire integer NOT NULL CHECK (expire >= 0),
        encash integer NOT NULL CHECK (encash >= 0),
        lacks_rate boolean NOT NULL,
        carried integer, expired integer, encashed integer,
        -- Why it is left out, or what differed.
        why text,
        done_at timestamptz,
        PRIMARY KEY (run_id, employee_id, type),
        CHECK ((state IN ('done', 'changed')) = (done_at IS NOT NULL)),
        CHECK (done_at IS NULL OR (carried IS NOT NULL AND expired IS NOT NULL AND encashed IS NOT NULL)),
        CHECK (state NOT IN ('excluded', 'changed') OR why IS NOT NULL)
      );
      CREATE INDEX leave_year_run_row_due ON leave_year_run_row (run_id, employee_id, type) WHERE state = 'due';
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE leave_year_run_row, leave_year_run, leave_year');
  }
}
