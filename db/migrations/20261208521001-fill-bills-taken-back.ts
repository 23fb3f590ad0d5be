import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bills whose entry was mirrored before are taken back as well; those with a payment that stands keep what they are. */
export class FillBillsTakenBack20261208521001 implements MigrationInterface {
  name = 'FillBillsTakenBack20261208521001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      WITH gone AS (
        UPDATE vendor_bill b SET taken_back_on = r.posted_on
        FROM journal_entry o JOIN journal_entry r ON r.reverses_id = o.id
        WHERE o.source_kind = 'vendor-bill' AND o.source_id = b.id AND NOT EXISTS (
          SELECT 1 FROM payment_release p WHERE p.bill_id = b.id AND p.status IN ('pending', 'approved')
            AND NOT EXISTS (SELECT 1 FROM vendor_payment_reversal v WHERE v.release_id = p.id))
        RETURNING b.purchase_order_id AS order_id, coalesce(b.base_minor, b.amount_minor) AS minor
      )
      UPDATE purchase_order p SET billed_minor = p.billed_minor - s.minor
      FROM (SELECT order_id, sum(minor) AS minor FROM gone WHERE order_id IS NOT NULL GROUP BY order_id) AS s
      WHERE p.id = s.order_id
    `);
  }

  /** What goes with the column; their orders are claimed again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE purchase_order p SET billed_minor = p.billed_minor + s.minor
      FROM (SELECT purchase_order_id AS order_id, sum(coalesce(base_minor, amount_minor)) AS minor FROM vendor_bill
        WHERE taken_back_on IS NOT NULL AND purchase_order_id IS NOT NULL GROUP BY purchase_order_id) AS s
      WHERE p.id = s.order_id
    `);
  }
}
