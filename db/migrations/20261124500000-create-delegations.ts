import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who acts for whom and when, on tasks and decisions, and what tells the tasks that people have changed. */
export class CreateDelegations20261124500000 implements MigrationInterface {
  name = 'CreateDelegations20261124500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delegation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        from_id uuid NOT NULL REFERENCES employee (id),
        to_id uuid NOT NULL REFERENCES employee (id),
        -- 'dates': between two dates of the delegator; 'away': whenever they are on approved leave.
        applies text NOT NULL CHECK (applies IN ('dates', 'away')),
        -- Null: requests of every kind.
        kinds text[] CHECK (cardinality(kinds) > 0),
        starts_on date,
        ends_on date,
        reason text,
        created_by uuid NOT NULL REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        CONSTRAINT delegation_not_to_oneself CHECK (from_id <> to_id),
        CONSTRAINT delegation_dates CHECK ((applies = 'dates') = (starts_on IS NOT NULL AND ends_on IS NOT NULL)),
        CONSTRAINT delegation_order CHECK (starts_on <= ends_on)
      );
      CREATE INDEX delegation_from ON delegation (from_id, created_at DESC);
      CREATE INDEX delegation_to ON delegation (to_id, created_at DESC);
      CREATE INDEX delegation_live ON delegation (coalesce(ends_on, 'infinity')) WHERE revoked_at IS NULL;

      ALTER TABLE approval_task
        ADD COLUMN on_behalf_of uuid REFERENCES employee (id),
        ADD CONSTRAINT approval_task_not_for_oneself CHECK (on_behalf_of <> approver_id);
      CREATE INDEX approval_task_substitute ON approval_task (on_behalf_of)
        WHERE status = 'open' AND on_behalf_of IS NOT NULL;
      ALTER TABLE approval_decision ADD COLUMN override boolean NOT NULL DEFAULT false;

      -- A person whose tasks may have to move; a row goes once they have.
      CREATE TABLE people_change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
    await runner.query(`
      -- A half day counts for its half: the slots of leave_request change at midnight and at noon of the person's zone.
      CREATE FUNCTION is_on_leave(person uuid, zone text, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
          SELECT 1 FROM leave_request l WHERE l.employee_id = person AND l.status = 'approved'
            AND l.slots @> (((moment AT TIME ZONE zone)::date - date '2000-01-01') * 2
              + CASE WHEN extract(hour FROM moment AT TIME ZONE zone) >= 12 THEN 1 ELSE 0 END)
        )
      $$;

      -- The delegations in force at a moment, between active people. The dates are those of the delegator's zone.
      CREATE FUNCTION delegations_at(moment timestamptz)
      RETURNS TABLE (id uuid, from_id uuid, to_id uuid, kinds text[], applies text) LANGUAGE sql STABLE AS $$
        SELECT d.id, d.from_id, d.to_id, d.kinds, d.applies
        FROM delegation d
        JOIN employee f ON f.id = d.from_id AND f.active
        JOIN employee t ON t.id = d.to_id AND t.active
        WHERE d.revoked_at IS NULL AND coalesce(d.ends_on, 'infinity') >= (moment AT TIME ZONE 'UTC')::date - 1
          AND CASE d.applies
            WHEN 'dates' THEN (moment AT TIME ZONE f.zone)::date BETWEEN d.starts_on AND d.ends_on
            ELSE is_on_leave(d.from_id, f.zone, moment)
          END
      $$;
    `);
    await runner.query(`
      -- Whatever code changes who is who, in the same transaction: the tasks follow.
      CREATE FUNCTION note_people_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO people_change (person_id)
        SELECT DISTINCT person FROM unnest(CASE TG_TABLE_NAME
          WHEN 'employee' THEN ARRAY[(to_jsonb(NEW)->>'id')::uuid]
          WHEN 'department' THEN ARRAY[(to_jsonb(OLD)->>'head_id')::uuid, (to_jsonb(NEW)->>'head_id')::uuid]
          WHEN 'project' THEN ARRAY[(to_jsonb(OLD)->>'manager_id')::uuid]
          WHEN 'delegation' THEN ARRAY[(to_jsonb(NEW)->>'from_id')::uuid]
          WHEN 'leave_request' THEN ARRAY[(to_jsonb(NEW)->>'employee_id')::uuid]
        END) AS person WHERE person IS NOT NULL;
        RETURN NULL;
      END $$;

      CREATE TRIGGER employee_people_change AFTER UPDATE OF active, manager_id, department_id, roles, zone ON employee
        FOR EACH ROW WHEN ((OLD.active, OLD.manager_id, OLD.department_id, OLD.roles, OLD.zone)
          IS DISTINCT FROM (NEW.active, NEW.manager_id, NEW.department_id, NEW.roles, NEW.zone))
        EXECUTE FUNCTION note_people_change();
      CREATE TRIGGER department_people_change AFTER UPDATE OF head_id ON department
        FOR EACH ROW WHEN (OLD.head_id IS DISTINCT FROM NEW.head_id) EXECUTE FUNCTION note_people_change();
      CREATE TRIGGER project_people_change AFTER UPDATE OF manager_id ON project
        FOR EACH ROW WHEN (OLD.manager_id <> NEW.manager_id) EXECUTE FUNCTION note_people_change();
      CREATE TRIGGER delegation_people_change AFTER INSERT OR UPDATE ON delegation
        FOR EACH ROW EXECUTE FUNCTION note_people_change();
      -- Leave that is not about today is nobody's news yet; a zone is at most a day away from the server's.
      CREATE TRIGGER leave_taken_people_change AFTER INSERT ON leave_request
        FOR EACH ROW WHEN (NEW.status = 'approved' AND NEW.from_on <= current_date + 1 AND NEW.to_on >= current_date - 1)
        EXECUTE FUNCTION note_people_change();
      CREATE TRIGGER leave_people_change AFTER UPDATE ON leave_request
        FOR EACH ROW WHEN ((OLD.status = 'approved' OR NEW.status = 'approved')
          AND least(OLD.from_on, NEW.from_on) <= current_date + 1 AND greatest(OLD.to_on, NEW.to_on) >= current_date - 1)
        EXECUTE FUNCTION note_people_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER employee_people_change ON employee;
      DROP TRIGGER department_people_change ON department;
      DROP TRIGGER project_people_change ON project;
      DROP TRIGGER delegation_people_change ON delegation;
      DROP TRIGGER leave_taken_people_change ON leave_request;
      DROP TRIGGER leave_people_change ON leave_request;
      DROP FUNCTION note_people_change, delegations_at, is_on_leave;
      DROP TABLE people_change, delegation;
      ALTER TABLE approval_decision DROP COLUMN override;
      ALTER TABLE approval_task DROP COLUMN on_behalf_of;
    `);
  }
}
