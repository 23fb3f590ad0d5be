import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The day of its entry stands in each line as well: what a department spent in a month, and the newest lines of a project,
 * are then found in an index. An entry never changes, so neither does the copy.
 */
export class DateJournalLines20261207301000 implements MigrationInterface {
  name = 'DateJournalLines20261207301000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE journal_line ADD COLUMN posted_on date;
      ${fits(`
    SELECT written_in, posted_on INTO entry FROM journal_entry WHERE id = NEW.entry_id;
    NEW.posted_on := entry.posted_on;
    IF entry.written_in`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${fits(`
    IF (SELECT written_in FROM journal_entry WHERE id = NEW.entry_id)`)}
      ALTER TABLE journal_line DROP COLUMN posted_on;
    `);
  }
}

const fits = (start: string) => `
  -- Lines come with their entry: a balanced pair could otherwise be added to what was posted long ago.
  CREATE OR REPLACE FUNCTION journal_line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE target account; entry record;
  BEGIN${start} IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
      RAISE EXCEPTION 'what is posted stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO target FROM account WHERE id = NEW.account_id FOR SHARE;
    IF NOT target.active THEN
      RAISE EXCEPTION 'the account % is not in use', target.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_line_active_account';
    END IF;
    IF target.control IS NOT NULL AND NEW.item_id IS NULL THEN
      RAISE EXCEPTION 'a line of the control account % names its document', target.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_line_control';
    END IF;
    RETURN NEW;
  END $$;
`;
