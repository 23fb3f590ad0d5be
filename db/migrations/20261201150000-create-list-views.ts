import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists as people have arranged them: filters and columns under a name, for each person alone. */
export class CreateListViews20261201150000 implements MigrationInterface {
  name = 'CreateListViews20261201150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE list_view (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        list text NOT NULL CHECK (length(list) BETWEEN 1 AND 40),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        -- What stands behind the question mark of the list's address.
        query text NOT NULL CHECK (length(query) <= 2000),
        is_default boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE UNIQUE INDEX list_view_name ON list_view (person_id, list, lower(name));
      -- A list opens with one view.
      CREATE UNIQUE INDEX list_view_default ON list_view (person_id, list) WHERE is_default;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE list_view');
  }
}
