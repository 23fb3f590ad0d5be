import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bills of vendors in any currency: what they were worth on their day, what their payments took, and payments taken back. */
export class PriceForeignBills20261207200000 implements MigrationInterface {
  name = 'PriceForeignBills20261207200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BILLS);
    await runner.query(PAYMENTS);
    await runner.query(RELEASES_IN_PARTS);
    await runner.query(commitments({ from: OF_BILL, to: OF_BILL_IN_BOOKS }));
    await runner.query('SELECT prepare_app_role()');
  }

  /** Fails where bills are in another currency or paid in parts: what is in the books cannot be told without these columns. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(commitments({ from: OF_BILL_IN_BOOKS, to: OF_BILL }));
    await runner.query(`
      DROP TRIGGER vendor_bill_stays ON vendor_bill;
      DROP FUNCTION vendor_bill_stays;
      ${releaseFits('')}
      DROP VIEW payment_made;
      DROP TABLE vendor_payment_reversal, vendor_payment;
      DROP FUNCTION vendor_payment_fits, vendor_payment_reversal_fits;
      DROP INDEX payment_release_bill;
      CREATE UNIQUE INDEX payment_release_once ON payment_release (bill_id) WHERE status IN ('pending', 'approved');
      ALTER TABLE vendor_bill ADD CONSTRAINT vendor_bill_in_books CHECK (currency = 'INR');
      ALTER TABLE vendor_bill DROP CONSTRAINT vendor_bill_in_books,
        DROP COLUMN rate, DROP COLUMN base_minor, DROP COLUMN base_tax_minor;
    `);
  }
}

const BILLS = `
  -- What it was worth in the company's currency on its date, at which rate, and its tax; null for what is in that currency.
  ALTER TABLE vendor_bill
    ADD COLUMN rate numeric(20, 10), ADD COLUMN base_minor bigint, ADD COLUMN base_tax_minor bigint,
    ADD CONSTRAINT vendor_bill_rate CHECK (num_nulls(rate, base_minor, base_tax_minor)
      = CASE currency WHEN 'INR' THEN 3 ELSE 0 END),
    ADD CONSTRAINT vendor_bill_base CHECK (rate > 0 AND base_minor > 0 AND base_tax_minor BETWEEN 0 AND base_minor);

  -- What was posted of it is what it says.
  CREATE FUNCTION vendor_bill_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.currency, OLD.amount_minor, OLD.tax_minor, OLD.rate, OLD.base_minor, OLD.base_tax_minor, OLD.billed_on, OLD.status)
      IS DISTINCT FROM
      (NEW.currency, NEW.amount_minor, NEW.tax_minor, NEW.rate, NEW.base_minor, NEW.base_tax_minor, NEW.billed_on, NEW.status)
    THEN
      RAISE EXCEPTION 'what was approved of a bill stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER vendor_bill_stays BEFORE UPDATE ON vendor_bill
    FOR EACH ROW WHEN (OLD.status = 'approved') EXECUTE FUNCTION vendor_bill_stays();
`;

const PAYMENTS = `
  -- The payment of a bill in another currency, as it was made: what left the bank, and what of the bill it closed in the books.
  CREATE TABLE vendor_payment (
    release_id uuid PRIMARY KEY REFERENCES payment_release (id),
    paid_on date NOT NULL,
    -- What one unit of the bill's currency was worth that day; null where the bank said what it took.
    rate numeric(20, 10) CHECK (rate > 0),
    base_minor bigint NOT NULL CHECK (base_minor > 0),
    bill_base_minor bigint NOT NULL CHECK (bill_base_minor >= 0),
    recorded_by uuid NOT NULL REFERENCES employee (id),
    recorded_at timestamptz NOT NULL DEFAULT now()
  );

  -- A payment that came to nothing, or one that will not be made: what it paid or was to pay is open again.
  CREATE TABLE vendor_payment_reversal (
    release_id uuid PRIMARY KEY REFERENCES payment_release (id),
    reversed_on date NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    reversed_by uuid NOT NULL REFERENCES employee (id),
    reversed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );

  -- A bill in the company's currency is paid on the day its release says; one in another currency when it is recorded.
  CREATE VIEW payment_made AS
    SELECT p.id AS release_id, p.bill_id, coalesce(v.paid_on, p.pay_on) AS paid_on, p.amount_minor,
      coalesce(v.base_minor, p.amount_minor) AS base_minor, coalesce(v.bill_base_minor, p.amount_minor) AS bill_base_minor,
      r.reversed_on
    FROM payment_release p LEFT JOIN vendor_payment v ON v.release_id = p.id
    LEFT JOIN vendor_payment_reversal r ON r.release_id = p.id
    WHERE p.status = 'approved' AND (v.release_id IS NOT NULL OR p.currency = 'INR');

  -- Whoever pays the same bill at that moment queues here. The last part closes the bill in both currencies, to the unit.
  CREATE FUNCTION vendor_payment_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE released payment_release; billed vendor_bill; paid record;
  BEGIN
    SELECT * INTO released FROM payment_release WHERE id = NEW.release_id;
    SELECT * INTO billed FROM vendor_bill WHERE id = released.bill_id FOR UPDATE;
    SELECT coalesce(sum(m.amount_minor), 0) + released.amount_minor AS minor,
      coalesce(sum(m.bill_base_minor), 0) + NEW.bill_base_minor AS base INTO paid
    FROM payment_made m WHERE m.bill_id = billed.id AND m.reversed_on IS NULL;
    IF released.status <> 'approved' OR released.currency = 'INR' OR NEW.paid_on < billed.billed_on
      OR EXISTS (SELECT 1 FROM vendor_payment_reversal r WHERE r.release_id = NEW.release_id)
      OR paid.minor > billed.amount_minor OR paid.base > billed.base_minor
      OR (paid.minor = billed.amount_minor AND paid.base <> billed.base_minor) THEN
      RAISE EXCEPTION 'a payment is of a release, and payments of a bill come to the bill'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'vendor_payment_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER vendor_payment_fits BEFORE INSERT ON vendor_payment
    FOR EACH ROW EXECUTE FUNCTION vendor_payment_fits();

  CREATE FUNCTION vendor_payment_reversal_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM 1 FROM vendor_bill b JOIN payment_release p ON p.bill_id = b.id WHERE p.id = NEW.release_id FOR UPDATE OF b;
    IF (SELECT status FROM payment_release WHERE id = NEW.release_id) <> 'approved'
      OR NEW.reversed_on < (SELECT paid_on FROM payment_made WHERE release_id = NEW.release_id) THEN
      RAISE EXCEPTION 'only what was released is taken back, and not before it was paid'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'vendor_payment_reversal_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER vendor_payment_reversal_fits BEFORE INSERT ON vendor_payment_reversal
    FOR EACH ROW EXECUTE FUNCTION vendor_payment_reversal_fits();

  CREATE TRIGGER vendor_payment_append_only BEFORE UPDATE OR DELETE ON vendor_payment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER vendor_payment_reversal_append_only BEFORE UPDATE OR DELETE ON vendor_payment_reversal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

/** Payments never come to more than their bill; two at once queue at the bill. */
function releaseFits(butNot: string): string {
  return `
  CREATE OR REPLACE FUNCTION payment_release_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE billed vendor_bill; released numeric;
  BEGIN
    SELECT * INTO billed FROM vendor_bill WHERE id = NEW.bill_id FOR UPDATE;
    SELECT coalesce(sum(p.amount_minor), 0) INTO released FROM payment_release p
    WHERE p.bill_id = NEW.bill_id AND p.id <> NEW.id AND p.status IN ('pending', 'approved') ${butNot};
    IF NEW.currency <> billed.currency OR released + NEW.amount_minor > billed.amount_minor THEN
      RAISE EXCEPTION 'payments of a bill never come to more than the bill'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_release_fits';
    END IF;
    RETURN NEW;
  END $$;`;
}

/** A bill may be paid in parts: what insists that they are not too much is the sum, no longer that there is one. */
const RELEASES_IN_PARTS = `
  ${releaseFits('AND NOT EXISTS (SELECT 1 FROM vendor_payment_reversal r WHERE r.release_id = p.id)')}
  DROP INDEX payment_release_once;
  CREATE INDEX payment_release_bill ON payment_release (bill_id);
`;

const OF_BILL = 'b.amount_minor - b.tax_minor';
const OF_BILL_IN_BOOKS =
  'COALESCE(b.base_minor, b.amount_minor) - COALESCE(b.base_tax_minor, b.tax_minor)';

/** Budgets are in the company's currency: what a bill takes of one is read from what it is worth there. */
function commitments({ from, to }: { from: string; to: string }): string {
  return `DO $$
  DECLARE was text := pg_get_viewdef('budget_commitment'); now_is text;
  BEGIN
    now_is := replace(was, '${from}', '${to}');
    IF now_is = was THEN RAISE EXCEPTION 'what a bill takes of a budget is not where it was'; END IF;
    EXECUTE 'CREATE OR REPLACE VIEW budget_commitment AS ' || now_is;
  END $$;`;
}
