import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of the bell can be archived and snoozed, and each says how it reached its person. */
export class AddBellStates20261128140100 implements MigrationInterface {
  name = 'AddBellStates20261128140100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notification
        ADD COLUMN archived_at timestamptz,
        -- Until then the row is out of sight; afterwards it is there again, without anybody writing anything.
        ADD COLUMN snoozed_until timestamptz;
      DROP INDEX notification_unread;
      CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL AND archived_at IS NULL;
      CREATE INDEX notification_snoozed ON notification (snoozed_until) WHERE snoozed_until IS NOT NULL;

      ALTER TABLE notification_stream
        -- Grows with every change of rows that are there; nodes compare it with what their pages were told.
        ADD COLUMN revision bigint NOT NULL DEFAULT 0,
        -- The newest row that the person has had before their eyes.
        ADD COLUMN seen bigint NOT NULL DEFAULT 0;

      ALTER TABLE mail ADD COLUMN notification_key text;

      CREATE TABLE notification_delivery (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        notification_id uuid NOT NULL REFERENCES notification (id),
        channel text NOT NULL CHECK (channel IN ('bell', 'mail', 'chat', 'push')),
        state text NOT NULL CHECK (state IN ('queued', 'pushed', 'mailed', 'failed', 'seen', 'read')),
        -- A code, never text.
        detail text NOT NULL DEFAULT '' CHECK (detail ~ '^[a-z0-9-]*$'),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Said once, however many pages and attempts there were.
        UNIQUE (notification_id, channel, state, detail)
      );
      CREATE TRIGGER notification_delivery_append_only BEFORE UPDATE OR DELETE ON notification_delivery
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER notification_delivery_never_emptied BEFORE TRUNCATE ON notification_delivery
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE notification_delivery;
      ALTER TABLE mail DROP COLUMN notification_key;
      ALTER TABLE notification_stream DROP COLUMN revision, DROP COLUMN seen;
      DROP INDEX notification_unread, notification_snoozed;
      ALTER TABLE notification DROP COLUMN archived_at, DROP COLUMN snoozed_until;
      CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL;
    `);
  }
}
