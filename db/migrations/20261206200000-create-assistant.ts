import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that are only ever added to. */
const APPEND_ONLY = ['assistant_call', 'assistant_audit_view'];

/** Conversations with the assistant, what was looked up for them, what it cost, and what admins have set. */
export class CreateAssistant20261206200000 implements MigrationInterface {
  name = 'CreateAssistant20261206200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assistant_thread (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        -- The last seq taken by a message: gap-free in each conversation.
        head integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Taken away by its owner; what was asked stays for the audit.
        deleted_at timestamptz
      );
      CREATE INDEX assistant_thread_own ON assistant_thread (person_id, updated_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE TABLE assistant_message (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        thread_id uuid NOT NULL REFERENCES assistant_thread (id),
        person_id uuid NOT NULL REFERENCES employee (id),
        seq integer NOT NULL CHECK (seq > 0),
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 8000),
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        state text NOT NULL DEFAULT 'answering' CHECK (state IN ('answering', 'done', 'stopped', 'failed')),
        stop_asked boolean NOT NULL DEFAULT false,
        words text NOT NULL DEFAULT '',
        answer jsonb,
        answered_by text,
        milliseconds integer,
        CHECK ((state = 'done') = (answer IS NOT NULL)),
        UNIQUE (thread_id, seq)
      );
      CREATE INDEX assistant_message_of_person ON assistant_message (person_id, asked_at DESC);
      CREATE INDEX assistant_message_by_time ON assistant_message (asked_at DESC, id DESC);
      -- One answer at a time in a conversation.
      CREATE UNIQUE INDEX assistant_message_answering ON assistant_message (thread_id) WHERE state = 'answering';
      -- What a stream has told, so that it can be taken up again anywhere.
      CREATE TABLE assistant_event (
        message_id uuid NOT NULL REFERENCES assistant_message (id),
        seq integer NOT NULL CHECK (seq > 0),
        event jsonb NOT NULL,
        PRIMARY KEY (message_id, seq)
      );
      CREATE TABLE assistant_call (
        message_id uuid NOT NULL REFERENCES assistant_message (id),
        seq integer NOT NULL CHECK (seq > 0),
        name text NOT NULL,
        args jsonb NOT NULL,
        row_count integer,
        refused text,
        milliseconds integer NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (message_id, seq)
      );
      CREATE TABLE assistant_usage (
        person_id uuid NOT NULL REFERENCES employee (id),
        day date NOT NULL,
        questions integer NOT NULL DEFAULT 0,
        input_tokens bigint NOT NULL DEFAULT 0,
        output_tokens bigint NOT NULL DEFAULT 0,
        -- Tokens by ten-thousandths for a million of them: exact, and rounded only when it is shown.
        cost_units numeric(30) NOT NULL DEFAULT 0,
        PRIMARY KEY (person_id, day)
      );
      CREATE TABLE assistant_feedback (
        message_id uuid PRIMARY KEY REFERENCES assistant_message (id),
        verdict text NOT NULL CHECK (verdict IN ('up', 'down')),
        reason text CHECK (length(reason) <= 2000),
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE assistant_settings (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        is_on boolean NOT NULL DEFAULT true,
        questions_per_minute integer NOT NULL DEFAULT 20 CHECK (questions_per_minute BETWEEN 1 AND 1000),
        tokens_per_day integer NOT NULL DEFAULT 200000 CHECK (tokens_per_day BETWEEN 0 AND 100000000),
        -- Of tools: the roles that do without, and the columns roles do not see.
        tools jsonb NOT NULL DEFAULT '[]'
      );
      INSERT INTO assistant_settings DEFAULT VALUES;
      CREATE TABLE assistant_report (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        calls jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz
      );
      CREATE INDEX assistant_report_own ON assistant_report (person_id, created_at DESC) WHERE deleted_at IS NULL;
      CREATE TABLE assistant_audit_view (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        reader_id uuid NOT NULL REFERENCES employee (id),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        filters jsonb NOT NULL,
        shown integer NOT NULL
      );
    `);
    for (const table of APPEND_ONLY) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        DO $$ BEGIN
          IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'netra_app') THEN
            REVOKE UPDATE, DELETE ON ${table} FROM netra_app;
          END IF;
        END $$`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE assistant_audit_view, assistant_report, assistant_settings, assistant_feedback, assistant_usage,
        assistant_call, assistant_event, assistant_message, assistant_thread`);
  }
}
