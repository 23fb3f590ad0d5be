import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The browsers that take pushes, and what is still to be sent to each. */
export class CreateWebPush20261128140200 implements MigrationInterface {
  name = 'CreateWebPush20261128140200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE push_subscription (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES employee (id),
        -- Of one browser; whoever signs in there last is told.
        endpoint text NOT NULL UNIQUE,
        p256dh text NOT NULL,
        auth text NOT NULL,
        -- Nothing is sent once the session in which it was given is over.
        session_id uuid NOT NULL REFERENCES auth_session (id) ON DELETE CASCADE,
        agent text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX push_subscription_user ON push_subscription (user_id);

      CREATE TABLE push_job (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subscription_id uuid NOT NULL REFERENCES push_subscription (id) ON DELETE CASCADE,
        notification_id uuid NOT NULL REFERENCES notification (id),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX push_job_due ON push_job (next_attempt_at);
      CREATE INDEX push_job_subscription ON push_job (subscription_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE push_job, push_subscription');
  }
}
