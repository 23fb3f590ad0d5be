import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each line says the day of its entry and, where it is of a project, which of its figures it belongs to: what a department
 * spent in a month, and the newest lines of a project, are then found in an index. What is posted never changes, so neither
 * do the copies.
 */
export class TellLinesTheirDayAndFigure20261207301000 implements MigrationInterface {
  name = 'TellLinesTheirDayAndFigure20261207301000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE journal_line ADD COLUMN entry_on date,
        ADD COLUMN figure text CONSTRAINT journal_line_figure
          CHECK (figure IS NULL OR (figure IN ('revenue', 'expenses', 'bills') AND project_id IS NOT NULL));
      ${FITS_WITH_DAY}
      ${NAMES_WITH_FIGURE}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${FITS}
      ${NAMES}
      ALTER TABLE journal_line DROP COLUMN figure, DROP COLUMN entry_on;
    `);
  }
}

const fits = (declared: string, isForeign: string) => `
  -- Lines come with their entry: a balanced pair could otherwise be added to what was posted long ago.
  CREATE OR REPLACE FUNCTION journal_line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE ${declared}
  BEGIN
    ${isForeign} IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
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

const FITS = fits(
  'target account;',
  'IF (SELECT written_in FROM journal_entry WHERE id = NEW.entry_id)',
);

const FITS_WITH_DAY = fits(
  'target account; entry record;',
  `SELECT written_in, posted_on INTO entry FROM journal_entry WHERE id = NEW.entry_id;
    NEW.entry_on := entry.posted_on;
    IF entry.written_in`,
);

const NAMES = `
  CREATE OR REPLACE FUNCTION journal_line_names_project() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.project_id IS NULL AND (SELECT kind FROM account WHERE id = NEW.account_id) IN ('income', 'expense') THEN
      NEW.project_id := (SELECT d.project_id FROM journal_entry j
        JOIN document_project d ON d.source_kind = j.source_kind AND d.source_id = j.source_id WHERE j.id = NEW.entry_id);
    END IF;
    RETURN NEW;
  END $$;
`;

/** An entry that takes another back is of what that one is of. */
const NAMES_WITH_FIGURE = `
  CREATE OR REPLACE FUNCTION journal_line_names_project() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE account_kind text := (SELECT kind FROM account WHERE id = NEW.account_id);
  BEGIN
    NEW.figure := NULL;
    IF account_kind NOT IN ('income', 'expense') THEN
      RETURN NEW;
    END IF;
    IF NEW.project_id IS NULL THEN
      NEW.project_id := (SELECT d.project_id FROM journal_entry j
        JOIN document_project d ON d.source_kind = j.source_kind AND d.source_id = j.source_id WHERE j.id = NEW.entry_id);
    END IF;
    IF NEW.project_id IS NOT NULL THEN
      NEW.figure := CASE WHEN account_kind = 'income' THEN 'revenue'
        WHEN (SELECT coalesce(o.source_kind, j.source_kind) FROM journal_entry j
          LEFT JOIN journal_entry o ON o.id = j.reverses_id WHERE j.id = NEW.entry_id) = 'vendor-bill' THEN 'bills'
        ELSE 'expenses' END;
    END IF;
    RETURN NEW;
  END $$;
`;
