import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What banks say of our accounts, and which lines of the journal their lines are. */
export class CreateBankStatements20261205100000 implements MigrationInterface {
  name = 'CreateBankStatements20261205100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(RULES);
    await runner.query('SELECT prepare_app_role()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE bank_match_line, bank_match, bank_statement_line, bank_statement;
      DROP FUNCTION bank_statement_adds_up, bank_match_is_whole, bank_match_line_fits, bank_line_stays;
    `);
  }
}

const TABLES = `
  -- Amounts are in the smallest unit of the company's currency; what comes in is above zero.
  CREATE TABLE bank_statement (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL REFERENCES account (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
    opening_minor bigint NOT NULL,
    closing_minor bigint NOT NULL,
    imported_by uuid NOT NULL REFERENCES employee (id),
    imported_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT bank_statement_days CHECK (from_on <= to_on),
    CONSTRAINT bank_statement_apart EXCLUDE USING gist (account_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
  );

  CREATE TABLE bank_statement_line (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    statement_id uuid NOT NULL REFERENCES bank_statement (id) ON DELETE CASCADE,
    account_id uuid NOT NULL REFERENCES account (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    booked_on date NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
    description text NOT NULL CHECK (description <> ''),
    reference text NOT NULL,
    -- The day, the amount, the words, and how many of the same came before on that day.
    fingerprint text NOT NULL,
    CONSTRAINT bank_statement_line_order UNIQUE (statement_id, ordinal),
    CONSTRAINT bank_statement_line_once UNIQUE (account_id, fingerprint)
  );
  CREATE INDEX bank_statement_line_day ON bank_statement_line (account_id, booked_on, ordinal);

  -- A line of the bank is matched whole or not at all; its lines of the journal are matched once.
  CREATE TABLE bank_match (
    line_id uuid PRIMARY KEY REFERENCES bank_statement_line (id),
    matched_by uuid NOT NULL REFERENCES employee (id),
    matched_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE bank_match_line (
    line_id uuid NOT NULL REFERENCES bank_match (line_id) ON DELETE CASCADE,
    entry_id uuid NOT NULL,
    ordinal integer NOT NULL,
    PRIMARY KEY (line_id, entry_id, ordinal),
    FOREIGN KEY (entry_id, ordinal) REFERENCES journal_line (entry_id, ordinal),
    CONSTRAINT bank_match_line_once UNIQUE (entry_id, ordinal)
  );
`;

const RULES = `
  CREATE FUNCTION bank_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what the bank says stays as it is' USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE TRIGGER bank_statement_stays BEFORE UPDATE ON bank_statement
    FOR EACH ROW EXECUTE FUNCTION bank_line_stays();
  CREATE TRIGGER bank_statement_line_stays BEFORE UPDATE ON bank_statement_line
    FOR EACH ROW EXECUTE FUNCTION bank_line_stays();
  CREATE TRIGGER bank_match_line_stays BEFORE UPDATE ON bank_match_line
    FOR EACH ROW EXECUTE FUNCTION bank_line_stays();

  -- Opening and lines come to the closing balance, whichever was written last, and lines are of their statement's account.
  CREATE FUNCTION bank_statement_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE wanted uuid; statement bank_statement; off numeric; strangers integer;
  BEGIN
    IF TG_TABLE_NAME = 'bank_statement' THEN wanted := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN wanted := OLD.statement_id;
    ELSE wanted := NEW.statement_id;
    END IF;
    SELECT * INTO statement FROM bank_statement WHERE id = wanted;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
    SELECT statement.opening_minor + coalesce(sum(amount_minor), 0) - statement.closing_minor,
      count(*) FILTER (WHERE account_id <> statement.account_id
        OR booked_on NOT BETWEEN statement.from_on AND statement.to_on)
      INTO off, strangers FROM bank_statement_line WHERE statement_id = wanted;
    IF off <> 0 OR strangers > 0 THEN
      RAISE EXCEPTION 'a statement adds up: off by %, % lines of another account or time', off, strangers
        USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_statement_adds_up';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER bank_statement_adds_up AFTER INSERT ON bank_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank_statement_adds_up();
  CREATE CONSTRAINT TRIGGER bank_statement_line_adds_up AFTER INSERT OR DELETE ON bank_statement_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank_statement_adds_up();

  CREATE FUNCTION bank_match_line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT l.account_id FROM bank_statement_line l WHERE l.id = NEW.line_id) IS DISTINCT FROM
      (SELECT j.account_id FROM journal_line j WHERE j.entry_id = NEW.entry_id AND j.ordinal = NEW.ordinal) THEN
      RAISE EXCEPTION 'a line of the bank is matched with lines of its own account'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_match_line_account';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER bank_match_line_fits BEFORE INSERT ON bank_match_line
    FOR EACH ROW EXECUTE FUNCTION bank_match_line_fits();

  CREATE FUNCTION bank_match_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE wanted uuid; off numeric;
  BEGIN
    IF TG_OP = 'DELETE' THEN wanted := OLD.line_id; ELSE wanted := NEW.line_id; END IF;
    IF NOT EXISTS (SELECT 1 FROM bank_match WHERE line_id = wanted) THEN
      RETURN NULL;
    END IF;
    SELECT l.amount_minor - coalesce((SELECT sum(j.debit_minor) - sum(j.credit_minor) FROM bank_match_line m
      JOIN journal_line j ON j.entry_id = m.entry_id AND j.ordinal = m.ordinal WHERE m.line_id = wanted), 0)
      INTO off FROM bank_statement_line l WHERE l.id = wanted;
    IF off <> 0 THEN
      RAISE EXCEPTION 'a line of the bank is matched whole: off by %', off
        USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_match_whole';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER bank_match_is_whole AFTER INSERT ON bank_match
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank_match_is_whole();
  CREATE CONSTRAINT TRIGGER bank_match_line_is_whole AFTER INSERT OR DELETE ON bank_match_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank_match_is_whole();
`;
