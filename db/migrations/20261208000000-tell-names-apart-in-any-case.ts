import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refuses names that differ in upper and lower case alone, which a file of people could not tell apart. */
const REFUSE = (table: string, what: string) => `
  DO $$
  DECLARE alike text;
  BEGIN
    SELECT string_agg(names, '; ' ORDER BY names) INTO alike FROM (
      SELECT string_agg(format('“%s” (%s)', name, id), ', ' ORDER BY name) AS names FROM ${table}
      GROUP BY lower(name) HAVING count(*) > 1) AS found;
    IF alike IS NOT NULL THEN
      RAISE EXCEPTION 'Some ${what} have names that differ in upper and lower case alone: %. Rename all but one of each, then start again.', alike;
    END IF;
  END $$;
`;

/** Names of departments and locations are unique whichever case they are written in. */
export class TellNamesApartInAnyCase20261208000000 implements MigrationInterface {
  name = 'TellNamesApartInAnyCase20261208000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REFUSE('department', 'departments'));
    await runner.query(REFUSE('location', 'locations'));
    await runner.query(`
      CREATE UNIQUE INDEX department_name_once ON department (lower(name));
      CREATE UNIQUE INDEX location_name_once ON location (lower(name));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX department_name_once, location_name_once');
  }
}
