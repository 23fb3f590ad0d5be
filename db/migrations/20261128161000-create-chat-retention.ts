import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long messages are kept, what must not go at all, and the one way on which something goes. */
export class CreateChatRetention20261128161000 implements MigrationInterface {
  name = 'CreateChatRetention20261128161000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(JUDGES);
    await runner.query(WALLS);
    await runner.query(REMOVAL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION remove_expired_messages;
      DROP TRIGGER chat_message_never_deleted ON chat_message;
      DROP TRIGGER chat_message_removal ON chat_message;
      DROP TRIGGER chat_message_version_append_only ON chat_message_version;
      CREATE TRIGGER chat_message_version_append_only BEFORE UPDATE OR DELETE ON chat_message_version
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      DROP FUNCTION refuse_deletion, judge_removal, refuse_change_of_kept;
      DROP FUNCTION chat_kept_since, chat_is_held;
      ALTER TABLE chat_message DROP COLUMN removed_at;
      ALTER TABLE conversation DROP COLUMN removed_to;
      DROP TABLE chat_retention_rule, chat_hold;
      DROP FUNCTION chat_hold_is_only_lifted;
    `);
  }
}

const TABLES = `
  -- What must be kept for a dispute or an inquiry: a conversation, or all that a person has ever been in.
  CREATE TABLE chat_hold (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    person_id uuid REFERENCES employee (id),
    conversation_id uuid REFERENCES conversation (id),
    reason text NOT NULL CHECK (reason <> ''),
    set_by uuid NOT NULL REFERENCES employee (id),
    set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    lifted_by uuid REFERENCES employee (id),
    lifted_at timestamptz,
    lift_reason text CHECK (lift_reason <> ''),
    CHECK (num_nonnulls(person_id, conversation_id) = 1),
    CHECK (num_nonnulls(lifted_by, lifted_at, lift_reason) IN (0, 3))
  );
  CREATE UNIQUE INDEX chat_hold_person ON chat_hold (person_id) WHERE lifted_at IS NULL;
  CREATE UNIQUE INDEX chat_hold_conversation ON chat_hold (conversation_id) WHERE lifted_at IS NULL;

  CREATE FUNCTION chat_hold_is_only_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NULL
      AND (NEW.id, NEW.person_id, NEW.conversation_id, NEW.reason, NEW.set_by, NEW.set_at)
        IS NOT DISTINCT FROM (OLD.id, OLD.person_id, OLD.conversation_id, OLD.reason, OLD.set_by, OLD.set_at)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a hold is lifted, once, and never changed';
  END $$;
  CREATE TRIGGER chat_hold_only_lifted BEFORE UPDATE OR DELETE ON chat_hold
    FOR EACH ROW EXECUTE FUNCTION chat_hold_is_only_lifted();

  -- A conversation's own rule goes before that of its kind. Without a rule, or without days, messages are kept.
  CREATE TABLE chat_retention_rule (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text UNIQUE CHECK (kind IN ('direct', 'group', 'channel')),
    conversation_id uuid UNIQUE REFERENCES conversation (id),
    days integer CHECK (days BETWEEN 1 AND 36500),
    set_by uuid NOT NULL REFERENCES employee (id),
    set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (num_nonnulls(kind, conversation_id) = 1)
  );

  -- Messages go from the oldest on: those up to here have gone.
  ALTER TABLE conversation ADD COLUMN removed_to bigint NOT NULL DEFAULT 0;
  ALTER TABLE chat_message ADD COLUMN removed_at timestamptz, ADD CHECK (removed_at IS NULL OR deleted_at IS NOT NULL);
`;

const JUDGES = `
  CREATE FUNCTION chat_is_held(of_conversation uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM chat_hold h WHERE h.lifted_at IS NULL AND (h.conversation_id = of_conversation
      OR EXISTS (SELECT FROM conversation_member m
        WHERE m.conversation_id = of_conversation AND m.user_id = h.person_id)))
  $$;

  -- What was written before this may go; null: nothing may.
  CREATE FUNCTION chat_kept_since(of_conversation uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN NOT chat_is_held(c.id) THEN now() - make_interval(days => rule.days) END
    FROM conversation c CROSS JOIN LATERAL (SELECT r.days FROM chat_retention_rule r
      WHERE r.conversation_id = c.id OR r.kind = c.kind ORDER BY r.conversation_id IS NULL LIMIT 1) AS rule
    WHERE c.id = of_conversation
  $$;
`;

const WALLS = `
  -- Not refuse_change, by which the app's role loses UPDATE as well.
  CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'a row of % never goes: its number would be a hole', TG_TABLE_NAME; END $$;
  CREATE TRIGGER chat_message_never_deleted BEFORE DELETE ON chat_message
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion();

  CREATE FUNCTION judge_removal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.removed_at IS NULL AND NEW.text = ''
      AND coalesce(OLD.created_at < chat_kept_since(OLD.conversation_id), false) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'this message is kept: no rule lets it go, or a hold applies';
  END $$;
  CREATE TRIGGER chat_message_removal BEFORE UPDATE OF removed_at ON chat_message
    FOR EACH ROW EXECUTE FUNCTION judge_removal();

  CREATE FUNCTION refuse_change_of_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM chat_message m WHERE m.conversation_id = OLD.conversation_id
      AND m.seq = OLD.seq AND m.removed_at IS NOT NULL) THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END $$;
  DROP TRIGGER chat_message_version_append_only ON chat_message_version;
  CREATE TRIGGER chat_message_version_append_only BEFORE UPDATE OR DELETE ON chat_message_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept();
`;

// As its owner, for the app's own role may not delete versions: anybody may call it, and it does what the rules say.
const REMOVAL = `
  CREATE FUNCTION remove_expired_messages(of_conversation uuid, at_most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    since timestamptz;
    expired bigint[];
    n integer;
    noted bigint;
  BEGIN
    -- A hold that is being set waits for this; one that is set is seen by what follows.
    LOCK TABLE chat_hold, chat_retention_rule IN SHARE MODE;
    PERFORM FROM conversation WHERE id = of_conversation FOR NO KEY UPDATE;
    since := chat_kept_since(of_conversation);
    WITH next AS (
      SELECT m.seq, m.created_at FROM chat_message m JOIN conversation c ON c.id = m.conversation_id
      WHERE c.id = of_conversation AND m.seq > c.removed_to ORDER BY m.seq LIMIT at_most
    )
    SELECT array_agg(seq ORDER BY seq) INTO expired FROM next
      WHERE seq < coalesce((SELECT min(seq) FROM next WHERE (created_at < since) IS NOT TRUE), 9223372036854775807);
    n := coalesce(cardinality(expired), 0);
    IF n = 0 THEN RETURN 0; END IF;

    UPDATE conversation SET change_head = change_head + n, removed_to = expired[n]
      WHERE id = of_conversation RETURNING change_head - n INTO noted;
    INSERT INTO conversation_change (conversation_id, change, kind, seq)
      SELECT of_conversation, noted + e.ord, 'deleted', e.seq FROM unnest(expired) WITH ORDINALITY AS e (seq, ord);
    DELETE FROM chat_reaction WHERE conversation_id = of_conversation AND seq = ANY(expired);
    DELETE FROM chat_mention WHERE conversation_id = of_conversation AND seq = ANY(expired);
    DELETE FROM chat_pin WHERE conversation_id = of_conversation AND seq = ANY(expired);
    DELETE FROM chat_bookmark WHERE conversation_id = of_conversation AND seq = ANY(expired);
    UPDATE chat_message m SET text = '', card = NULL, change = noted + e.ord, removed_at = now(),
        deleted_at = coalesce(deleted_at, now())
      FROM unnest(expired) WITH ORDINALITY AS e (seq, ord) WHERE m.conversation_id = of_conversation AND m.seq = e.seq;
    DELETE FROM chat_message_version WHERE conversation_id = of_conversation AND seq = ANY(expired);
    INSERT INTO audit_event (action, subject_type, subject_id, details)
      VALUES ('chat-audit.retention-applied', 'conversation', of_conversation, jsonb_build_object(
        'hits', n, 'firstSeq', expired[1], 'lastSeq', expired[n], 'writtenBefore', since));
    RETURN n;
  END $$;
`;
