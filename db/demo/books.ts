import type { Transaction } from '../../platform/database/database';
import { HISTORY_ENDS_ON } from './office-hours';

/** The first day of the fiscal year that the two years of records begin in. */
const BOOKS_OPEN_ON = '2024-04-01';
/** Two crore rupees, in paise. */
const OPENING_CAPITAL = '2000000000';
/** What a month costs in salaries, in rupees by department, and in rent. */
const SALARIES: Record<string, number> = {
  Administration: 310_000,
  'Human Resources': 185_000,
  Finance: 195_000,
  Sales: 565_000,
  Consulting: 745_000,
};
const RENT = 240_000;

/** The money the company began with. */
export async function openBooks(tx: Transaction): Promise<void> {
  await tx.query(
    `SELECT post_entry('opening', gen_random_uuid(), 'opened', $1, $1, 'Opening balances', NULL, jsonb_build_array(
       jsonb_build_object('account_id', account_for('bank'), 'debit_minor', $2::bigint),
       jsonb_build_object('account_id', (SELECT id FROM account WHERE code = '3100'), 'credit_minor', $2::bigint)))`,
    [BOOKS_OPEN_ON, OPENING_CAPITAL],
  );
}

/** Everything that was approved, invoiced or paid since, and what each month costs. */
export async function keepBooks(tx: Transaction): Promise<void> {
  // Invoices are posted at the end of a transaction; taxes are paid by what is posted.
  await tx.query('SET CONSTRAINTS customer_invoice_is_posted IMMEDIATE');
  await tx.query('SELECT post_what_is_missing()');
  await payEachMonth(tx, {
    ...{ account: '5300', kind: 'payroll', memo: 'Salaries of' },
    ...{ from: '2024-11-01', day: '27 days', parts: SALARIES },
  });
  await payEachMonth(tx, {
    ...{ account: '5400', kind: 'rent', memo: 'Rent of' },
    ...{ from: '2024-11-01', day: '4 days', parts: { Administration: RENT } },
  });
  await payTaxes(tx);
}

/** The tax of a month's invoices goes to the government on the 20th of the next (CGST Rules 2017, rule 61). */
async function payTaxes(tx: Transaction): Promise<void> {
  await tx.query(
    `SELECT post_entry('tax-payment', md5('tax ' || m.month)::uuid, 'paid', m.day, m.day, 'GST of' || to_char(m.month, ' YYYY-MM'),
       NULL, jsonb_build_array(
         jsonb_build_object('account_id', account_for('output-tax'), 'debit_minor', m.minor),
         jsonb_build_object('account_id', account_for('bank'), 'credit_minor', m.minor)))
     FROM (SELECT date_trunc('month', j.posted_on)::date AS month,
         (date_trunc('month', j.posted_on) + interval '1 month 19 days')::date AS day,
         sum(l.credit_minor - l.debit_minor) AS minor
       FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id WHERE l.account_id = account_for('output-tax')
       GROUP BY 1, 2) AS m
     WHERE m.minor > 0 AND m.day <= $1::date ORDER BY m.day`,
    [HISTORY_ENDS_ON],
  );
}

/** What is paid from the bank on the same day of each month, as an expense of departments. */
async function payEachMonth(
  tx: Transaction,
  of: {
    account: string;
    kind: string;
    memo: string;
    from: string;
    day: string;
    parts: Record<string, number>;
  },
): Promise<void> {
  const { account, kind, memo, from, day, parts } = of;
  const minors = Object.entries(parts).map(([name, rupees]) => ({ name, minor: rupees * 100 }));
  await tx.query(
    `SELECT post_entry($1, md5($1 || m.month)::uuid, 'paid', m.day, m.day, $2 || to_char(m.month, ' YYYY-MM'), NULL,
       (SELECT jsonb_agg(jsonb_build_object('account_id', a.id, 'debit_minor', p.minor, 'department_id', d.id) ORDER BY d.name)
          || jsonb_build_array(jsonb_build_object('account_id', account_for('bank'), 'credit_minor', sum(p.minor)))
        FROM jsonb_to_recordset($3::jsonb) AS p (name text, minor bigint) JOIN department d ON d.name = p.name
        JOIN account a ON a.code = $4))
     FROM (SELECT s::date AS month, (s + $5::interval)::date AS day
       FROM generate_series($6::date, $7::date, interval '1 month') AS s) AS m WHERE m.day <= $7::date ORDER BY m.day`,
    [kind, memo, JSON.stringify(minors), account, day, from, HISTORY_ENDS_ON],
  );
}
