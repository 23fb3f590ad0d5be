import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is invoiced and paid of a deal is credited to it with the same commit; what is taken back is a negative credit. */
export class CreditDealsByInvoices20261205300000 implements MigrationInterface {
  name = 'CreditDealsByInvoices20261205300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(DEAL_OF_INVOICE);
    await runner.query(REACHED);
    await runner.query(CREDITS);
    await runner.query('SELECT prepare_app_role()');
  }

  /** Credits stay as they were written: they go with the columns that say where they came from only. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER customer_allocation_is_credited ON customer_allocation;
      DROP TRIGGER customer_invoice_is_credited ON customer_invoice;
      DROP TRIGGER customer_invoice_names_deal ON customer_invoice;
      DROP FUNCTION customer_allocation_is_credited, customer_invoice_is_credited, credit_deal, deal_invoiced_minor,
        deal_paid_minor, invoice_in_deal, customer_invoice_names_deal;
      ALTER TABLE deal_credit DROP CONSTRAINT deal_credit_sign;
      ALTER TABLE deal_credit ADD CONSTRAINT deal_credit_sign
        CHECK (amount_minor <> 0 AND (amount_minor < 0) = (reverses_id IS NOT NULL)) NOT VALID;
      ALTER TABLE deal_credit DROP COLUMN source_id;
      ALTER TABLE customer_invoice DROP COLUMN deal_id;
    `);
  }
}

const COLUMNS = `
  -- The deal an invoice is of; without one, that which its project came of, and the other way round. Fixed once issued.
  ALTER TABLE customer_invoice ADD COLUMN deal_id uuid REFERENCES deal (id);
  CREATE INDEX customer_invoice_deal ON customer_invoice (deal_id) WHERE deal_id IS NOT NULL;
  -- The invoice, credit note or settlement that it follows from; null where somebody recorded it.
  ALTER TABLE deal_credit ADD COLUMN source_id uuid;
  ALTER TABLE deal_credit DROP CONSTRAINT deal_credit_sign;
  ALTER TABLE deal_credit ADD CONSTRAINT deal_credit_sign CHECK (amount_minor <> 0
    AND (source_id IS NOT NULL OR (amount_minor < 0) = (reverses_id IS NOT NULL)));
`;

const DEAL_OF_INVOICE = `
  CREATE FUNCTION customer_invoice_names_deal() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of_deal deal; base char(3);
  BEGIN
    IF NEW.kind = 'credit-note' THEN
      NEW.deal_id := (SELECT deal_id FROM customer_invoice WHERE id = NEW.credits_id);
    ELSE
      NEW.deal_id := coalesce(NEW.deal_id, (SELECT deal_id FROM deal_handover WHERE project_id = NEW.project_id));
    END IF;
    IF NEW.deal_id IS NULL THEN
      RETURN NEW;
    END IF;
    NEW.project_id := coalesce(NEW.project_id, (SELECT project_id FROM deal_handover WHERE deal_id = NEW.deal_id));
    SELECT * INTO of_deal FROM deal WHERE id = NEW.deal_id FOR UPDATE;
    SELECT currency INTO base FROM account WHERE id = account_for('receivable');
    IF of_deal.stage <> 'won' THEN
      RAISE EXCEPTION 'the deal % is not won', of_deal.number
        USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_invoice_deal_won', DETAIL = of_deal.number;
    END IF;
    IF NEW.currency <> of_deal.currency AND of_deal.currency <> base THEN
      RAISE EXCEPTION 'the deal % is in %', of_deal.number, of_deal.currency
        USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_invoice_deal_currency', DETAIL = of_deal.currency;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER customer_invoice_names_deal BEFORE INSERT OR UPDATE OF status ON customer_invoice
    FOR EACH ROW WHEN (NEW.status = 'issued') EXECUTE FUNCTION customer_invoice_names_deal();
`;

/** How much of a deal its documents have reached by now. Whatever order they come in, what they reach is the same. */
const REACHED = `
  -- Without tax, in the currency of the deal.
  CREATE FUNCTION invoice_in_deal(i customer_invoice, wanted char(3)) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN i.currency = wanted THEN i.net_minor
      ELSE (SELECT sum(l.base_minor) FROM customer_invoice_line l WHERE l.invoice_id = i.id) END;
  $$;

  -- Invoices less their credit notes, never more than the deal is worth; but for those that somebody recorded by hand.
  CREATE FUNCTION deal_invoiced_minor(wanted uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT greatest(0, least(s.minor, d.amount_minor - coalesce((SELECT sum(k.amount_minor) FROM deal_credit k
        WHERE k.deal_id = d.id AND k.basis = 'invoiced' AND k.source_id IS NULL), 0)))::bigint
    FROM deal d, LATERAL (
      SELECT coalesce(sum(CASE i.kind WHEN 'invoice' THEN 1 ELSE -1 END * invoice_in_deal(i, d.currency)), 0) AS minor
      FROM customer_invoice i WHERE i.deal_id = d.id AND i.status = 'issued' AND NOT EXISTS (SELECT 1 FROM deal_credit k
        WHERE k.deal_id = d.id AND k.basis = 'invoiced' AND k.source_id IS NULL AND k.reference = i.number)) AS s
    WHERE d.id = wanted;
  $$;

  -- The part without tax of what receipts have settled; at least what was given back of it, at most what the deal is worth.
  CREATE FUNCTION deal_paid_minor(wanted uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT greatest(h.refunded - h.paid, 0, least(s.minor, d.amount_minor + h.refunded - h.paid))::bigint
    FROM deal d, LATERAL (
      SELECT coalesce(sum(k.amount_minor) FILTER (WHERE k.basis = 'refunded'), 0) AS refunded,
        coalesce(sum(k.amount_minor) FILTER (WHERE k.basis = 'paid'), 0) AS paid
      FROM deal_credit k WHERE k.deal_id = d.id AND k.source_id IS NULL
    ) AS h, LATERAL (
      SELECT coalesce(sum(round(invoice_in_deal(i, d.currency) * a.minor / i.total_minor)), 0) AS minor
      FROM customer_invoice i, LATERAL (SELECT coalesce(sum(p.amount_minor), 0) AS minor
        FROM customer_allocation p JOIN customer_receipt r ON r.id = p.receipt_id
        WHERE p.invoice_id = i.id AND NOT EXISTS (SELECT 1 FROM deal_credit k WHERE k.deal_id = d.id
          AND k.basis = 'paid' AND k.source_id IS NULL AND k.reference = r.number)) AS a
      WHERE i.deal_id = d.id AND i.kind = 'invoice' AND i.status = 'issued'
    ) AS s
    WHERE d.id = wanted;
  $$;
`;

const CREDITS = `
  -- Writes the difference between what the documents of a deal have reached and what they have credited so far, once for
  -- a document: its id follows from it. Two at once queue at the deal.
  CREATE FUNCTION credit_deal(wanted uuid, of_basis text, source uuid, day date, called text, by_whom uuid, at timestamptz)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE reached bigint; before bigint; times bigint;
  BEGIN
    PERFORM 1 FROM deal WHERE id = wanted FOR UPDATE;
    reached := CASE of_basis WHEN 'invoiced' THEN deal_invoiced_minor(wanted) ELSE deal_paid_minor(wanted) END;
    SELECT coalesce(sum(amount_minor), 0) INTO before FROM deal_credit
    WHERE deal_id = wanted AND basis = of_basis AND source_id IS NOT NULL;
    IF reached = before THEN
      RETURN;
    END IF;
    SELECT count(*) INTO times FROM deal_credit
    WHERE deal_id = wanted AND basis = of_basis AND (reference = called OR reference LIKE called || ', %');
    INSERT INTO deal_credit (id, deal_id, basis, amount_minor, credited_on, reference, source_id, recorded_by, recorded_at)
    VALUES (md5(of_basis || ' ' || source)::uuid, wanted, of_basis, reached - before, day,
      called || CASE times WHEN 0 THEN '' ELSE ', ' || times + 1 END, source, by_whom, at)
    ON CONFLICT (id) DO NOTHING;
  END $$;

  CREATE FUNCTION customer_invoice_is_credited() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM credit_deal(NEW.deal_id, 'invoiced', NEW.id, NEW.invoiced_on, NEW.number, NEW.issued_by, NEW.issued_at);
    RETURN NULL;
  END $$;
  CREATE TRIGGER customer_invoice_is_credited AFTER INSERT OR UPDATE OF status ON customer_invoice
    FOR EACH ROW WHEN (NEW.status = 'issued' AND NEW.deal_id IS NOT NULL) EXECUTE FUNCTION customer_invoice_is_credited();

  -- What a credit note settles was never paid.
  CREATE FUNCTION customer_allocation_is_credited() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM credit_deal(i.deal_id, 'paid', NEW.id, NEW.allocated_on,
      r.number || ' for ' || i.number || CASE WHEN NEW.reverses_id IS NULL THEN '' ELSE ' taken back' END,
      NEW.created_by, NEW.created_at)
    FROM customer_invoice i JOIN customer_receipt r ON r.id = NEW.receipt_id
    WHERE i.id = NEW.invoice_id AND i.deal_id IS NOT NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER customer_allocation_is_credited AFTER INSERT ON customer_allocation
    FOR EACH ROW WHEN (NEW.receipt_id IS NOT NULL) EXECUTE FUNCTION customer_allocation_is_credited();
`;
