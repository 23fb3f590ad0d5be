import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReadings, removeReadings, seesAll, within, type Reading } from '../assistant-readings';

/** What takes from a budget, for whoever reads the budget: how much, and nothing of whose it is. */
const COMMITMENT: Reading = {
  table: 'commitment',
  columns: 'account_id, kind, department_id, starts_on, minor',
  rows: `(${seesAll('books')} OR ${within('department_id', 'headed()')})`,
};

/** What is promised of budgets, and the day and the figure that stand in the lines of the journal. */
export class LetTheAssistantReadCommitments20261207302000 implements MigrationInterface {
  name = 'LetTheAssistantReadCommitments20261207302000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE authz.reading SET columns = columns || ', entry_on, figure' WHERE relation = 'journal_line'`,
    );
    await addReadings(runner, [COMMITMENT]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await removeReadings(runner, [COMMITMENT]);
    await runner.query(`
      UPDATE authz.reading SET columns = replace(columns, ', entry_on, figure', '') WHERE relation = 'journal_line';
      DO $$
      BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'netra_ai') THEN
          REVOKE SELECT (entry_on, figure) ON journal_line FROM netra_ai;
        END IF;
      END $$;
    `);
  }
}
