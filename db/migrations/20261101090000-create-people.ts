import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments, employees with a cycle-proof reporting line, sessions, holidays and the audit trail. */
export class CreatePeople20261101090000 implements MigrationInterface {
  name = 'CreatePeople20261101090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS citext;

      CREATE TABLE department (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('sales', 'consulting', 'hr', 'finance', 'other')),
        head_id uuid,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE employee (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email citext NOT NULL UNIQUE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        password_hash text NOT NULL,
        department_id uuid REFERENCES department (id),
        manager_id uuid REFERENCES employee (id),
        roles text[] NOT NULL DEFAULT '{employee}'
          CHECK (roles <@ ARRAY['employee', 'manager', 'project-manager', 'department-head', 'hr', 'finance', 'admin']),
        zone text NOT NULL DEFAULT 'Asia/Kolkata',
        joined_on date NOT NULL,
        active boolean NOT NULL DEFAULT true,
        token_version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT employee_not_own_manager CHECK (manager_id <> id)
      );
      CREATE INDEX employee_manager ON employee (manager_id);
      CREATE INDEX employee_department ON employee (department_id);
      ALTER TABLE department ADD CONSTRAINT department_head FOREIGN KEY (head_id) REFERENCES employee (id);
    `);
    await runner.query(`
      -- The advisory lock makes two moves that would close a cycle together wait for one another.
      CREATE FUNCTION employee_refuse_reporting_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.manager_id IS NULL THEN RETURN NEW; END IF;
        PERFORM pg_advisory_xact_lock(hashtext('employee_reporting_line'));
        IF EXISTS (
          WITH RECURSIVE line AS (
            SELECT e.id, e.manager_id FROM employee e WHERE e.id = NEW.manager_id
            UNION
            SELECT e.id, e.manager_id FROM employee e JOIN line l ON e.id = l.manager_id
          )
          SELECT 1 FROM line WHERE id = NEW.id
        ) THEN
          RAISE EXCEPTION 'reporting line would form a cycle' USING ERRCODE = 'check_violation', CONSTRAINT = 'employee_reporting_cycle';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER employee_reporting_cycle BEFORE INSERT OR UPDATE OF manager_id ON employee
        FOR EACH ROW EXECUTE FUNCTION employee_refuse_reporting_cycle();

      -- The whole reporting subtree of a person, without the person: the SQL twin of the access level "team".
      CREATE FUNCTION reports_of(manager uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE team AS (
          SELECT id FROM employee WHERE manager_id = manager
          UNION
          SELECT e.id FROM employee e JOIN team t ON e.manager_id = t.id
        )
        SELECT id FROM team
      $$;
    `);
    await runner.query(`
      CREATE TABLE auth_session (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        token_version integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX auth_session_employee ON auth_session (employee_id) WHERE ended_at IS NULL;

      CREATE TABLE holiday (
        on_date date PRIMARY KEY,
        name text NOT NULL
      );

      CREATE TABLE audit_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id uuid REFERENCES employee (id),
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        channel text,
        details jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX audit_event_subject ON audit_event (subject_type, subject_id, id);
      CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$;
      CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_is_append_only();

      CREATE TABLE idempotency_key (
        employee_id uuid NOT NULL REFERENCES employee (id),
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        request_hash text NOT NULL,
        status integer,
        body jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (employee_id, key)
      );

      CREATE TABLE process_heartbeat (
        role text NOT NULL,
        instance text NOT NULL,
        beat_at timestamptz NOT NULL,
        PRIMARY KEY (role, instance)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE process_heartbeat, idempotency_key, audit_event, holiday, auth_session;
      DROP FUNCTION audit_event_is_append_only, reports_of;
      ALTER TABLE department DROP CONSTRAINT department_head;
      DROP TABLE employee, department;
      DROP FUNCTION employee_refuse_reporting_cycle;
    `);
  }
}
