import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The role under which the assistant reads: it owns nothing, writes nothing, and of each table that is in
 * `authz.reading` sees the columns that are named there, of the rows that the person who asks may see. A table of its
 * own, so that a later migration lets it read one more by a row. A function, which every `migrate` calls again: where the
 * roles could not be made at first, all is ready once they exist.
 */
export class CreateAssistantRole20261206010000 implements MigrationInterface {
  name = 'CreateAssistantRole20261206010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REGISTRY);
    await runner.query(PREPARE);
    await runner.query('SELECT prepare_ai_role()');
  }

  async down(runner: QueryRunner): Promise<void> {
    // The role itself stays: other databases of this server may use it.
    await runner.query(`
      SELECT authz.stop_reading(relation) FROM authz.reading;
      DROP FUNCTION prepare_ai_role, authz.stop_reading;
      DROP TABLE authz.reading;
    `);
  }
}

const REGISTRY = `
  CREATE TABLE authz.reading (
    relation text PRIMARY KEY,
    columns text NOT NULL,
    condition text NOT NULL
  );

  CREATE FUNCTION authz.stop_reading(wanted text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM authz.reading WHERE relation = wanted;
    IF EXISTS (SELECT FROM pg_policy WHERE polrelid = wanted::regclass AND polname = 'assistant_reads') THEN
      EXECUTE format('REVOKE ALL ON %s FROM netra_ai', wanted);
      EXECUTE format('DROP POLICY assistant_reads ON %s', wanted);
      EXECUTE format('DROP POLICY app_does_all ON %s', wanted);
      EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY', wanted);
    END IF;
  END $$;
`;

const PREPARE = `
  -- Answers 'ready', or why the role cannot be used.
  CREATE FUNCTION prepare_ai_role() RETURNS text LANGUAGE plpgsql AS $$
  DECLARE one authz.reading;
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'netra_app') THEN
      RETURN 'missing';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'netra_ai') THEN
      BEGIN
        CREATE ROLE netra_ai NOLOGIN NOINHERIT;
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN RETURN 'missing';
      END;
    END IF;
    GRANT USAGE ON SCHEMA public TO netra_ai;
    GRANT USAGE ON SCHEMA authz TO netra_ai, netra_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON authz.colleague, authz.absence TO netra_app;
    -- It runs as its owner: for the app alone.
    REVOKE EXECUTE ON FUNCTION remove_expired_messages FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION remove_expired_messages TO netra_app;
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    FOR one IN SELECT * FROM authz.reading LOOP
      EXECUTE format('GRANT SELECT (%s) ON %s TO netra_ai', one.columns, one.relation);
      IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = one.relation::regclass AND polname = 'assistant_reads') THEN
        EXECUTE format('CREATE POLICY app_does_all ON %s TO netra_app, %I USING (true) WITH CHECK (true)',
          one.relation, current_user);
        EXECUTE format('CREATE POLICY assistant_reads ON %s FOR SELECT TO netra_ai USING (%s)',
          one.relation, one.condition);
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', one.relation);
      END IF;
    END LOOP;
    BEGIN
      -- Since PostgreSQL 16 the maker of a role is a member who may not act as it.
      IF NOT pg_has_role(current_user, 'netra_ai',
          CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        EXECUTE format('GRANT netra_ai TO %I', current_user);
      END IF;
    EXCEPTION
      WHEN insufficient_privilege THEN RETURN 'not-granted';
    END;
    RETURN 'ready';
  END $$;
  REVOKE EXECUTE ON FUNCTION prepare_ai_role, authz.stop_reading FROM PUBLIC;
`;
