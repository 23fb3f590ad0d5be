import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bills are posted with what they are worth; what their payments took more or less of the bank is the exchange's. */
export class PostForeignBills20261207200100 implements MigrationInterface {
  name = 'PostForeignBills20261207200100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      postBill({
        amount: 'coalesce(b.base_minor, b.amount_minor)',
        tax: 'coalesce(b.base_tax_minor, b.tax_minor)',
      }),
    );
    await runner.query(postRelease(`AND p.currency = 'INR'`));
    await runner.query(PAYMENTS);
    await runner.query(TRIGGERS);
  }

  /** What was posted stays: the journal is never rewritten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER vendor_payment_is_posted ON vendor_payment;
      DROP TRIGGER vendor_payment_reversal_is_posted ON vendor_payment_reversal;
      DROP FUNCTION vendor_payment_is_posted, vendor_payment_reversal_is_posted, post_vendor_payment, post_payment_reversal;
    `);
    await runner.query(postRelease(''));
    await runner.query(postBill({ amount: 'b.amount_minor', tax: 'b.tax_minor' }));
  }
}

/** Every amount in the books beside the one that the bill says. */
function postBill(base: { amount: string; tax: string }): string {
  return `CREATE OR REPLACE FUNCTION post_vendor_bill(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('vendor-bill', b.id, 'approved', b.billed_on, first_open_day(b.billed_on),
      left(b.number || ': ' || b.vendor || ', ' || b.bill_number, 300), NULL,
      (SELECT jsonb_agg(l.line) FROM (VALUES
        (k.base - k.tax, jsonb_build_object('account_id', account_for('purchases'), 'debit_minor', k.base - k.tax,
          'currency', b.currency, 'original_minor', b.amount_minor - b.tax_minor, 'department_id', e.department_id)),
        (k.tax, jsonb_build_object('account_id', account_for('input-tax'), 'debit_minor', k.tax,
          'currency', b.currency, 'original_minor', b.tax_minor))
      ) AS l (minor, line) WHERE l.minor > 0) || jsonb_build_array(
        jsonb_build_object('account_id', account_for('payable'), 'credit_minor', k.base, 'currency', b.currency,
          'original_minor', b.amount_minor, 'item_kind', 'vendor-bill', 'item_id', b.id, 'party', b.vendor,
          'due_on', b.due_on)))
    FROM vendor_bill b JOIN employee e ON e.id = b.employee_id,
      LATERAL (SELECT ${base.amount} AS base, ${base.tax} AS tax) AS k
    WHERE b.id = wanted AND b.status = 'approved';
  $$;`;
}

/** The payment of a bill in the company's currency, posted with its approval. */
function postRelease(only: string): string {
  return `CREATE OR REPLACE FUNCTION post_payment_release(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('payment-release', p.id, 'released', p.pay_on, first_open_day(p.pay_on),
      left('Payment of ' || b.number || ' to ' || b.vendor, 300), NULL, jsonb_build_array(
        jsonb_build_object('account_id', account_for('payable'), 'debit_minor', p.amount_minor, 'currency', p.currency,
          'item_kind', 'vendor-bill', 'item_id', b.id, 'party', b.vendor, 'due_on', b.due_on),
        jsonb_build_object('account_id', account_for('bank'), 'credit_minor', p.amount_minor, 'currency', p.currency)))
    FROM payment_release p JOIN vendor_bill b ON b.id = p.bill_id
    WHERE p.id = wanted AND p.status = 'approved' ${only};
  $$;`;
}

const PAYMENTS = `
  -- The bill is closed with what it was posted with, the bank with what it took; what is between them is the exchange's.
  CREATE FUNCTION post_vendor_payment(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('payment-release', p.id, 'paid', v.paid_on, first_open_day(v.paid_on),
      left('Payment of ' || b.number || ' to ' || b.vendor, 300), v.recorded_by,
      (SELECT jsonb_agg(l.line) FROM (VALUES
        (v.bill_base_minor, jsonb_build_object('account_id', account_for('payable'), 'debit_minor', v.bill_base_minor,
          'currency', p.currency, 'original_minor', p.amount_minor, 'item_kind', 'vendor-bill', 'item_id', b.id,
          'party', b.vendor, 'due_on', b.due_on)),
        (v.base_minor - v.bill_base_minor, jsonb_build_object('account_id', account_for('exchange-differences'),
          'debit_minor', v.base_minor - v.bill_base_minor)),
        (v.bill_base_minor - v.base_minor, jsonb_build_object('account_id', account_for('exchange-differences'),
          'credit_minor', v.bill_base_minor - v.base_minor)),
        (v.base_minor, jsonb_build_object('account_id', account_for('bank'), 'credit_minor', v.base_minor,
          'currency', p.currency, 'original_minor', p.amount_minor))
      ) AS l (minor, line) WHERE l.minor > 0))
    FROM vendor_payment v JOIN payment_release p ON p.id = v.release_id JOIN vendor_bill b ON b.id = p.bill_id
    WHERE v.release_id = wanted;
  $$;

  -- The mirror of what was posted of it, its difference included; nothing where it was not paid, or taken back by hand.
  CREATE FUNCTION post_payment_reversal(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT reverse_entry(j.id, first_open_day(greatest(r.reversed_on, j.posted_on)),
      left('Reversal: ' || j.memo || ': ' || r.reason, 300), r.reversed_by)
    FROM vendor_payment_reversal r JOIN journal_entry j ON j.source_kind = 'payment-release' AND j.source_id = r.release_id
    WHERE r.release_id = wanted AND NOT EXISTS (SELECT 1 FROM journal_entry m WHERE m.reverses_id = j.id);
  $$;
`;

/** At the end of the transaction, as every document. */
const posted = (table: string, call: string) => `
  CREATE FUNCTION ${table}_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM ${call}(NEW.release_id);
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ${table}_is_posted AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ${table}_is_posted();
`;

const TRIGGERS =
  posted('vendor_payment', 'post_vendor_payment') +
  posted('vendor_payment_reversal', 'post_payment_reversal');
