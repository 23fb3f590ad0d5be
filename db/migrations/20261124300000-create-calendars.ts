import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places with a working calendar each, the level of a step's ladder, and when people want their digest. */
export class CreateCalendars20261124300000 implements MigrationInterface {
  name = 'CreateCalendars20261124300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE work_calendar (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
        -- Rules of weekdays, each with at least one span: a week without working time would never let a step be due.
        weekly jsonb NOT NULL CHECK (jsonb_typeof(weekly) = 'array' AND jsonb_array_length(weekly) BETWEEN 1 AND 7
          AND NOT jsonb_path_exists(weekly, '$[*] ? (!(@.spans.size() > 0))')
          AND NOT jsonb_path_exists(weekly, '$[*].spans[*] ? (!(@.from >= 0 && @.from < @.to && @.to <= 1440))')),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE calendar_holiday (
        calendar_id uuid NOT NULL REFERENCES work_calendar (id),
        on_date date NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        half text CHECK (half IN ('am', 'pm')),
        PRIMARY KEY (calendar_id, on_date)
      );

      CREATE TABLE location (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
        zone text NOT NULL,
        calendar_id uuid NOT NULL REFERENCES work_calendar (id),
        is_default boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX location_one_default ON location (is_default) WHERE is_default;

      -- Without one of their own, people belong to the default location.
      ALTER TABLE employee ADD COLUMN location_id uuid REFERENCES location (id),
        ADD COLUMN digest_at time, ADD COLUMN digest_sent_on date;
      CREATE INDEX employee_location ON employee (location_id);
      CREATE INDEX employee_digest ON employee (digest_at) WHERE digest_at IS NOT NULL;

      ALTER TABLE approval_step ADD COLUMN level integer NOT NULL DEFAULT 0 CHECK (level >= 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE approval_step DROP COLUMN level;
      ALTER TABLE employee DROP COLUMN location_id, DROP COLUMN digest_at, DROP COLUMN digest_sent_on;
      DROP TABLE location, calendar_holiday, work_calendar;
    `);
  }
}
