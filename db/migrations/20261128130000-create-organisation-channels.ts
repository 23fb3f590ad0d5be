import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Channels that follow departments and projects, everybody's conversation with NETRA, and the triggers behind both. */
export class CreateOrganisationChannels20261128130000 implements MigrationInterface {
  name = 'CreateOrganisationChannels20261128130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation_channel (
        conversation_id uuid PRIMARY KEY REFERENCES conversation (id),
        department_id uuid UNIQUE REFERENCES department (id),
        project_id uuid UNIQUE REFERENCES project (id),
        -- What it was named after. The channel's own name differs where a hand-made channel had that one first.
        named_after text NOT NULL,
        CHECK (num_nonnulls(department_id, project_id) = 1)
      );

      -- Who belongs into the channel of a department or of a project, and as what.
      CREATE FUNCTION organisation_members(department uuid, project uuid)
      RETURNS TABLE (user_id uuid, role text) LANGUAGE sql STABLE AS $$
        SELECT e.id, CASE WHEN e.id = d.head_id THEN 'owner' ELSE 'member' END
        FROM department d JOIN employee e ON e.department_id = d.id OR e.id = d.head_id
        WHERE d.id = organisation_members.department AND e.active
        UNION ALL
        SELECT e.id, CASE WHEN e.id = p.manager_id THEN 'owner' ELSE 'member' END
        FROM project p JOIN employee e ON e.id = p.manager_id
          OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = e.id)
        WHERE p.id = organisation_members.project AND e.active
      $$;

      -- One id for whoever computes it: nobody has to look up where NETRA writes to a person.
      CREATE FUNCTION netra_conversation_id(person uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
        SELECT overlay(overlay(left(encode(sha256(convert_to('netra:' || person, 'UTF8')), 'hex'), 32)
          PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
      $$;
    `);
    await runner.query(CHANNELS);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    // What was said in them stays; nobody is let in or taken out by the organisation any more.
    await runner.query(`
      DROP TRIGGER employee_channels ON employee;
      DROP TRIGGER department_channels ON department;
      DROP TRIGGER project_channels ON project;
      DROP TRIGGER project_member_channels ON project_member;
      DROP FUNCTION follow_organisation, note_organisation_change, open_netra_conversation, follow_channel_of,
        follow_members, name_channel, netra_conversation_id, organisation_members;
      DROP TABLE organisation_channel;
    `);
  }
}

const CHANNELS = `
  -- Names a channel after something. Where another channel has the name, it says in brackets what it is of.
  CREATE FUNCTION name_channel(channel uuid, wanted text, tail text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    FOR n IN 0..1000 LOOP
      BEGIN
        UPDATE conversation SET name =
          CASE n WHEN 0 THEN wanted WHEN 1 THEN format('%s (%s)', wanted, tail) ELSE format('%s (%s %s)', wanted, tail, n) END
        WHERE id = channel;
        UPDATE organisation_channel SET named_after = wanted WHERE conversation_id = channel;
        RETURN;
      EXCEPTION WHEN unique_violation THEN NULL;
      END;
    END LOOP;
    RAISE EXCEPTION 'no name is left for the channel of %', wanted;
  END $$;

  -- Lets people in and out of a channel as the organisation says, by rows of its log. Returns how many came and went.
  CREATE FUNCTION follow_members(channel uuid, department uuid, project uuid) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    coming uuid[];
    going uuid[];
    base bigint;
  BEGIN
    PERFORM FROM conversation WHERE id = channel FOR NO KEY UPDATE;
    SELECT coalesce(array_agg(w.user_id ORDER BY w.user_id), '{}') INTO coming FROM organisation_members(department, project) w
      WHERE NOT EXISTS (SELECT FROM conversation_member m
        WHERE m.conversation_id = channel AND m.user_id = w.user_id AND m.left_at IS NULL);
    SELECT coalesce(array_agg(m.user_id ORDER BY m.user_id), '{}') INTO going FROM conversation_member m
      WHERE m.conversation_id = channel AND m.left_at IS NULL
        AND m.user_id NOT IN (SELECT w.user_id FROM organisation_members(department, project) w);
    IF cardinality(coming) + cardinality(going) > 0 THEN
      UPDATE conversation SET members_version = members_version + 1,
        change_head = change_head + cardinality(coming) + cardinality(going)
      WHERE id = channel RETURNING change_head - cardinality(coming) - cardinality(going) INTO base;
      INSERT INTO conversation_change (conversation_id, change, kind, person_id)
        SELECT channel, base + n, CASE WHEN n <= cardinality(going) THEN 'left' ELSE 'joined' END, person
        FROM unnest(going || coming) WITH ORDINALITY AS c (person, n);
      UPDATE conversation_member SET left_at = clock_timestamp()
        WHERE conversation_id = channel AND user_id = ANY(going);
      -- What was said before somebody's first day here can be read, and is not counted as unread.
      INSERT INTO conversation_member (conversation_id, user_id, joined_change, read_seq)
        SELECT channel, person, base + cardinality(going) + 1, (SELECT head FROM conversation WHERE id = channel)
        FROM unnest(coming) AS person
        ON CONFLICT (conversation_id, user_id) DO UPDATE
          SET left_at = NULL, joined_at = clock_timestamp(), joined_change = excluded.joined_change;
    END IF;
    UPDATE conversation_member m SET role = w.role FROM organisation_members(department, project) w
      WHERE m.conversation_id = channel AND m.user_id = w.user_id AND m.role <> w.role;
    RETURN cardinality(coming) + cardinality(going);
  END $$;

  -- The channel of a department or of a project: made, named and filled as those are now. Returns how much was changed.
  CREATE FUNCTION follow_channel_of(department uuid, project uuid) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    wanted text;
    tail text;
    channel uuid;
    known text;
    changes integer := 0;
  BEGIN
    -- Whoever changes the organisation at the same moment is waited for, and seen.
    PERFORM pg_advisory_xact_lock(hashtext('organisation channels'));
    SELECT d.name, 'department' INTO wanted, tail FROM department d WHERE d.id = department;
    IF project IS NOT NULL THEN
      SELECT p.name, p.code INTO wanted, tail FROM project p WHERE p.id = project;
    END IF;
    IF wanted IS NULL THEN RETURN 0; END IF;
    SELECT o.conversation_id, o.named_after INTO channel, known FROM organisation_channel o
      WHERE o.department_id = department OR o.project_id = project;
    IF channel IS NULL THEN
      channel := gen_random_uuid();
      INSERT INTO conversation (id, kind, visibility, name) VALUES (channel, 'channel', 'private', channel::text);
      INSERT INTO organisation_channel VALUES (channel, department, project, wanted);
      PERFORM name_channel(channel, wanted, tail);
      changes := 1;
    ELSIF known <> wanted THEN
      PERFORM FROM conversation WHERE id = channel FOR NO KEY UPDATE;
      PERFORM name_channel(channel, wanted, tail);
      UPDATE conversation SET change_head = change_head + 1 WHERE id = channel;
      INSERT INTO conversation_change (conversation_id, change, kind)
        SELECT id, change_head, 'described' FROM conversation WHERE id = channel;
      changes := 1;
    END IF;
    RETURN changes + follow_members(channel, department, project);
  END $$;

  -- The conversation in which NETRA writes to a person and takes their commands.
  CREATE FUNCTION open_netra_conversation(person uuid) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE channel uuid := netra_conversation_id(person);
  BEGIN
    INSERT INTO conversation (id, kind, direct_key, change_head, members_version)
      VALUES (channel, 'direct', 'netra:' || person, 1, 1) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN 0; END IF;
    INSERT INTO conversation_change (conversation_id, change, kind, person_id) VALUES (channel, 1, 'joined', person);
    INSERT INTO conversation_member (conversation_id, user_id, joined_change) VALUES (channel, person, 1);
    RETURN 1;
  END $$;

  -- Everything once more: none of it changes anything if all is well. Returns how much was changed.
  CREATE FUNCTION follow_organisation() RETURNS bigint LANGUAGE sql AS $$
    SELECT coalesce(sum(changes), 0) FROM (
      SELECT follow_channel_of(id, NULL) AS changes FROM department
      UNION ALL SELECT follow_channel_of(NULL, id) FROM project
      UNION ALL SELECT open_netra_conversation(id) FROM employee WHERE active
    ) AS followed
  $$;`;

const TRIGGERS = `
  -- At the end of whatever transaction changes who is who, so that all of it counts and nobody waits for its locks.
  CREATE FUNCTION note_organisation_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
    person uuid;
  BEGIN
    CASE TG_TABLE_NAME
      WHEN 'employee' THEN
        person := (after->>'id')::uuid;
        IF (after->>'active')::boolean THEN PERFORM open_netra_conversation(person); END IF;
        PERFORM follow_channel_of(d.id, NULL) FROM department d
          WHERE d.id IN ((before->>'department_id')::uuid, (after->>'department_id')::uuid) OR d.head_id = person;
        PERFORM follow_channel_of(NULL, p.id) FROM project p WHERE TG_OP = 'UPDATE' AND (p.manager_id = person
          OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = person));
      WHEN 'department' THEN PERFORM follow_channel_of((after->>'id')::uuid, NULL);
      WHEN 'project' THEN PERFORM follow_channel_of(NULL, (after->>'id')::uuid);
      WHEN 'project_member' THEN
        PERFORM follow_channel_of(NULL, p) FROM (
          SELECT (before->>'project_id')::uuid AS p UNION SELECT (after->>'project_id')::uuid) AS touched
          WHERE p IS NOT NULL;
    END CASE;
    RETURN NULL;
  END $$;

  CREATE CONSTRAINT TRIGGER employee_channels AFTER INSERT OR UPDATE OF active, department_id ON employee
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_organisation_change();
  CREATE CONSTRAINT TRIGGER department_channels AFTER INSERT OR UPDATE OF name, head_id ON department
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_organisation_change();
  CREATE CONSTRAINT TRIGGER project_channels AFTER INSERT OR UPDATE OF name, manager_id ON project
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_organisation_change();
  CREATE CONSTRAINT TRIGGER project_member_channels AFTER INSERT OR UPDATE OR DELETE ON project_member
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_organisation_change();`;
