import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is above whom, everybody above themselves too, kept by triggers: to walk the line for each page of a list took
 * longer than the page. The planner knows from it whether somebody leads five people or fifty thousand.
 */
export class CreateReportingLine20261201162000 implements MigrationInterface {
  name = 'CreateReportingLine20261201162000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reporting_line (
        above uuid NOT NULL REFERENCES employee (id),
        below uuid NOT NULL REFERENCES employee (id),
        PRIMARY KEY (above, below)
      );
      CREATE INDEX reporting_line_below ON reporting_line (below);

      -- The same from what employee says; what is filled in at first, and what a restore can be compared with.
      CREATE FUNCTION fill_reporting_line() RETURNS void LANGUAGE sql AS $$
        DELETE FROM reporting_line;
        INSERT INTO reporting_line (above, below)
        WITH RECURSIVE line AS (
          SELECT id AS above, id AS below FROM employee
          UNION
          SELECT e.manager_id, l.below FROM line l JOIN employee e ON e.id = l.above WHERE e.manager_id IS NOT NULL
        )
        SELECT above, below FROM line;
      $$;
      SELECT fill_reporting_line();
    `);
    await runner.query(`
      -- Under the lock of the trigger against cycles, so that two moves at once follow one another.
      CREATE FUNCTION reporting_line_follows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('employee_reporting_line'));
        IF TG_OP = 'INSERT' THEN
          INSERT INTO reporting_line (above, below) VALUES (NEW.id, NEW.id);
        ELSE
          DELETE FROM reporting_line WHERE below IN (SELECT below FROM reporting_line WHERE above = NEW.id)
            AND above IN (SELECT above FROM reporting_line WHERE below = NEW.id AND above <> NEW.id);
        END IF;
        IF NEW.manager_id IS NOT NULL THEN
          INSERT INTO reporting_line (above, below)
          SELECT a.above, b.below FROM reporting_line a CROSS JOIN reporting_line b
          WHERE a.below = NEW.manager_id AND b.above = NEW.id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER reporting_line_begins AFTER INSERT ON employee
        FOR EACH ROW EXECUTE FUNCTION reporting_line_follows();
      CREATE TRIGGER reporting_line_follows AFTER UPDATE OF manager_id ON employee
        FOR EACH ROW WHEN (OLD.manager_id IS DISTINCT FROM NEW.manager_id) EXECUTE FUNCTION reporting_line_follows();

      CREATE OR REPLACE FUNCTION reports_of(manager uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        SELECT below FROM reporting_line WHERE above = manager AND below <> manager
      $$;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION reports_of(manager uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE team AS (
          SELECT id FROM employee WHERE manager_id = manager
          UNION
          SELECT e.id FROM employee e JOIN team t ON e.manager_id = t.id
        )
        SELECT id FROM team
      $$;
      DROP TRIGGER reporting_line_follows ON employee;
      DROP TRIGGER reporting_line_begins ON employee;
      DROP TABLE reporting_line;
      DROP FUNCTION reporting_line_follows, fill_reporting_line;
    `);
  }
}
