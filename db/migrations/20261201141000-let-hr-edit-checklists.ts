import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checklists that HR writes: whose default they are, which state of one is edited, and when it was retired. */
export class LetHrEditChecklists20261201141000 implements MigrationInterface {
  name = 'LetHrEditChecklists20261201141000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE checklist_template
        -- With those below it.
        ADD for_department_id uuid REFERENCES department (id),
        ADD for_location_id uuid REFERENCES location (id) ON DELETE SET NULL,
        -- Grows with each change: who edits an older state is told.
        ADD revision integer NOT NULL DEFAULT 1,
        ADD retired_at timestamptz,
        DROP CONSTRAINT checklist_template_name_key,
        DROP CONSTRAINT checklist_template_purpose_for_role_key;
      CREATE UNIQUE INDEX checklist_template_name ON checklist_template (name) WHERE retired_at IS NULL;
      CREATE UNIQUE INDEX checklist_template_default
        ON checklist_template (purpose, for_role, for_department_id, for_location_id) NULLS NOT DISTINCT
        WHERE retired_at IS NULL AND num_nonnulls(for_role, for_department_id, for_location_id) > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX checklist_template_default, checklist_template_name;
      -- What only the newer rules let be side by side is told apart again.
      UPDATE checklist_template SET name = left(name, 60) || ' ' || id::text WHERE retired_at IS NOT NULL;
      UPDATE checklist_template SET for_role = NULL
        WHERE retired_at IS NOT NULL OR num_nonnulls(for_department_id, for_location_id) > 0;
      ALTER TABLE checklist_template DROP COLUMN for_department_id, DROP COLUMN for_location_id, DROP COLUMN revision,
        DROP COLUMN retired_at, ADD UNIQUE (name), ADD UNIQUE (purpose, for_role);
    `);
  }
}
