import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whatever code runs: what is approved or paid is in the journal with the same commit, once. */
export class PostApprovedDocuments20261202101000 implements MigrationInterface {
  name = 'PostApprovedDocuments20261202101000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PURCHASING);
    await runner.query(CLAIMS);
    await runner.query(ADVANCES);
    await runner.query(BACKFILL);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER vendor_bill_is_posted ON vendor_bill;
      DROP TRIGGER payment_release_is_posted ON payment_release;
      DROP TRIGGER reimbursement_is_posted ON reimbursement;
      DROP TRIGGER reimbursement_batch_is_posted ON reimbursement_batch;
      DROP TRIGGER expense_advance_is_posted ON expense_advance;
      DROP TRIGGER expense_advance_return_is_posted ON expense_advance;
      DROP TRIGGER advance_allocation_is_posted ON advance_allocation;
      DROP FUNCTION post_vendor_bill, post_payment_release, post_reimbursement, post_reimbursement_batch,
        post_expense_advance, post_advance_return, post_advance_allocation, post_what_is_missing, vendor_bill_is_posted,
        payment_release_is_posted, reimbursement_is_posted, reimbursement_batch_is_posted, expense_advance_is_posted,
        expense_advance_return_is_posted, advance_allocation_is_posted;
    `);
  }
}

const PURCHASING = `
  CREATE FUNCTION post_vendor_bill(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('vendor-bill', b.id, 'approved', b.billed_on, first_open_day(b.billed_on),
      left(b.number || ': ' || b.vendor || ', ' || b.bill_number, 300), NULL, jsonb_build_array(
        jsonb_build_object('account_id', account_for('purchases'), 'debit_minor', b.amount_minor, 'currency', b.currency,
          'department_id', e.department_id),
        jsonb_build_object('account_id', account_for('payable'), 'credit_minor', b.amount_minor, 'currency', b.currency,
          'item_kind', 'vendor-bill', 'item_id', b.id, 'party', b.vendor, 'due_on', b.due_on)))
    FROM vendor_bill b JOIN employee e ON e.id = b.employee_id WHERE b.id = wanted AND b.status = 'approved';
  $$;

  CREATE FUNCTION post_payment_release(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('payment-release', p.id, 'released', p.pay_on, first_open_day(p.pay_on),
      left('Payment of ' || b.number || ' to ' || b.vendor, 300), NULL, jsonb_build_array(
        jsonb_build_object('account_id', account_for('payable'), 'debit_minor', p.amount_minor, 'currency', p.currency,
          'item_kind', 'vendor-bill', 'item_id', b.id, 'party', b.vendor, 'due_on', b.due_on),
        jsonb_build_object('account_id', account_for('bank'), 'credit_minor', p.amount_minor, 'currency', p.currency)))
    FROM payment_release p JOIN vendor_bill b ON b.id = p.bill_id WHERE p.id = wanted AND p.status = 'approved';
  $$;
`;

const CLAIMS = `
  CREATE FUNCTION post_reimbursement(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('expense-claim', r.claim_id, 'approved', d.day, first_open_day(d.day),
      left('Claim of ' || e.name || ': ' || c.title, 300), NULL, (
        SELECT jsonb_agg(jsonb_build_object('account_id', account_for('expense:' || g.category), 'debit_minor', g.minor,
          'currency', r.currency, 'department_id', e.department_id) ORDER BY g.category)
        FROM (SELECT l.category, sum(l.approved_minor)::bigint AS minor FROM expense_claim_line l
          WHERE l.claim_id = r.claim_id AND l.approved_minor > 0 GROUP BY l.category) AS g
      ) || jsonb_build_array(jsonb_build_object('account_id', account_for('reimbursements'), 'credit_minor', r.amount_minor,
        'currency', r.currency, 'item_kind', 'expense-claim', 'item_id', r.claim_id, 'party', e.name, 'due_on', d.day)))
    FROM reimbursement r JOIN expense_claim c ON c.id = r.claim_id JOIN employee e ON e.id = r.employee_id,
      LATERAL (SELECT (r.created_at AT TIME ZONE e.zone)::date AS day) AS d
    WHERE r.claim_id = wanted;
  $$;

  CREATE FUNCTION post_reimbursement_batch(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('reimbursement-batch', b.id, 'paid', d.day, first_open_day(d.day), 'Reimbursements, batch ' || b.number,
      b.closed_by, (
        SELECT jsonb_agg(jsonb_build_object('account_id', account_for('reimbursements'), 'debit_minor', i.amount_minor,
          'currency', b.currency, 'item_kind', 'expense-claim', 'item_id', i.claim_id, 'party', p.name) ORDER BY p.name, i.claim_id)
          || jsonb_build_array(jsonb_build_object('account_id', account_for('bank'), 'credit_minor', sum(i.amount_minor),
            'currency', b.currency))
        FROM reimbursement_batch_item i JOIN reimbursement r ON r.claim_id = i.claim_id
        JOIN employee p ON p.id = r.employee_id WHERE i.batch_id = b.id))
    FROM reimbursement_batch b JOIN employee e ON e.id = b.closed_by,
      LATERAL (SELECT (b.closed_at AT TIME ZONE e.zone)::date AS day) AS d
    WHERE b.id = wanted AND b.status = 'paid';
  $$;
`;

const ADVANCES = `
  CREATE FUNCTION post_expense_advance(wanted uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('expense-advance', a.id, 'paid', a.paid_on, first_open_day(a.paid_on),
      left('Advance to ' || e.name || ': ' || a.note, 300), a.recorded_by, jsonb_build_array(
        jsonb_build_object('account_id', account_for('advances'), 'debit_minor', a.amount_minor, 'currency', a.currency,
          'item_kind', 'expense-advance', 'item_id', a.id, 'party', e.name),
        jsonb_build_object('account_id', account_for('bank'), 'credit_minor', a.amount_minor, 'currency', a.currency)))
    FROM expense_advance a JOIN employee e ON e.id = a.employee_id WHERE a.id = wanted;
  $$;

  -- What came back on a day; the sum so far tells one return from the next.
  CREATE FUNCTION post_advance_return(wanted uuid, minor bigint, sum_so_far bigint, day date) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('expense-advance', a.id, 'returned-' || sum_so_far, day, first_open_day(day),
      left('Given back by ' || e.name, 300), NULL, jsonb_build_array(
        jsonb_build_object('account_id', account_for('bank'), 'debit_minor', minor, 'currency', a.currency),
        jsonb_build_object('account_id', account_for('advances'), 'credit_minor', minor, 'currency', a.currency,
          'item_kind', 'expense-advance', 'item_id', a.id, 'party', e.name)))
    FROM expense_advance a JOIN employee e ON e.id = a.employee_id WHERE a.id = wanted;
  $$;

  CREATE FUNCTION post_advance_allocation(of_advance uuid, of_claim uuid) RETURNS void LANGUAGE sql AS $$
    SELECT post_entry('expense-claim', l.claim_id, 'advance-' || l.advance_id, d.day, first_open_day(d.day),
      left('Set off against the advance of ' || e.name, 300), NULL, jsonb_build_array(
        jsonb_build_object('account_id', account_for('reimbursements'), 'debit_minor', l.amount_minor, 'currency', a.currency,
          'item_kind', 'expense-claim', 'item_id', l.claim_id, 'party', e.name),
        jsonb_build_object('account_id', account_for('advances'), 'credit_minor', l.amount_minor, 'currency', a.currency,
          'item_kind', 'expense-advance', 'item_id', a.id, 'party', e.name)))
    FROM advance_allocation l JOIN expense_advance a ON a.id = l.advance_id JOIN employee e ON e.id = a.employee_id,
      LATERAL (SELECT (l.created_at AT TIME ZONE e.zone)::date AS day) AS d
    WHERE l.advance_id = of_advance AND l.claim_id = of_claim;
  $$;
`;

const BACKFILL = `
  -- Posts whatever was approved or paid and is not in the journal. Reimbursements that were paid without a batch, before
  -- there were any, count as paid a week after their approval, or today if that is to come.
  CREATE FUNCTION post_what_is_missing() RETURNS void LANGUAGE sql AS $$
    SELECT post_vendor_bill(id) FROM vendor_bill WHERE status = 'approved' ORDER BY billed_on, id;
    SELECT post_payment_release(id) FROM payment_release WHERE status = 'approved' ORDER BY pay_on, id;
    SELECT post_reimbursement(claim_id) FROM reimbursement ORDER BY created_at, claim_id;
    SELECT post_expense_advance(id) FROM expense_advance ORDER BY paid_on, id;
    SELECT post_advance_allocation(advance_id, claim_id) FROM advance_allocation ORDER BY created_at, claim_id;
    SELECT post_advance_return(a.id, a.returned_minor, a.returned_minor, (a.recorded_at AT TIME ZONE e.zone)::date)
      FROM expense_advance a JOIN employee e ON e.id = a.employee_id
      WHERE a.returned_minor > 0 AND NOT EXISTS (SELECT 1 FROM journal_entry j
        WHERE j.source_kind = 'expense-advance' AND j.source_id = a.id AND j.event LIKE 'returned-%');
    SELECT post_reimbursement_batch(id) FROM reimbursement_batch WHERE status = 'paid' ORDER BY number;
    SELECT post_entry('expense-claim', r.claim_id, 'paid', d.day, first_open_day(d.day), left('Paid to ' || e.name, 300), NULL,
      jsonb_build_array(
        jsonb_build_object('account_id', account_for('reimbursements'), 'debit_minor', d.minor, 'currency', r.currency,
          'item_kind', 'expense-claim', 'item_id', r.claim_id, 'party', e.name),
        jsonb_build_object('account_id', account_for('bank'), 'credit_minor', d.minor, 'currency', r.currency)))
    FROM reimbursement r JOIN reimbursement_state s ON s.claim_id = r.claim_id JOIN employee e ON e.id = r.employee_id,
      LATERAL (SELECT least((r.created_at AT TIME ZONE e.zone)::date + 7, (now() AT TIME ZONE e.zone)::date) AS day,
        s.paid_minor - coalesce((SELECT sum(i.amount_minor) FROM reimbursement_batch_item i
          JOIN reimbursement_batch b ON b.id = i.batch_id WHERE i.claim_id = r.claim_id AND b.status = 'paid'), 0) AS minor) AS d
    WHERE d.minor > 0 ORDER BY r.created_at, r.claim_id;
  $$;
`;

/** At the end of the transaction: by then all that belongs to a document is there, whichever order it was written in. */
const posted = (of: { table: string; on: string; when?: string; call: string; name?: string }) => {
  const { table, on, when = 'true', call, name = table } = of;
  return `
  CREATE FUNCTION ${name}_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM ${call};
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ${name}_is_posted AFTER ${on} ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION ${name}_is_posted();
`;
};

const APPROVED = { on: 'INSERT OR UPDATE OF status', when: `NEW.status = 'approved'` };

const TRIGGERS = [
  posted({ table: 'vendor_bill', ...APPROVED, call: 'post_vendor_bill(NEW.id)' }),
  posted({ table: 'payment_release', ...APPROVED, call: 'post_payment_release(NEW.id)' }),
  posted({ table: 'reimbursement', on: 'INSERT', call: 'post_reimbursement(NEW.claim_id)' }),
  posted({
    ...{ table: 'reimbursement_batch', on: 'UPDATE OF status', when: `NEW.status = 'paid'` },
    call: 'post_reimbursement_batch(NEW.id)',
  }),
  posted({ table: 'expense_advance', on: 'INSERT', call: 'post_expense_advance(NEW.id)' }),
  posted({
    ...{ table: 'expense_advance', name: 'expense_advance_return' },
    ...{ on: 'UPDATE OF returned_minor', when: 'NEW.returned_minor > OLD.returned_minor' },
    call: `post_advance_return(NEW.id, NEW.returned_minor - OLD.returned_minor, NEW.returned_minor,
      (SELECT (now() AT TIME ZONE zone)::date FROM employee WHERE id = NEW.employee_id))`,
  }),
  posted({
    ...{ table: 'advance_allocation', on: 'INSERT' },
    call: 'post_advance_allocation(NEW.advance_id, NEW.claim_id)',
  }),
].join('\n');
