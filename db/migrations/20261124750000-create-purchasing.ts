import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUS = `status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled'))`;

/** Purchase orders, the bills of vendors and the release of their payment, with numbers that have no gaps. */
export class CreatePurchasing20261124750000 implements MigrationInterface {
  name = 'CreatePurchasing20261124750000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The last number given out of a series in a year. The row is locked until the record that took it is there.
      CREATE TABLE document_number (
        series text NOT NULL,
        year integer NOT NULL,
        last integer NOT NULL CHECK (last > 0),
        PRIMARY KEY (series, year)
      );

      CREATE TABLE purchase_order (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        number text UNIQUE,
        vendor text NOT NULL,
        purpose text NOT NULL,
        needed_by date,
        currency char(3) NOT NULL,
        total_minor bigint NOT NULL CHECK (total_minor > 0),
        -- What bills that are pending or approved come to.
        billed_minor bigint NOT NULL DEFAULT 0 CHECK (billed_minor >= 0),
        ${STATUS},
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT purchase_order_billed CHECK (billed_minor <= total_minor),
        CONSTRAINT purchase_order_number CHECK ((status = 'approved') = (number IS NOT NULL))
      );
      CREATE INDEX purchase_order_employee ON purchase_order (employee_id, created_at DESC);

      CREATE TABLE purchase_order_line (
        order_id uuid NOT NULL REFERENCES purchase_order (id),
        ordinal integer NOT NULL,
        description text NOT NULL,
        quantity integer NOT NULL CHECK (quantity > 0),
        unit_price_minor bigint NOT NULL CHECK (unit_price_minor > 0),
        PRIMARY KEY (order_id, ordinal)
      );

      CREATE TABLE vendor_bill (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        number text UNIQUE,
        vendor text NOT NULL,
        bill_number text NOT NULL,
        billed_on date NOT NULL,
        due_on date NOT NULL,
        description text NOT NULL,
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        purchase_order_id uuid REFERENCES purchase_order (id),
        ${STATUS},
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT vendor_bill_dates CHECK (billed_on <= due_on),
        CONSTRAINT vendor_bill_internal_number CHECK ((status = 'approved') = (number IS NOT NULL))
      );
      -- A vendor's bill is there once, however its vendor and number are capitalised; a refused one may come again.
      CREATE UNIQUE INDEX vendor_bill_once ON vendor_bill (lower(vendor), lower(bill_number))
        WHERE status IN ('pending', 'approved');
      CREATE INDEX vendor_bill_order ON vendor_bill (purchase_order_id);
      CREATE INDEX vendor_bill_employee ON vendor_bill (employee_id, created_at DESC);

      CREATE TABLE payment_release (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        bill_id uuid NOT NULL REFERENCES vendor_bill (id),
        pay_on date NOT NULL,
        method text NOT NULL CHECK (method IN ('bank-transfer', 'cheque')),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        ${STATUS},
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- A bill is paid once.
      CREATE UNIQUE INDEX payment_release_once ON payment_release (bill_id)
        WHERE status IN ('pending', 'approved');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE payment_release, vendor_bill, purchase_order_line, purchase_order, document_number
    `);
  }
}
