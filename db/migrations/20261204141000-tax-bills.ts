import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bills say what of them is tax, which is not spent but claimed; leave that is paid out is in the books as well. */
export class TaxBills20261204141000 implements MigrationInterface {
  name = 'TaxBills20261204141000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BILLS);
    await runner.query(LEAVE);
    await runner.query(`
      SELECT post_leave_payable(id) FROM leave_payable WHERE amount_minor > 0 ORDER BY on_date, id;
      SELECT post_leave_payment(id) FROM leave_payable WHERE paid_on IS NOT NULL AND amount_minor > 0 ORDER BY paid_on, id;
    `);
    await runner.query(TRIGGERS);
  }

  /** What was posted stays: the journal is never rewritten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER leave_payable_is_posted ON leave_payable;
      DROP FUNCTION leave_payable_is_posted, post_leave_payment, post_leave_payable;
      DELETE FROM account_use WHERE use = 'leave-paid-out';
      ${billFunction(`jsonb_build_array(
        jsonb_build_object('account_id', account_for('purchases'), 'debit_minor', b.amount_minor, 'currency', b.currency,
          'department_id', e.department_id))`)}
      DROP TRIGGER payment_release_fits ON payment_release;
      DROP FUNCTION payment_release_fits;
      ALTER TABLE vendor_bill DROP COLUMN tax_minor;
    `);
  }
}

function billFunction(spent: string): string {
  return `CREATE OR REPLACE FUNCTION post_vendor_bill(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('vendor-bill', b.id, 'approved', b.billed_on, first_open_day(b.billed_on),
      left(b.number || ': ' || b.vendor || ', ' || b.bill_number, 300), NULL, ${spent} || jsonb_build_array(
        jsonb_build_object('account_id', account_for('payable'), 'credit_minor', b.amount_minor, 'currency', b.currency,
          'item_kind', 'vendor-bill', 'item_id', b.id, 'party', b.vendor, 'due_on', b.due_on)))
    FROM vendor_bill b JOIN employee e ON e.id = b.employee_id WHERE b.id = wanted AND b.status = 'approved';
  $$;`;
}

const BILLS = `
  -- What of the amount is tax that can be claimed back.
  ALTER TABLE vendor_bill ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0
    CONSTRAINT vendor_bill_tax CHECK (tax_minor >= 0 AND tax_minor <= amount_minor);
  -- Payments never come to more than their bill. Two at once queue at the bill.
  CREATE FUNCTION payment_release_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE billed vendor_bill; released numeric;
  BEGIN
    SELECT * INTO billed FROM vendor_bill WHERE id = NEW.bill_id FOR UPDATE;
    SELECT coalesce(sum(amount_minor), 0) INTO released FROM payment_release
    WHERE bill_id = NEW.bill_id AND id <> NEW.id AND status IN ('pending', 'approved');
    IF NEW.currency <> billed.currency OR released + NEW.amount_minor > billed.amount_minor THEN
      RAISE EXCEPTION 'payments of a bill never come to more than the bill'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_release_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER payment_release_fits BEFORE INSERT OR UPDATE ON payment_release
    FOR EACH ROW WHEN (NEW.status IN ('pending', 'approved')) EXECUTE FUNCTION payment_release_fits();
  ${billFunction(`(SELECT jsonb_agg(l.line) FROM (VALUES
      (b.amount_minor - b.tax_minor, jsonb_build_object('account_id', account_for('purchases'),
        'debit_minor', b.amount_minor - b.tax_minor, 'currency', b.currency, 'department_id', e.department_id)),
      (b.tax_minor, jsonb_build_object('account_id', account_for('input-tax'), 'debit_minor', b.tax_minor,
        'currency', b.currency))
    ) AS l (minor, line) WHERE l.minor > 0)`)}
`;

/** It is owed once it has an amount, as what claims are; its payment is posted on the day it is recorded with. */
const LEAVE = `
  INSERT INTO account_use (use, account_id) SELECT 'leave-paid-out', id FROM account WHERE code = '5300';

  CREATE FUNCTION post_leave_payable(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('leave-payable', p.id, 'owed', p.on_date, first_open_day(p.on_date),
      left('Leave paid out to ' || e.name, 300), NULL, jsonb_build_array(
        jsonb_build_object('account_id', account_for('leave-paid-out'), 'debit_minor', p.amount_minor,
          'currency', p.currency, 'department_id', e.department_id),
        jsonb_build_object('account_id', account_for('reimbursements'), 'credit_minor', p.amount_minor,
          'currency', p.currency, 'item_kind', 'leave-payable', 'item_id', p.id, 'party', e.name, 'due_on', p.on_date)))
    FROM leave_payable p JOIN employee e ON e.id = p.employee_id WHERE p.id = wanted AND p.amount_minor > 0;
  $$;

  CREATE FUNCTION post_leave_payment(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('leave-payable', p.id, 'paid', p.paid_on, first_open_day(p.paid_on),
      left('Leave of ' || e.name || ' is paid', 300), p.paid_by, jsonb_build_array(
        jsonb_build_object('account_id', account_for('reimbursements'), 'debit_minor', p.amount_minor,
          'currency', p.currency, 'item_kind', 'leave-payable', 'item_id', p.id, 'party', e.name, 'due_on', p.on_date),
        jsonb_build_object('account_id', account_for('bank'), 'credit_minor', p.amount_minor, 'currency', p.currency)))
    FROM leave_payable p JOIN employee e ON e.id = p.employee_id
    WHERE p.id = wanted AND p.amount_minor > 0 AND p.paid_on IS NOT NULL;
  $$;
`;

/** Both are posted once by their source and event, however often the row is touched. */
const TRIGGERS = `
  CREATE FUNCTION leave_payable_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM post_leave_payable(NEW.id);
    PERFORM post_leave_payment(NEW.id);
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER leave_payable_is_posted AFTER INSERT OR UPDATE ON leave_payable
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leave_payable_is_posted();
`;
