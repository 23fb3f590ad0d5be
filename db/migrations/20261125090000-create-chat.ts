import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations, who is in them, their messages with every version, and the numbered log of what changed. */
export class CreateChat20261125090000 implements MigrationInterface {
  name = 'CreateChat20261125090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE conversation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('direct', 'group', 'channel')),
        visibility text NOT NULL DEFAULT 'private' CHECK (visibility IN ('private', 'public')),
        name text CHECK (name <> ''),
        topic text NOT NULL DEFAULT '',
        -- The two people of a direct conversation: there is one at most between any two.
        direct_key text UNIQUE,
        -- The last number given to a message, and to a change of any sort. Taken under the lock of this row.
        head bigint NOT NULL DEFAULT 0,
        change_head bigint NOT NULL DEFAULT 0,
        -- Grows whenever somebody comes or goes: what a process remembers of the members is good while it stays.
        members_version bigint NOT NULL DEFAULT 0,
        -- Null: NETRA itself, as for whoever wrote a message and whoever changed something.
        created_by uuid REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (kind = 'channel' OR visibility = 'private'),
        CHECK ((kind = 'direct') = (direct_key IS NOT NULL)),
        CHECK (kind <> 'channel' OR name IS NOT NULL),
        CHECK (kind <> 'direct' OR name IS NULL)
      ) WITH (fillfactor = 50);
      CREATE UNIQUE INDEX conversation_channel_name ON conversation (lower(name)) WHERE kind = 'channel';

      CREATE TABLE conversation_member (
        conversation_id uuid NOT NULL REFERENCES conversation (id),
        user_id uuid NOT NULL REFERENCES employee (id),
        role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'member')),
        joined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- The change by which they came last.
        joined_change bigint NOT NULL,
        left_at timestamptz,
        -- The last message they have read.
        read_seq bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (conversation_id, user_id)
      ) WITH (fillfactor = 80);
      CREATE INDEX conversation_member_user ON conversation_member (user_id) WHERE left_at IS NULL;
      CREATE INDEX conversation_member_recent ON conversation_member (joined_at);

      CREATE TABLE chat_message (
        conversation_id uuid NOT NULL REFERENCES conversation (id),
        seq bigint NOT NULL,
        id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        author_id uuid REFERENCES employee (id),
        client_id text NOT NULL,
        text text NOT NULL,
        -- The message it answers to, itself no answer.
        thread_of bigint,
        -- A record shown beside the text: which one, not what it says.
        card jsonb,
        -- The last change that touched it.
        change bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        edited_at timestamptz,
        deleted_at timestamptz,
        PRIMARY KEY (conversation_id, seq),
        UNIQUE NULLS NOT DISTINCT (conversation_id, client_id, author_id),
        FOREIGN KEY (conversation_id, thread_of) REFERENCES chat_message (conversation_id, seq),
        CHECK (deleted_at IS NULL OR text = '')
      );

      -- What a message said before each edit and before its deletion.
      CREATE TABLE chat_message_version (
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        version integer NOT NULL,
        text text NOT NULL,
        changed_by uuid NOT NULL REFERENCES employee (id),
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (conversation_id, seq, version),
        FOREIGN KEY (conversation_id, seq) REFERENCES chat_message (conversation_id, seq)
      );

      CREATE TABLE chat_reaction (
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        user_id uuid NOT NULL REFERENCES employee (id),
        emoji text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (conversation_id, seq, emoji, user_id),
        FOREIGN KEY (conversation_id, seq) REFERENCES chat_message (conversation_id, seq)
      );

      CREATE TABLE conversation_change (
        conversation_id uuid NOT NULL REFERENCES conversation (id),
        change bigint NOT NULL,
        kind text NOT NULL CHECK (kind IN
          ('message', 'edited', 'deleted', 'reacted', 'read', 'joined', 'left', 'described', 'pinned', 'unpinned')),
        -- The message it is about; of 'read', the last one that was read.
        seq bigint,
        -- Who did it, and to whom where that is somebody else.
        user_id uuid REFERENCES employee (id),
        person_id uuid REFERENCES employee (id),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (conversation_id, change)
      );
    `);
    await runner.query(`
      CREATE TRIGGER chat_message_version_append_only BEFORE UPDATE OR DELETE ON chat_message_version
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER chat_message_version_never_emptied BEFORE TRUNCATE ON chat_message_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER conversation_change_append_only BEFORE UPDATE OR DELETE ON conversation_change
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER conversation_change_never_emptied BEFORE TRUNCATE ON conversation_change
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE conversation_change, chat_reaction, chat_message_version, chat_message,
      conversation_member, conversation`);
  }
}
