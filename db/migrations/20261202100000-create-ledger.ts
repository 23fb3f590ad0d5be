import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, months that are closed, and the journal: double entry that the database itself insists on. */
export class CreateLedger20261202100000 implements MigrationInterface {
  name = 'CreateLedger20261202100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(RULES);
    await runner.query(POSTING);
    await runner.query('SELECT prepare_app_role()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE journal_line, journal_entry, accounting_period_change, accounting_period, finance_setting, account_use,
        account;
      DROP FUNCTION post_entry, reverse_entry, first_open_day, account_for, journal_entry_in_open_period,
        journal_line_fits, journal_entry_balances, journal_line_balances, accounting_period_moves;
    `);
  }
}

const TABLES = `
  CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{3,8}$'),
    name text NOT NULL CHECK (name <> ''),
    kind text NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
    parent_id uuid REFERENCES account (id),
    currency char(3) NOT NULL,
    -- What it sums up of single documents: each of its lines names one.
    control text UNIQUE CHECK (control IN ('receivable', 'payable', 'advances', 'reimbursements')),
    active boolean NOT NULL DEFAULT true,
    CONSTRAINT account_not_own_parent CHECK (parent_id <> id)
  );

  -- Which account what happens by itself is posted to: "bank", "purchases", "expense:travel".
  CREATE TABLE account_use (
    use text PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id)
  );

  CREATE TABLE finance_setting (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    -- The month a fiscal year begins with.
    fiscal_year_starts integer NOT NULL CHECK (fiscal_year_starts BETWEEN 1 AND 12)
  );

  CREATE TABLE accounting_period (
    starts_on date PRIMARY KEY CHECK (extract(day FROM starts_on) = 1),
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed', 'locked'))
  );

  CREATE TABLE accounting_period_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    starts_on date NOT NULL REFERENCES accounting_period (starts_on),
    status text NOT NULL CHECK (status IN ('open', 'closed', 'locked')),
    reason text,
    changed_by uuid NOT NULL REFERENCES employee (id),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT accounting_period_change_reason CHECK (status <> 'open' OR reason <> '')
  );
  CREATE INDEX accounting_period_change_of ON accounting_period_change (starts_on, id);

  CREATE TABLE journal_entry (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number bigint NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    posted_on date NOT NULL,
    -- The day of the document; another one than posted_on where its month was closed.
    document_on date NOT NULL,
    source_kind text NOT NULL CHECK (source_kind <> ''),
    source_id uuid NOT NULL,
    event text NOT NULL CHECK (event <> ''),
    memo text NOT NULL CHECK (memo <> ''),
    reverses_id uuid UNIQUE REFERENCES journal_entry (id),
    -- Null: nobody, it follows from what was approved.
    created_by uuid REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- The number of the transaction that wrote it.
    written_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    CONSTRAINT journal_entry_once UNIQUE (source_kind, source_id, event)
  );
  CREATE INDEX journal_entry_day ON journal_entry (posted_on DESC, number DESC);

  CREATE TABLE journal_line (
    entry_id uuid NOT NULL REFERENCES journal_entry (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    account_id uuid NOT NULL REFERENCES account (id),
    -- In the smallest unit of the company's currency.
    debit_minor bigint NOT NULL DEFAULT 0 CHECK (debit_minor >= 0),
    credit_minor bigint NOT NULL DEFAULT 0 CHECK (credit_minor >= 0),
    -- The same in the currency of the document.
    currency char(3) NOT NULL,
    original_minor bigint NOT NULL CHECK (original_minor > 0),
    department_id uuid REFERENCES department (id),
    project_id uuid REFERENCES project (id),
    -- The document a line of a control account is about, whose it is and when it is due.
    item_kind text,
    item_id uuid,
    party text,
    due_on date,
    PRIMARY KEY (entry_id, ordinal),
    CONSTRAINT journal_line_one_side CHECK ((debit_minor > 0) <> (credit_minor > 0)),
    CONSTRAINT journal_line_item CHECK ((item_id IS NULL) = (item_kind IS NULL) AND (item_id IS NULL) = (party IS NULL))
  );
  CREATE INDEX journal_line_account ON journal_line (account_id);
  CREATE INDEX journal_line_item_of ON journal_line (item_id) WHERE item_id IS NOT NULL;
`;

const RULES = `
  -- A month that is closed takes nothing; whoever closes it waits for those who are posting into it.
  CREATE FUNCTION journal_entry_in_open_period() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE month date := date_trunc('month', NEW.posted_on)::date; found text;
  BEGIN
    INSERT INTO accounting_period (starts_on) VALUES (month) ON CONFLICT DO NOTHING;
    SELECT status INTO found FROM accounting_period WHERE starts_on = month FOR SHARE;
    IF found <> 'open' THEN
      RAISE EXCEPTION 'the period % is %', to_char(month, 'YYYY-MM'), found
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_period';
    END IF;
    NEW.written_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
  END $$;
  CREATE TRIGGER journal_entry_in_open_period BEFORE INSERT ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_in_open_period();

  -- Lines come with their entry: a balanced pair could otherwise be added to what was posted long ago.
  CREATE FUNCTION journal_line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE target account;
  BEGIN
    IF (SELECT written_in FROM journal_entry WHERE id = NEW.entry_id) IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
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
  CREATE TRIGGER journal_line_fits BEFORE INSERT ON journal_line
    FOR EACH ROW EXECUTE FUNCTION journal_line_fits();

  CREATE FUNCTION journal_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE lines integer; difference numeric;
  BEGIN
    SELECT count(*), coalesce(sum(debit_minor), 0) - coalesce(sum(credit_minor), 0) INTO lines, difference
    FROM journal_line WHERE entry_id = NEW.id;
    IF lines < 2 OR difference <> 0 THEN
      RAISE EXCEPTION 'an entry has two lines at least and balances: % lines, off by %', lines, difference
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER journal_entry_balances AFTER INSERT ON journal_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_balances();

  -- Again by its lines: one that came after the entry was looked at does not slip through.
  CREATE FUNCTION journal_line_balances() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT sum(debit_minor) - sum(credit_minor) FROM journal_line WHERE entry_id = NEW.entry_id) <> 0 THEN
      RAISE EXCEPTION 'the lines of an entry balance'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balanced';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER journal_line_balances AFTER INSERT ON journal_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_line_balances();

  CREATE FUNCTION accounting_period_moves() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status = 'locked' OR NEW.starts_on <> OLD.starts_on OR (OLD.status = 'open' AND NEW.status = 'locked') THEN
      RAISE EXCEPTION 'the period % is %', to_char(OLD.starts_on, 'YYYY-MM'), OLD.status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'accounting_period_moves';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER accounting_period_moves BEFORE UPDATE ON accounting_period
    FOR EACH ROW EXECUTE FUNCTION accounting_period_moves();

  CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER journal_entry_never_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER journal_line_append_only BEFORE UPDATE OR DELETE ON journal_line
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER journal_line_never_emptied BEFORE TRUNCATE ON journal_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER accounting_period_change_append_only BEFORE UPDATE OR DELETE ON accounting_period_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const POSTING = `
  CREATE FUNCTION account_for(wanted text) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
  DECLARE found uuid;
  BEGIN
    SELECT account_id INTO found FROM account_use WHERE use = wanted;
    IF found IS NULL THEN
      RAISE EXCEPTION 'no account is set for "%"', wanted
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_use_missing';
    END IF;
    RETURN found;
  END $$;

  -- The day itself, or the first day of the next month that is open.
  CREATE FUNCTION first_open_day(wanted date) RETURNS date LANGUAGE plpgsql STABLE AS $$
  DECLARE month date := date_trunc('month', wanted)::date; found date := wanted;
  BEGIN
    WHILE EXISTS (SELECT 1 FROM accounting_period WHERE starts_on = month AND status <> 'open') LOOP
      month := (month + interval '1 month')::date;
      found := month;
    END LOOP;
    RETURN found;
  END $$;

  -- Posts an entry once for its source and event; null when it is there already. Lines as JSON, in the columns' names.
  CREATE FUNCTION post_entry(
    kind text, source uuid, what text, document_day date, posting_day date, said text, by_whom uuid, lines jsonb
  ) RETURNS uuid LANGUAGE plpgsql AS $$
  DECLARE posted uuid;
  BEGIN
    INSERT INTO journal_entry (source_kind, source_id, event, document_on, posted_on, memo, created_by)
    VALUES (kind, source, what, document_day, posting_day, said, by_whom)
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

  -- The mirror of an entry; once, by the unique reverses_id.
  CREATE FUNCTION reverse_entry(original uuid, posting_day date, said text, by_whom uuid) RETURNS uuid LANGUAGE plpgsql AS $$
  DECLARE posted uuid;
  BEGIN
    INSERT INTO journal_entry (source_kind, source_id, event, document_on, posted_on, memo, created_by, reverses_id)
    VALUES ('journal-entry', original, 'reversed', posting_day, posting_day, said, by_whom, original)
    RETURNING id INTO posted;
    INSERT INTO journal_line (entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor,
      department_id, project_id, item_kind, item_id, party, due_on)
    SELECT posted, ordinal, account_id, credit_minor, debit_minor, currency, original_minor,
      department_id, project_id, item_kind, item_id, party, due_on
    FROM journal_line WHERE entry_id = original;
    RETURN posted;
  END $$;
`;
