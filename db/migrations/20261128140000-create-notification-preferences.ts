import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told of what by which channel, and when not to be disturbed. */
export class CreateNotificationPreferences20261128140000 implements MigrationInterface {
  name = 'CreateNotificationPreferences20261128140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Only what somebody has chosen: the defaults are in the code, and change with it.
      CREATE TABLE notification_preference (
        user_id uuid NOT NULL REFERENCES employee (id),
        notice text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('bell', 'mail', 'chat', 'push')),
        wanted boolean NOT NULL,
        PRIMARY KEY (user_id, notice, channel)
      );

      CREATE TABLE notification_quiet_hours (
        user_id uuid PRIMARY KEY REFERENCES employee (id),
        starts_at text NOT NULL CHECK (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        ends_at text NOT NULL CHECK (ends_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND ends_at <> starts_at),
        -- Days on which it begins, 1 (Monday) to 7 (Sunday).
        days integer[] NOT NULL CHECK (cardinality(days) BETWEEN 1 AND 7 AND days <@ '{1,2,3,4,5,6,7}')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notification_quiet_hours, notification_preference');
  }
}
