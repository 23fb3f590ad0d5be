import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A bill whose entry is mirrored is taken back: nothing is paid for it, its order is free again, and the vendor's bill may
 * come once more. What was paid, or is to be, is taken back first.
 */
export class TakeBillsBack20261208521000 implements MigrationInterface {
  name = 'TakeBillsBack20261208521000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The day its entry was mirrored on.
      ALTER TABLE vendor_bill ADD COLUMN taken_back_on date;
      ${once(' AND taken_back_on IS NULL')}
    `);
    await runner.query(TAKEN_BACK);
    await runner.query(UNPAID);
  }

  /** Fails where a bill that was taken back came again: it would be there twice. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER payment_release_of_standing_bill ON payment_release;
      DROP TRIGGER journal_entry_takes_bill_back ON journal_entry;
      DROP FUNCTION payment_release_of_standing_bill, journal_entry_takes_bill_back;
      ${once('')}
      ALTER TABLE vendor_bill DROP COLUMN taken_back_on;
    `);
  }
}

const once = (butNot: string) => `
  DROP INDEX vendor_bill_once;
  CREATE UNIQUE INDEX vendor_bill_once ON vendor_bill (lower(vendor), lower(bill_number))
    WHERE status IN ('pending', 'approved')${butNot};`;

/** Whoever asks for a payment of the bill at that moment queues at its row. */
const TAKEN_BACK = `
  CREATE FUNCTION journal_entry_takes_bill_back() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE billed vendor_bill;
  BEGIN
    SELECT b.* INTO billed FROM vendor_bill b JOIN journal_entry o ON o.source_kind = 'vendor-bill' AND o.source_id = b.id
    WHERE o.id = NEW.reverses_id FOR UPDATE OF b;
    IF billed.id IS NULL THEN
      RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM payment_release p WHERE p.bill_id = billed.id AND p.status IN ('pending', 'approved')
      AND NOT EXISTS (SELECT 1 FROM vendor_payment_reversal r WHERE r.release_id = p.id)) THEN
      RAISE EXCEPTION 'the payments of the bill % stand', billed.number
        USING ERRCODE = 'check_violation', CONSTRAINT = 'vendor_bill_unpaid';
    END IF;
    UPDATE vendor_bill SET taken_back_on = NEW.posted_on WHERE id = billed.id;
    UPDATE purchase_order SET billed_minor = billed_minor - coalesce(billed.base_minor, billed.amount_minor)
    WHERE id = billed.purchase_order_id;
    RETURN NEW;
  END $$;
  CREATE TRIGGER journal_entry_takes_bill_back BEFORE INSERT ON journal_entry
    FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION journal_entry_takes_bill_back();
`;

/** After payment_release_fits by its name, which has locked the bill. */
const UNPAID = `
  CREATE FUNCTION payment_release_of_standing_bill() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT taken_back_on FROM vendor_bill WHERE id = NEW.bill_id) IS NOT NULL THEN
      RAISE EXCEPTION 'the bill was taken back'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_release_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER payment_release_of_standing_bill BEFORE INSERT ON payment_release
    FOR EACH ROW EXECUTE FUNCTION payment_release_of_standing_bill();
`;
