import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When saved reports are mailed to their owners, what became of each time, and what a mail that waits will say. */
export class MailReports20261207600000 implements MigrationInterface {
  name = 'MailReports20261207600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assistant_report_schedule (
        report_id uuid PRIMARY KEY REFERENCES assistant_report (id),
        every text NOT NULL CHECK (every IN ('weekday', 'week', 'month')),
        -- 1 is Monday.
        weekday smallint CHECK (weekday BETWEEN 1 AND 7),
        day smallint CHECK (day BETWEEN 1 AND 31),
        hour smallint NOT NULL CHECK (hour BETWEEN 5 AND 20),
        -- Of the owner, when it was set.
        zone text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz,
        ended_because text CHECK (ended_because IN ('stopped', 'deleted', 'left', 'restricted', 'tool-off')),
        -- Ahead of what Temporal was told until it knows of the row as it is.
        revision integer NOT NULL DEFAULT 1,
        relayed_revision integer NOT NULL DEFAULT 0,
        CHECK ((every = 'week') = (weekday IS NOT NULL)),
        CHECK ((every = 'month') = (day IS NOT NULL)),
        CHECK ((ended_at IS NULL) = (ended_because IS NULL))
      );
      CREATE INDEX assistant_report_schedule_untold ON assistant_report_schedule (set_at)
        WHERE relayed_revision < revision;
      CREATE TABLE assistant_report_run (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        report_id uuid NOT NULL REFERENCES assistant_report_schedule (report_id),
        due_at timestamptz NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        outcome text NOT NULL CHECK (outcome IN ('sent', 'dropped', 'failed')),
        because text CHECK (because IN ('left', 'restricted', 'tool-off', 'switched-off', 'refused', 'not-looked-up')),
        row_count integer CHECK (row_count >= 0),
        CHECK ((outcome = 'sent') = (because IS NULL)),
        CHECK ((outcome = 'sent') = (row_count IS NOT NULL)),
        -- Whoever tries the same time again finds that it is done.
        CONSTRAINT assistant_report_run_once UNIQUE (report_id, due_at)
      );
      CREATE TRIGGER assistant_report_run_append_only BEFORE UPDATE OR DELETE ON assistant_report_run
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER assistant_report_run_no_truncate BEFORE TRUNCATE ON assistant_report_run
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      -- What was found, for its owner's mail alone; it goes when no mail of it can be on its way any more.
      CREATE TABLE assistant_report_mail (
        run_id uuid PRIMARY KEY REFERENCES assistant_report_run (id),
        found jsonb NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX assistant_report_mail_by_age ON assistant_report_mail (made_at);
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE assistant_report_mail, assistant_report_run, assistant_report_schedule',
    );
  }
}
