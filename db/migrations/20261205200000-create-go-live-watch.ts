import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is looked after once a project is live: the check-ins, and what its manager said at each. */
export class CreateGoLiveWatch20261205200000 implements MigrationInterface {
  name = 'CreateGoLiveWatch20261205200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Approved, and its run goes on: whatever the kind keeps an eye on has not ended.
      ALTER TABLE approval_request ADD COLUMN is_watched boolean NOT NULL DEFAULT false;
      CREATE INDEX approval_request_watched ON approval_request (id) WHERE is_watched;

      CREATE TABLE go_live_watch (
        go_live_id uuid PRIMARY KEY REFERENCES go_live (id),
        starts_on date NOT NULL,
        lapses_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_how text CHECK (ended_how IN ('through', 'lapsed', 'rolled-back', 'closed')),
        CONSTRAINT go_live_watch_ended CHECK ((ended_at IS NULL) = (ended_how IS NULL))
      );

      CREATE TABLE go_live_check_in (
        go_live_id uuid NOT NULL REFERENCES go_live_watch (go_live_id),
        working_day integer NOT NULL CHECK (working_day > 0),
        falls_on date NOT NULL,
        ask_at timestamptz NOT NULL,
        remind_at timestamptz NOT NULL,
        tell_at timestamptz NOT NULL,
        asked_at timestamptz,
        reminded_at timestamptz,
        told_at timestamptz,
        PRIMARY KEY (go_live_id, working_day),
        CONSTRAINT go_live_check_in_order CHECK (ask_at < remind_at AND remind_at < tell_at)
      );

      -- Without a working day: said between two check-ins.
      CREATE TABLE go_live_report (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        go_live_id uuid NOT NULL REFERENCES go_live_watch (go_live_id),
        working_day integer,
        state text NOT NULL CHECK (state IN ('good', 'watch', 'trouble')),
        open_incidents integer NOT NULL CHECK (open_incidents BETWEEN 0 AND 999),
        note text NOT NULL CHECK (length(note) <= 2000),
        decision text NOT NULL CHECK (decision IN ('keep', 'roll-back')),
        given_by uuid NOT NULL REFERENCES employee (id),
        given_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (go_live_id, working_day) REFERENCES go_live_check_in (go_live_id, working_day),
        CONSTRAINT go_live_report_once UNIQUE (go_live_id, working_day)
      );
      CREATE TRIGGER go_live_report_kept BEFORE UPDATE OR DELETE ON go_live_report
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER go_live_report_not_emptied BEFORE TRUNCATE ON go_live_report
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE go_live_report, go_live_check_in, go_live_watch;
      ALTER TABLE approval_request DROP COLUMN is_watched;
    `);
  }
}
