import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReadings, among, removeReadings, type Reading } from '../assistant-readings';

/** Names that stand beside time one may see, or are of projects one may see; of time itself the role sees what it may. */
const READINGS: Reading[] = [
  {
    table: 'project_name',
    columns: 'project_id, code, name',
    rows: `(${among('project_id', 'seen_projects()')} OR project_id IN (SELECT project_id FROM timesheet_line))`,
  },
];

/**
 * What projects are called, apart from all else of them, kept by a trigger: who may see somebody's hours reads on the page
 * of the week which project they are of, though the project itself may be none of theirs.
 */
export class NameProjectsOfWorkedTime20261207030000 implements MigrationInterface {
  name = 'NameProjectsOfWorkedTime20261207030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE project_name (
        project_id uuid PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
        code text NOT NULL,
        name text NOT NULL
      );
      INSERT INTO project_name SELECT id, code, name FROM project;

      CREATE FUNCTION project_name_follows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO project_name VALUES (NEW.id, NEW.code, NEW.name)
        ON CONFLICT (project_id) DO UPDATE SET (code, name) = (excluded.code, excluded.name);
        RETURN NULL;
      END $$;
      CREATE TRIGGER project_name_follows AFTER INSERT OR UPDATE OF code, name ON project
        FOR EACH ROW EXECUTE FUNCTION project_name_follows();

      CREATE FUNCTION authz.seen_projects() RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
      BEGIN RETURN QUERY SELECT id FROM project; END $$;
    `);
    await addReadings(runner, READINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await removeReadings(runner, READINGS);
    await runner.query(`
      DROP TRIGGER project_name_follows ON project;
      DROP FUNCTION project_name_follows;
      DROP TABLE project_name;
      DROP FUNCTION authz.seen_projects;
    `);
  }
}
