import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How carefully mailed links act, how mails look, and who fetched a mailed link. */
export class CreateMailSafety20261124400000 implements MigrationInterface {
  name = 'CreateMailSafety20261124400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_safety_rule (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text,
        at_least_minor bigint CHECK (at_least_minor >= 0),
        currency text CHECK (currency ~ '^[A-Z]{3}$'),
        mode text NOT NULL CHECK (mode IN ('button', 'challenge', 'sign-in')),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT mail_safety_rule_amount CHECK ((at_least_minor IS NULL) = (currency IS NULL)),
        CONSTRAINT mail_safety_rule_once UNIQUE NULLS NOT DISTINCT (kind, at_least_minor, currency)
      );

      CREATE TABLE mail_settings (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        sender_name text,
        signature text NOT NULL DEFAULT '',
        language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'hi')),
        logo bytea CHECK (octet_length(logo) <= 65536),
        muted text[] NOT NULL DEFAULT '{}',
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO mail_settings DEFAULT VALUES;

      CREATE TABLE email_link_fetch (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        link_id uuid NOT NULL REFERENCES email_link (id),
        at timestamptz NOT NULL,
        method text NOT NULL CHECK (method IN ('HEAD', 'GET', 'POST')),
        agent text NOT NULL CHECK (length(agent) <= 120),
        agent_class text NOT NULL CHECK (agent_class IN ('person', 'scanner', 'unknown')),
        network text,
        nonce_hash bytea UNIQUE
      );
      CREATE INDEX email_link_fetch_link ON email_link_fetch (link_id, at);
      CREATE INDEX email_link_request ON email_link (request_id);
      CREATE INDEX mail_calendar ON mail ((props->'calendar'->>'uid')) WHERE props->'calendar' IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX mail_calendar, email_link_request;
      DROP TABLE email_link_fetch, mail_settings, mail_safety_rule;
    `);
  }
}
