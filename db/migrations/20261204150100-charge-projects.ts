import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which project a claim or a bill is for: whatever posts it, its income and expenses name the project. */
export class ChargeProjects20261204150100 implements MigrationInterface {
  name = 'ChargeProjects20261204150100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_project (
        source_kind text NOT NULL CHECK (source_kind <> ''),
        source_id uuid NOT NULL,
        project_id uuid NOT NULL REFERENCES project (id),
        PRIMARY KEY (source_kind, source_id)
      );

      CREATE FUNCTION journal_line_names_project() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.project_id IS NULL AND (SELECT kind FROM account WHERE id = NEW.account_id) IN ('income', 'expense') THEN
          NEW.project_id := (SELECT d.project_id FROM journal_entry j
            JOIN document_project d ON d.source_kind = j.source_kind AND d.source_id = j.source_id WHERE j.id = NEW.entry_id);
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER journal_line_names_project BEFORE INSERT ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_line_names_project();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER journal_line_names_project ON journal_line;
      DROP FUNCTION journal_line_names_project;
      DROP TABLE document_project;
    `);
  }
}
