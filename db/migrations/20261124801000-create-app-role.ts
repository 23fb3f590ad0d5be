import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The role the API and the worker act under: everything they need, but of what is append-only SELECT and INSERT.
 * A function, which every `migrate` calls again: where the role could not be made at first, it is ready once it exists.
 */
export class CreateAppRole20261124801000 implements MigrationInterface {
  name = 'CreateAppRole20261124801000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Answers 'ready', or why the role cannot be used. Roles belong to the whole server: another database may have
      -- made this one already, or be making it at this moment.
      CREATE FUNCTION prepare_app_role() RETURNS text LANGUAGE plpgsql AS $$
      DECLARE append_only regclass;
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'netra_app') THEN
          BEGIN
            CREATE ROLE netra_app NOLOGIN;
          EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN RETURN 'missing';
          END;
        END IF;
        GRANT USAGE ON SCHEMA public TO netra_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO netra_app;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO netra_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO netra_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO netra_app;
        -- A table says by its triggers that it is append-only, and so does one that a later migration makes.
        FOR append_only IN
          SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE tgfoid = 'refuse_change'::regproc
        LOOP
          EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM netra_app', append_only);
        END LOOP;
        GRANT UPDATE (comment_id, decision_id) ON approval_file TO netra_app;
        IF to_regclass('public.migrations') IS NOT NULL THEN
          REVOKE INSERT, UPDATE, DELETE ON public.migrations FROM netra_app;
        END IF;
        BEGIN
          -- Since PostgreSQL 16 the maker of a role is a member who may not act as it.
          IF NOT pg_has_role(current_user, 'netra_app',
              CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
            EXECUTE format('GRANT netra_app TO %I', current_user);
          END IF;
        EXCEPTION
          WHEN insufficient_privilege THEN RETURN 'not-granted';
        END;
        RETURN 'ready';
      END $$;
      REVOKE EXECUTE ON FUNCTION prepare_app_role FROM PUBLIC;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The role itself stays: other databases of this server may use it.
    await runner.query(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'netra_app') THEN
          ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM netra_app;
          ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM netra_app;
          REVOKE ALL ON ALL TABLES IN SCHEMA public FROM netra_app;
          REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM netra_app;
          REVOKE ALL ON SCHEMA public FROM netra_app;
        END IF;
      END $$;
      DROP FUNCTION prepare_app_role;
    `);
  }
}
