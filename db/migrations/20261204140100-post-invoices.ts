import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is issued, received and settled is in the journal with the same commit, once. */
export class PostInvoices20261204140100 implements MigrationInterface {
  name = 'PostInvoices20261204140100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ISSUED);
    await runner.query(SETTLED);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER customer_invoice_is_posted ON customer_invoice;
      DROP TRIGGER customer_receipt_is_posted ON customer_receipt;
      DROP TRIGGER customer_receipt_reversal_is_posted ON customer_receipt_reversal;
      DROP TRIGGER customer_allocation_is_posted ON customer_allocation;
      DROP FUNCTION post_customer_invoice, post_customer_receipt, post_receipt_reversal, post_customer_allocation,
        customer_invoice_is_posted, customer_receipt_is_posted, customer_receipt_reversal_is_posted,
        customer_allocation_is_posted;
    `);
  }
}

/** A credit note is an invoice with its sides exchanged. */
const ISSUED = `
  CREATE FUNCTION post_customer_invoice(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry(k.source, i.id, 'issued', i.invoiced_on, first_open_day(i.invoiced_on),
      left(i.number || ' to ' || c.name, 300), i.issued_by, (
        jsonb_build_array(jsonb_build_object('account_id', account_for('receivable'), k.owed, i.base_minor,
          'currency', i.currency, 'original_minor', i.total_minor, 'item_kind', k.source, 'item_id', i.id,
          'party', c.name, 'due_on', i.due_on))
        || coalesce((SELECT jsonb_agg(jsonb_build_object('account_id', g.account_id, k.earned, g.base,
            'currency', i.currency, 'original_minor', g.minor, 'department_id', i.department_id,
            'project_id', i.project_id) ORDER BY g.account_id)
          FROM (SELECT l.account_id, sum(l.base_minor)::bigint AS base, sum(l.net_minor)::bigint AS minor
            FROM customer_invoice_line l WHERE l.invoice_id = i.id AND l.base_minor > 0 GROUP BY l.account_id) AS g), '[]')
        || coalesce((SELECT jsonb_build_array(jsonb_build_object('account_id', account_for('output-tax'),
            k.earned, sum(t.base_minor), 'currency', i.currency, 'original_minor', sum(t.tax_minor)))
          FROM customer_invoice_tax t WHERE t.invoice_id = i.id AND t.base_minor > 0 HAVING count(*) > 0), '[]')))
    FROM customer_invoice i JOIN customer c ON c.id = i.customer_id,
      LATERAL (SELECT CASE i.kind WHEN 'invoice' THEN 'customer-invoice' ELSE 'credit-note' END AS source,
        CASE i.kind WHEN 'invoice' THEN 'debit_minor' ELSE 'credit_minor' END AS owed,
        CASE i.kind WHEN 'invoice' THEN 'credit_minor' ELSE 'debit_minor' END AS earned) AS k
    WHERE i.id = wanted AND i.status = 'issued';
  $$;
`;

const SETTLED = `
  CREATE FUNCTION post_customer_receipt(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('customer-receipt', r.id, 'received', r.received_on, first_open_day(r.received_on),
      left(r.number || ' from ' || c.name, 300), r.created_by, jsonb_build_array(
        jsonb_build_object('account_id', account_for(CASE r.method WHEN 'cash' THEN 'cash' ELSE 'bank' END),
          'debit_minor', r.base_minor, 'currency', r.currency, 'original_minor', r.amount_minor),
        jsonb_build_object('account_id', account_for('receivable'), 'credit_minor', r.base_minor, 'currency', r.currency,
          'original_minor', r.amount_minor, 'item_kind', 'customer-receipt', 'item_id', r.id, 'party', c.name)))
    FROM customer_receipt r JOIN customer c ON c.id = r.customer_id WHERE r.id = wanted;
  $$;

  CREATE FUNCTION post_receipt_reversal(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT reverse_entry(j.id, first_open_day(v.reversed_on), left('Reversal of ' || r.number || ': ' || v.reason, 300),
      v.reversed_by)
    FROM customer_receipt_reversal v JOIN customer_receipt r ON r.id = v.receipt_id
    JOIN journal_entry j ON j.source_kind = 'customer-receipt' AND j.source_id = r.id AND j.event = 'received'
    WHERE v.receipt_id = wanted;
  $$;

  -- Both sides of the control account, each with what it was posted with; what is between them is the exchange's.
  CREATE FUNCTION post_customer_allocation(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('customer-allocation', a.id, 'settled', a.allocated_on, first_open_day(a.allocated_on),
      left(s.number || ' settles ' || i.number, 300), a.created_by, (
        SELECT jsonb_agg(l.line) FROM (VALUES
          (a.source_base_minor, jsonb_build_object('account_id', account_for('receivable'), 'debit_minor', a.source_base_minor,
            'currency', i.currency, 'original_minor', a.amount_minor, 'item_kind', s.kind, 'item_id', s.id, 'party', c.name,
            'due_on', s.due_on)),
          (a.invoice_base_minor, jsonb_build_object('account_id', account_for('receivable'),
            'credit_minor', a.invoice_base_minor, 'currency', i.currency, 'original_minor', a.amount_minor,
            'item_kind', 'customer-invoice', 'item_id', i.id, 'party', c.name, 'due_on', i.due_on)),
          (a.source_base_minor - a.invoice_base_minor, jsonb_build_object('account_id', account_for('exchange-differences'),
            'credit_minor', a.source_base_minor - a.invoice_base_minor)),
          (a.invoice_base_minor - a.source_base_minor, jsonb_build_object('account_id', account_for('exchange-differences'),
            'debit_minor', a.invoice_base_minor - a.source_base_minor))
        ) AS l (minor, line) WHERE l.minor > 0))
    FROM customer_allocation a JOIN customer_invoice i ON i.id = a.invoice_id JOIN customer c ON c.id = i.customer_id,
      LATERAL (SELECT r.id, r.number, 'customer-receipt' AS kind, NULL::date AS due_on
        FROM customer_receipt r WHERE r.id = a.receipt_id
        UNION ALL SELECT n.id, n.number, 'credit-note', n.due_on FROM customer_invoice n WHERE n.id = a.credit_note_id) AS s
    WHERE a.id = wanted AND a.reverses_id IS NULL AND a.source_base_minor + a.invoice_base_minor > 0;

    SELECT reverse_entry(j.id, first_open_day(a.allocated_on), left('Reversal: ' || j.memo, 300), a.created_by)
    FROM customer_allocation a
    JOIN journal_entry j ON j.source_kind = 'customer-allocation' AND j.source_id = a.reverses_id AND j.event = 'settled'
    WHERE a.id = wanted;
  $$;
`;

/** At the end of the transaction: by then all that belongs to a document is there. */
const posted = (of: { table: string; on: string; call: string }) => `
  CREATE FUNCTION ${of.table}_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM ${of.call};
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ${of.table}_is_posted AFTER ${of.on} ON ${of.table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ${of.table}_is_posted();
`;

const TRIGGERS = [
  posted({
    ...{ table: 'customer_invoice', on: 'INSERT OR UPDATE OF status' },
    call: 'post_customer_invoice(NEW.id)',
  }),
  posted({ table: 'customer_receipt', on: 'INSERT', call: 'post_customer_receipt(NEW.id)' }),
  posted({
    ...{ table: 'customer_receipt_reversal', on: 'INSERT' },
    call: 'post_receipt_reversal(NEW.receipt_id)',
  }),
  posted({ table: 'customer_allocation', on: 'INSERT', call: 'post_customer_allocation(NEW.id)' }),
].join('\n');
