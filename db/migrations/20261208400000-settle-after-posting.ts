import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What settles a document is posted no earlier than the document: one whose month was closed is posted in a later one, and
 * before that there is nothing to settle. What takes an entry back is not posted before it either.
 */
export class SettleAfterPosting20261208400000 implements MigrationInterface {
  name = 'SettleAfterPosting20261208400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ITEMS);
    await runner.query(postEntry('no_earlier_than_items(posting_day, lines)'));
    await runner.query(reverseEntry('first_open_day(greatest(posting_day, o.posted_on))'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(postEntry('posting_day'));
    await runner.query(reverseEntry('posting_day'));
    await runner.query('DROP FUNCTION no_earlier_than_items');
  }
}

/** The first entry of a document is the one that opened it; the entry that opens one finds none. */
const ITEMS = `
  CREATE FUNCTION no_earlier_than_items(posting_day date, lines jsonb) RETURNS date LANGUAGE plpgsql STABLE AS $$
  DECLARE opened date;
  BEGIN
    SELECT max(o.posted_on) INTO opened
    FROM jsonb_to_recordset(lines) AS l (item_kind text, item_id uuid),
      LATERAL (SELECT j.posted_on FROM journal_entry j WHERE j.source_kind = l.item_kind AND j.source_id = l.item_id
        ORDER BY j.number LIMIT 1) AS o;
    RETURN CASE WHEN opened > posting_day THEN first_open_day(opened) ELSE posting_day END;
  END $$;
`;

const postEntry = (day: string) => `
  CREATE OR REPLACE FUNCTION post_entry(
    kind text, source uuid, what text, document_day date, posting_day date, said text, by_whom uuid, lines jsonb
  ) RETURNS uuid LANGUAGE plpgsql AS $$
  DECLARE posted uuid;
  BEGIN
    INSERT INTO journal_entry (source_kind, source_id, event, document_on, posted_on, memo, created_by)
    VALUES (kind, source, what, document_day, ${day}, said, by_whom)
    ON CONFLICT (source_kind, source_id, event) DO NOTHING RETURNING id INTO posted;
    IF posted IS NULL THEN
      RETURN NULL;
    END IF;
    INSERT INTO journal_line (entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor,
      department_id, project_id, item_kind, item_id, party, due_on)
    SELECT posted, row_number() OVER (ORDER BY at), l.account_id, coalesce(l.debit_minor, 0), coalesce(l.credit_minor, 0),
      coalesce(l.currency, 'INR'), coalesce(l.original_minor, l.debit_minor, l.credit_minor),
      l.department_id, l.project_id, l.item_kind, l.item_id, l.party, l.due_on
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS e (value, at),
      jsonb_to_record(e.value) AS l (account_id uuid, debit_minor bigint, credit_minor bigint, currency text,
        original_minor bigint, department_id uuid, project_id uuid, item_kind text, item_id uuid, party text, due_on date);
    RETURN posted;
  END $$;
`;

const reverseEntry = (day: string) => `
  CREATE OR REPLACE FUNCTION reverse_entry(original uuid, posting_day date, said text, by_whom uuid) RETURNS uuid
  LANGUAGE plpgsql AS $$
  DECLARE posted uuid;
  BEGIN
    INSERT INTO journal_entry (source_kind, source_id, event, document_on, posted_on, memo, created_by, reverses_id)
    SELECT 'journal-entry', original, 'reversed', posting_day, ${day}, said, by_whom, original
    FROM journal_entry o WHERE o.id = original
    RETURNING id INTO posted;
    INSERT INTO journal_line (entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor,
      department_id, project_id, item_kind, item_id, party, due_on)
    SELECT posted, ordinal, account_id, credit_minor, debit_minor, currency, original_minor,
      department_id, project_id, item_kind, item_id, party, due_on
    FROM journal_line WHERE entry_id = original;
    RETURN posted;
  END $$;
`;
