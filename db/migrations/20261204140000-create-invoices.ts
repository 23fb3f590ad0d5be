import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Taxes by the day, invoices and credit notes that stay as they were issued, receipts and what they settle. */
export class CreateInvoices20261204140000 implements MigrationInterface {
  name = 'CreateInvoices20261204140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TAXES);
    await runner.query(INVOICES);
    await runner.query(RECEIPTS);
    await runner.query(RULES);
    await runner.query(`
      INSERT INTO account_use (use, account_id)
      SELECT u.use, a.id FROM (VALUES ('receivable', '1200'), ('input-tax', '1400'), ('output-tax', '2300'),
        ('services', '4200'), ('exchange-differences', '5900')) AS u (use, code)
      JOIN account a ON a.code = u.code;
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM account_use
      WHERE use IN ('receivable', 'input-tax', 'output-tax', 'services', 'exchange-differences');
      DROP TABLE customer_allocation, customer_receipt_reversal, customer_receipt, customer_invoice_tax,
        customer_invoice_line, customer_invoice, tax_rate, tax;
      DROP FUNCTION customer_invoice_stays, customer_invoice_part_stays, customer_invoice_adds_up, credit_note_fits,
        customer_allocation_fits;
    `);
  }
}

const TAXES = `
  CREATE TABLE tax (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'),
    name text NOT NULL CHECK (name <> ''),
    active boolean NOT NULL DEFAULT true
  );

  -- What a tax consists of from a day on, until the next day that has parts.
  CREATE TABLE tax_rate (
    tax_id uuid NOT NULL REFERENCES tax (id),
    valid_from date NOT NULL,
    ordinal integer NOT NULL CHECK (ordinal > 0),
    name text NOT NULL CHECK (name <> ''),
    bps integer NOT NULL CHECK (bps BETWEEN 0 AND 10000),
    PRIMARY KEY (tax_id, valid_from, ordinal)
  );

  -- Goods and services tax within a state is shared by both governments; between states and abroad it is one.
  INSERT INTO tax (code, name) VALUES ('GST-18', 'GST 18 % within the state'), ('GST-5', 'GST 5 % within the state'),
    ('IGST-18', 'IGST 18 % to another state'), ('IGST-5', 'IGST 5 % to another state'), ('EXPORT', 'Export, zero-rated');
  INSERT INTO tax_rate (tax_id, valid_from, ordinal, name, bps)
  SELECT t.id, '2017-07-01', p.ordinal, p.name, p.bps
  FROM (VALUES ('GST-18', 1, 'CGST', 900), ('GST-18', 2, 'SGST', 900), ('GST-5', 1, 'CGST', 250), ('GST-5', 2, 'SGST', 250),
    ('IGST-18', 1, 'IGST', 1800), ('IGST-5', 1, 'IGST', 500), ('EXPORT', 1, 'IGST', 0)) AS p (code, ordinal, name, bps)
  JOIN tax t ON t.code = p.code;
`;

const INVOICES = `
  CREATE TABLE customer_invoice (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'issued')),
    number text UNIQUE,
    customer_id uuid NOT NULL REFERENCES customer (id),
    -- The invoice that a credit note takes something of back.
    credits_id uuid REFERENCES customer_invoice (id),
    invoiced_on date NOT NULL,
    due_on date NOT NULL,
    currency char(3) NOT NULL,
    -- What one unit of the currency was worth in the company's on that day; known once it is issued.
    rate numeric(20, 10) CHECK (rate > 0),
    tax_rounding text NOT NULL CHECK (tax_rounding IN ('line', 'document')),
    bill_to text NOT NULL CHECK (bill_to <> ''),
    reference text NOT NULL DEFAULT '',
    notes text NOT NULL DEFAULT '',
    department_id uuid REFERENCES department (id),
    project_id uuid REFERENCES project (id),
    net_minor bigint NOT NULL CHECK (net_minor >= 0),
    tax_minor bigint NOT NULL CHECK (tax_minor >= 0),
    total_minor bigint NOT NULL,
    -- The total in the smallest unit of the company's currency, as it was posted.
    base_minor bigint CHECK (base_minor > 0),
    revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
    created_by uuid NOT NULL REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    issued_by uuid REFERENCES employee (id),
    issued_at timestamptz,
    CONSTRAINT customer_invoice_dates CHECK (invoiced_on <= due_on),
    CONSTRAINT customer_invoice_total CHECK (total_minor = net_minor + tax_minor),
    CONSTRAINT customer_invoice_issued CHECK (num_nulls(number, rate, base_minor, issued_by, issued_at)
      = CASE status WHEN 'issued' THEN 0 ELSE 5 END AND (status = 'draft' OR total_minor > 0)),
    CONSTRAINT customer_invoice_credits CHECK ((kind = 'credit-note') = (credits_id IS NOT NULL))
  );
  CREATE INDEX customer_invoice_customer ON customer_invoice (customer_id, invoiced_on DESC);
  CREATE INDEX customer_invoice_credits_of ON customer_invoice (credits_id);
  CREATE INDEX customer_invoice_day ON customer_invoice (invoiced_on DESC, id DESC);

  CREATE TABLE customer_invoice_line (
    invoice_id uuid NOT NULL REFERENCES customer_invoice (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    description text NOT NULL CHECK (description <> ''),
    -- In thousandths.
    quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
    unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
    tax_id uuid REFERENCES tax (id),
    account_id uuid NOT NULL REFERENCES account (id),
    net_minor bigint NOT NULL CHECK (net_minor >= 0),
    base_minor bigint CHECK (base_minor >= 0),
    PRIMARY KEY (invoice_id, ordinal)
  );

  CREATE TABLE customer_invoice_tax (
    invoice_id uuid NOT NULL REFERENCES customer_invoice (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    name text NOT NULL,
    bps integer NOT NULL,
    taxable_minor bigint NOT NULL,
    tax_minor bigint NOT NULL CHECK (tax_minor >= 0),
    base_minor bigint CHECK (base_minor >= 0),
    PRIMARY KEY (invoice_id, ordinal)
  );
`;

const RECEIPTS = `
  CREATE TABLE customer_receipt (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL UNIQUE,
    customer_id uuid NOT NULL REFERENCES customer (id),
    received_on date NOT NULL,
    method text NOT NULL CHECK (method IN ('bank-transfer', 'cheque', 'card', 'cash')),
    reference text NOT NULL DEFAULT '',
    currency char(3) NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    rate numeric(20, 10) NOT NULL CHECK (rate > 0),
    base_minor bigint NOT NULL CHECK (base_minor > 0),
    created_by uuid NOT NULL REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX customer_receipt_customer ON customer_receipt (customer_id);
  CREATE INDEX customer_receipt_day ON customer_receipt (received_on DESC, id DESC);

  CREATE TABLE customer_receipt_reversal (
    receipt_id uuid PRIMARY KEY REFERENCES customer_receipt (id),
    reversed_on date NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    reversed_by uuid NOT NULL REFERENCES employee (id),
    reversed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );

  -- What of a receipt or of a credit note settles what of an invoice; taken back only by its mirror.
  CREATE TABLE customer_allocation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    receipt_id uuid REFERENCES customer_receipt (id),
    credit_note_id uuid REFERENCES customer_invoice (id),
    invoice_id uuid NOT NULL REFERENCES customer_invoice (id),
    allocated_on date NOT NULL,
    -- In the currency of both, and what that part of each was posted with.
    amount_minor bigint NOT NULL,
    invoice_base_minor bigint NOT NULL,
    source_base_minor bigint NOT NULL,
    reverses_id uuid UNIQUE REFERENCES customer_allocation (id),
    created_by uuid NOT NULL REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT customer_allocation_source CHECK (num_nulls(receipt_id, credit_note_id) = 1),
    CONSTRAINT customer_allocation_sign CHECK (amount_minor <> 0 AND (amount_minor < 0) = (reverses_id IS NOT NULL))
  );
  CREATE INDEX customer_allocation_invoice ON customer_allocation (invoice_id);
  CREATE INDEX customer_allocation_receipt ON customer_allocation (receipt_id);
  CREATE INDEX customer_allocation_credit_note ON customer_allocation (credit_note_id);
`;

const RULES = `
  CREATE FUNCTION customer_invoice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status = 'issued' THEN
      RAISE EXCEPTION 'what was issued stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER customer_invoice_stays BEFORE UPDATE OR DELETE ON customer_invoice
    FOR EACH ROW EXECUTE FUNCTION customer_invoice_stays();

  CREATE FUNCTION customer_invoice_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE part record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  BEGIN
    IF EXISTS (SELECT 1 FROM customer_invoice WHERE id = part.invoice_id AND status = 'issued') THEN
      RAISE EXCEPTION 'what was issued stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN part;
  END $$;
  CREATE TRIGGER customer_invoice_line_stays BEFORE INSERT OR UPDATE OR DELETE ON customer_invoice_line
    FOR EACH ROW EXECUTE FUNCTION customer_invoice_part_stays();
  CREATE TRIGGER customer_invoice_tax_stays BEFORE INSERT OR UPDATE OR DELETE ON customer_invoice_tax
    FOR EACH ROW EXECUTE FUNCTION customer_invoice_part_stays();

  CREATE FUNCTION customer_invoice_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE net numeric; tax numeric; base numeric;
  BEGIN
    SELECT coalesce(sum(net_minor), 0), coalesce(sum(base_minor), 0) INTO net, base
    FROM customer_invoice_line WHERE invoice_id = NEW.id;
    SELECT coalesce(sum(tax_minor), 0), base + coalesce(sum(base_minor), 0) INTO tax, base
    FROM customer_invoice_tax WHERE invoice_id = NEW.id;
    IF (net, tax, base) IS DISTINCT FROM (NEW.net_minor::numeric, NEW.tax_minor::numeric, NEW.base_minor::numeric) THEN
      RAISE EXCEPTION 'an invoice is the sum of its lines and taxes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_invoice_adds_up';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER customer_invoice_adds_up AFTER INSERT OR UPDATE ON customer_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'issued') EXECUTE FUNCTION customer_invoice_adds_up();

  -- Two credit notes at once queue at their invoice: together they never come to more than it.
  CREATE FUNCTION credit_note_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE credited customer_invoice; before numeric;
  BEGIN
    SELECT * INTO credited FROM customer_invoice WHERE id = NEW.credits_id FOR UPDATE;
    SELECT coalesce(sum(total_minor), 0) INTO before FROM customer_invoice
    WHERE credits_id = NEW.credits_id AND status = 'issued' AND id <> NEW.id;
    IF credited.kind <> 'invoice' OR credited.status <> 'issued' OR credited.customer_id <> NEW.customer_id
      OR credited.currency <> NEW.currency OR before + NEW.total_minor > credited.total_minor THEN
      RAISE EXCEPTION 'credit notes never come to more than their invoice'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER credit_note_fits BEFORE INSERT OR UPDATE ON customer_invoice
    FOR EACH ROW WHEN (NEW.kind = 'credit-note' AND NEW.status = 'issued') EXECUTE FUNCTION credit_note_fits();

  -- Neither an invoice is settled nor a receipt or a credit note used beyond its amount. Two at once queue here.
  CREATE FUNCTION customer_allocation_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE settled customer_invoice; source record; on_invoice record; of_source record;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('settles ' || coalesce(NEW.receipt_id, NEW.credit_note_id), 0));
    SELECT * INTO settled FROM customer_invoice WHERE id = NEW.invoice_id FOR UPDATE;
    SELECT customer_id, currency, amount_minor AS minor, base_minor AS base, received_on AS day INTO source
    FROM customer_receipt WHERE id = NEW.receipt_id
    UNION ALL SELECT customer_id, currency, total_minor, base_minor, invoiced_on
    FROM customer_invoice WHERE id = NEW.credit_note_id AND kind = 'credit-note' AND status = 'issued';
    SELECT coalesce(sum(amount_minor), 0) + NEW.amount_minor AS minor,
      coalesce(sum(invoice_base_minor), 0) + NEW.invoice_base_minor AS base INTO on_invoice
    FROM customer_allocation WHERE invoice_id = NEW.invoice_id;
    SELECT coalesce(sum(amount_minor), 0) + NEW.amount_minor AS minor,
      coalesce(sum(source_base_minor), 0) + NEW.source_base_minor AS base INTO of_source
    FROM customer_allocation WHERE coalesce(receipt_id, credit_note_id) = coalesce(NEW.receipt_id, NEW.credit_note_id);
    IF source IS NULL OR settled.kind <> 'invoice' OR settled.status <> 'issued'
      OR source.customer_id <> settled.customer_id OR source.currency <> settled.currency
      OR NEW.allocated_on < settled.invoiced_on OR NEW.allocated_on < source.day
      OR (NEW.receipt_id IS NOT NULL AND NEW.amount_minor > 0
        AND EXISTS (SELECT 1 FROM customer_receipt_reversal r WHERE r.receipt_id = NEW.receipt_id))
      OR on_invoice.minor NOT BETWEEN 0 AND settled.total_minor OR on_invoice.base NOT BETWEEN 0 AND settled.base_minor
      OR of_source.minor NOT BETWEEN 0 AND source.minor OR of_source.base NOT BETWEEN 0 AND source.base THEN
      RAISE EXCEPTION 'more than is open of the invoice, or than is left of what settles it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_allocation_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER customer_allocation_fits BEFORE INSERT ON customer_allocation
    FOR EACH ROW EXECUTE FUNCTION customer_allocation_fits();

  CREATE TRIGGER customer_receipt_append_only BEFORE UPDATE OR DELETE ON customer_receipt
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER customer_receipt_reversal_append_only BEFORE UPDATE OR DELETE ON customer_receipt_reversal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER customer_allocation_append_only BEFORE UPDATE OR DELETE ON customer_allocation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
