import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments within departments, with HR people of their own; what a head sees goes down the tree. */
export class GrowDepartments20261129300000 implements MigrationInterface {
  name = 'GrowDepartments20261129300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE department
        ADD COLUMN parent_id uuid REFERENCES department (id),
        ADD CONSTRAINT department_not_own_parent CHECK (parent_id <> id);
      CREATE INDEX department_parent ON department (parent_id);

      -- The advisory lock makes two moves that would close a cycle together wait for one another.
      CREATE FUNCTION department_refuse_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.parent_id IS NULL THEN RETURN NEW; END IF;
        PERFORM pg_advisory_xact_lock(hashtext('department_tree'));
        IF EXISTS (
          WITH RECURSIVE above AS (
            SELECT d.id, d.parent_id FROM department d WHERE d.id = NEW.parent_id
            UNION
            SELECT d.id, d.parent_id FROM department d JOIN above a ON d.id = a.parent_id
          )
          SELECT 1 FROM above WHERE id = NEW.id
        ) THEN
          RAISE EXCEPTION 'departments would form a cycle' USING ERRCODE = 'check_violation', CONSTRAINT = 'department_cycle';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER department_cycle BEFORE INSERT OR UPDATE OF parent_id ON department
        FOR EACH ROW EXECUTE FUNCTION department_refuse_cycle();

      -- The departments somebody heads, and all that are below those.
      CREATE FUNCTION departments_headed_by(head uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE headed AS (
          SELECT id FROM department WHERE head_id = head
          UNION
          SELECT d.id FROM department d JOIN headed h ON d.parent_id = h.id
        )
        SELECT id FROM headed
      $$;
    `);
    await runner.query(`
      -- Whose requests these HR people are asked about: those of the department and of what is below it.
      CREATE TABLE hr_assignment (
        department_id uuid NOT NULL REFERENCES department (id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        assigned_by uuid REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (department_id, employee_id)
      );
      CREATE INDEX hr_assignment_employee ON hr_assignment (employee_id);

      -- The HR people of the nearest department upwards that has any who may act: active, and holding the role.
      CREATE FUNCTION assigned_hr_of(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE above AS (
          SELECT d.id, d.parent_id, 0 AS distance
          FROM employee e JOIN department d ON d.id = e.department_id WHERE e.id = person
          UNION
          SELECT d.id, d.parent_id, a.distance + 1 FROM department d JOIN above a ON d.id = a.parent_id
        ), able AS (
          SELECT h.employee_id, a.distance FROM above a JOIN hr_assignment h ON h.department_id = a.id
          JOIN employee e ON e.id = h.employee_id
          WHERE e.active AND 'hr' = ANY(e.roles) AND e.id <> person
        )
        SELECT employee_id FROM able WHERE distance = (SELECT min(distance) FROM able)
      $$;

      -- Another HR person, or another place in the tree: whoever in HR is asked now may not be the one to ask any more.
      CREATE FUNCTION note_hr_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO people_change (person_id) SELECT id FROM employee WHERE active AND 'hr' = ANY(roles);
        RETURN NULL;
      END $$;
      CREATE TRIGGER hr_assignment_people_change AFTER INSERT OR DELETE ON hr_assignment
        FOR EACH STATEMENT EXECUTE FUNCTION note_hr_change();
      CREATE TRIGGER department_parent_people_change AFTER UPDATE OF parent_id ON department
        FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION note_hr_change();

      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER department_parent_people_change ON department;
      DROP TABLE hr_assignment;
      DROP TRIGGER department_cycle ON department;
      DROP FUNCTION note_hr_change, assigned_hr_of, departments_headed_by, department_refuse_cycle;
      ALTER TABLE department DROP COLUMN parent_id;
    `);
  }
}
