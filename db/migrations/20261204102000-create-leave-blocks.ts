import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days on which leave is refused, or only warned of, and whom HR lets off. */
export class CreateLeaveBlocks20261204102000 implements MigrationInterface {
  name = 'CreateLeaveBlocks20261204102000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE leave_block (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        from_on date NOT NULL,
        to_on date NOT NULL,
        -- The department, with all below it, and the place it is for; both null: everybody.
        department_id uuid REFERENCES department (id),
        location_id uuid REFERENCES location (id),
        -- Without any, every type of leave.
        types text[] NOT NULL DEFAULT '{}',
        effect text NOT NULL CHECK (effect IN ('refuse', 'warn')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        created_by uuid NOT NULL REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (to_on BETWEEN from_on AND from_on + 366)
      );
      CREATE INDEX leave_block_days ON leave_block USING gist (daterange(from_on, to_on, '[]'));

      -- Somebody may take leave all the same.
      CREATE TABLE leave_block_exception (
        block_id uuid NOT NULL REFERENCES leave_block (id) ON DELETE CASCADE,
        employee_id uuid NOT NULL REFERENCES employee (id),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        given_by uuid NOT NULL REFERENCES employee (id),
        given_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (block_id, employee_id)
      );

      -- Whether a block is about somebody on any of its days.
      CREATE FUNCTION leave_block_is_for(block leave_block, person uuid) RETURNS boolean STABLE LANGUAGE sql AS $$
        SELECT (block.department_id IS NULL OR coalesce((SELECT e.department_id FROM employee e WHERE e.id = person)
            IN (SELECT departments_within(block.department_id)), false))
          AND (block.location_id IS NULL OR block.location_id IN
            (SELECT workplace_on(person, d::date) FROM generate_series(block.from_on, block.to_on, interval '1 day') d))
      $$;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION leave_block_is_for;
      DROP TABLE leave_block_exception, leave_block;
    `);
  }
}
