import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bell (rows with a gap-free number per person) and the mails, each a row with its own delivery state. */
export class CreateNotificationsAndMail20261101092000 implements MigrationInterface {
  name = 'CreateNotificationsAndMail20261101092000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_stream (
        user_id uuid PRIMARY KEY REFERENCES employee (id),
        head bigint NOT NULL DEFAULT 0
      );

      CREATE TABLE notification (
        user_id uuid NOT NULL REFERENCES employee (id),
        seq bigint NOT NULL,
        id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        type text NOT NULL,
        title text NOT NULL,
        body text NOT NULL DEFAULT '',
        link text NOT NULL,
        approval_id uuid REFERENCES approval_request (id),
        dedupe_key text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        PRIMARY KEY (user_id, seq),
        UNIQUE (user_id, dedupe_key)
      );
      CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL;

      CREATE TABLE mail (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        message_id text NOT NULL UNIQUE,
        template text NOT NULL,
        to_user_id uuid REFERENCES employee (id),
        to_address text NOT NULL,
        props jsonb NOT NULL,
        subject text,
        approval_id uuid REFERENCES approval_request (id),
        status text NOT NULL DEFAULT 'queued'
          CHECK (status IN ('queued', 'sent', 'failed', 'retrying', 'skipped')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      );
      CREATE INDEX mail_due ON mail (next_attempt_at) WHERE status IN ('queued', 'retrying');
      CREATE INDEX mail_newest ON mail (created_at DESC, id DESC);
      CREATE INDEX mail_approval ON mail (approval_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail, notification, notification_stream');
  }
}
