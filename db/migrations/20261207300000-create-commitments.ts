import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked for or ordered and not posted yet, by the budget it would take from: copies kept by triggers, so that a
 * request is judged by one look into an index, and whoever may read a department's budgets reads what takes from them.
 */
export class CreateCommitments20261207300000 implements MigrationInterface {
  name = 'CreateCommitments20261207300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(CLAIMS);
    await runner.query(PURCHASES);
    await runner.query(MOVES);
    await runner.query('SELECT prepare_app_role()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER commitments_move ON employee;
      DROP TRIGGER vendor_bill_commits ON vendor_bill;
      DROP TRIGGER purchase_order_commits ON purchase_order;
      DROP TRIGGER expense_claim_commits ON expense_claim;
      DROP TRIGGER expense_claim_line_commits ON expense_claim_line;
      DROP TRIGGER expense_claim_line_frees ON expense_claim_line;
      DROP FUNCTION commitments_move, purchase_commits, expense_claim_commits, expense_claim_lines_free,
        commit_claims, expense_claim_lines_commit;
      DROP TABLE commitment;
    `);
  }
}

const TABLE = `
  CREATE TABLE commitment (
    -- Of the record: ids of different kinds never meet.
    id uuid NOT NULL,
    account_id uuid NOT NULL REFERENCES account (id),
    kind text NOT NULL CHECK (kind IN ('purchase-order', 'vendor-bill', 'expense-claim')),
    -- Of the person who asks, as in the books; null for somebody without one, whom no budget is for.
    department_id uuid REFERENCES department (id),
    starts_on date NOT NULL CHECK (extract(day FROM starts_on) = 1),
    -- In the smallest unit of the company's currency.
    minor bigint NOT NULL CHECK (minor > 0),
    PRIMARY KEY (id, account_id)
  );
  CREATE INDEX commitment_of_budget ON commitment (department_id, account_id, starts_on) INCLUDE (minor);
`;

/** What lines of pending claims take, each on the account it would be posted on, in the month of the submission. */
const taken = (lines: string) => `
    INSERT INTO commitment (id, account_id, kind, department_id, starts_on, minor)
    SELECT c.id, u.account_id, 'expense-claim', e.department_id,
      date_trunc('month', c.created_at AT TIME ZONE e.zone)::date, sum(l.amount_minor)
    FROM ${lines} l JOIN expense_claim c ON c.id = l.claim_id AND c.status = 'pending'
    JOIN employee e ON e.id = c.employee_id JOIN account_use u ON u.use = 'expense:' || l.category`;

const CLAIMS = `
  CREATE FUNCTION expense_claim_lines_commit() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN${taken('changed')}
    GROUP BY c.id, u.account_id, e.id
    ON CONFLICT (id, account_id) DO UPDATE SET minor = commitment.minor + excluded.minor;
    RETURN NULL;
  END $$;
  CREATE TRIGGER expense_claim_line_commits AFTER INSERT ON expense_claim_line
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION expense_claim_lines_commit();

  -- Planned while the table is empty, it would be read from end to end until somebody analyses it.
  CREATE FUNCTION commit_claims(claims uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
  BEGIN
    DELETE FROM commitment WHERE id = ANY(claims);${taken('expense_claim_line')}
    WHERE c.id = ANY(claims) GROUP BY c.id, u.account_id, e.id;
  END $$;

  CREATE FUNCTION expense_claim_lines_free() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM commit_claims(ARRAY(SELECT DISTINCT claim_id FROM changed));
    RETURN NULL;
  END $$;
  CREATE TRIGGER expense_claim_line_frees AFTER DELETE ON expense_claim_line
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION expense_claim_lines_free();

  CREATE FUNCTION expense_claim_commits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM commit_claims(ARRAY[NEW.id]);
    RETURN NULL;
  END $$;
  -- What of it was approved is posted by the same commit.
  CREATE TRIGGER expense_claim_commits AFTER UPDATE OF status ON expense_claim
    FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION expense_claim_commits();
`;

const PURCHASES = `
  CREATE FUNCTION purchase_commits() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  BEGIN
    DELETE FROM commitment WHERE id = NEW.id;
    INSERT INTO commitment (id, account_id, kind, department_id, starts_on, minor)
    SELECT c.id, account_for('purchases'), c.kind, c.department_id, c.starts_on, c.minor
    FROM budget_commitment c WHERE c.kind = TG_ARGV[0] AND c.id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER purchase_order_commits AFTER INSERT OR UPDATE ON purchase_order
    FOR EACH ROW EXECUTE FUNCTION purchase_commits('purchase-order');
  CREATE TRIGGER vendor_bill_commits AFTER INSERT OR UPDATE ON vendor_bill
    FOR EACH ROW EXECUTE FUNCTION purchase_commits('vendor-bill');
`;

/** It will be posted to the department somebody is in by then. */
const MOVES = `
  CREATE FUNCTION commitments_move() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE commitment SET department_id = NEW.department_id WHERE id IN (
      SELECT id FROM expense_claim WHERE employee_id = NEW.id AND status = 'pending'
      UNION ALL SELECT id FROM purchase_order WHERE employee_id = NEW.id AND status IN ('pending', 'approved')
      UNION ALL SELECT id FROM vendor_bill WHERE employee_id = NEW.id AND status = 'pending');
    RETURN NULL;
  END $$;
  CREATE TRIGGER commitments_move AFTER UPDATE OF department_id ON employee
    FOR EACH ROW WHEN (NEW.department_id IS DISTINCT FROM OLD.department_id) EXECUTE FUNCTION commitments_move();
`;
