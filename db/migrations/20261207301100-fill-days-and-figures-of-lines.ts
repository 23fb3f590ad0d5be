import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day and the figure of what was posted before lines said them; from now on each says its day. */
export class FillDaysAndFiguresOfLines20261207301100 implements MigrationInterface {
  name = 'FillDaysAndFiguresOfLines20261207301100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE journal_line DISABLE TRIGGER journal_line_append_only;
      UPDATE journal_line l SET entry_on = j.posted_on, figure = CASE
          WHEN l.project_id IS NULL OR a.kind NOT IN ('income', 'expense') THEN NULL
          WHEN a.kind = 'income' THEN 'revenue'
          WHEN coalesce(o.source_kind, j.source_kind) = 'vendor-bill' THEN 'bills' ELSE 'expenses' END
      FROM journal_entry j LEFT JOIN journal_entry o ON o.id = j.reverses_id, account a
      WHERE j.id = l.entry_id AND a.id = l.account_id;
      ALTER TABLE journal_line ENABLE TRIGGER journal_line_append_only;
      ALTER TABLE journal_line ALTER COLUMN entry_on SET NOT NULL;

      CREATE INDEX journal_line_spent ON journal_line (department_id, account_id, entry_on)
        INCLUDE (debit_minor, credit_minor) WHERE department_id IS NOT NULL;
      DROP INDEX journal_line_project;
      CREATE INDEX journal_line_project ON journal_line (project_id, figure, entry_on) WHERE project_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX journal_line_spent, journal_line_project;
      CREATE INDEX journal_line_project ON journal_line (project_id) WHERE project_id IS NOT NULL;
      ALTER TABLE journal_line ALTER COLUMN entry_on DROP NOT NULL;
    `);
  }
}
