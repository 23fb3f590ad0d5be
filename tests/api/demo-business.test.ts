import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { HISTORY_ENDS_ON } from '../../db/demo/office-hours';
import { entities } from '../../modules/entities';
import { sellingOf } from '../../modules/sales/use-cases/hand-over-sales';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  await loadDemoCompany(db);
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const rows = (sql: string, parameters: unknown[] = []) =>
  db.query<Record<string, unknown>>(sql, parameters);
const count = async (sql: string, parameters: unknown[] = []): Promise<number> => {
  const [row] = await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, parameters);
  return Number(row!.n);
};

/** What projects come to, in lakhs of rupees. */
const PROJECTS = `SELECT p.code, t.budget_minor AS budget,
    coalesce((SELECT sum(l.cost_minor) FROM timesheet_line l WHERE l.project_id = p.id AND l.approved_at IS NOT NULL), 0) AS cost,
    coalesce((SELECT sum(l.credit_minor - l.debit_minor) FROM journal_line l JOIN account a ON a.id = l.account_id
      WHERE l.project_id = p.id AND a.kind = 'income'), 0) AS revenue
  FROM project p JOIN project_terms t ON t.project_id = p.id`;

test('the books balance, on every day and as a whole, and the bank was never overdrawn', async () => {
  expect(await count('journal_entry')).toBeGreaterThan(500);
  expect(
    await rows('SELECT sum(debit_minor) - sum(credit_minor) AS off FROM journal_line'),
  ).toEqual([{ off: '0' }]);
  expect(
    await count(`(SELECT posted_on, sum(sum(debit_minor - credit_minor)) OVER (ORDER BY posted_on) AS stands
      FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
      WHERE l.account_id = account_for('bank') GROUP BY posted_on) b WHERE stands < 0`),
  ).toBe(0);
  expect(await count('journal_entry WHERE posted_on > $1', [HISTORY_ENDS_ON])).toBe(0);
});

test.each(['2025-03-31', '2026-03-31', HISTORY_ENDS_ON])(
  'what customers and vendors owe adds up to the control accounts on %s',
  async (on) => {
    const [open] = await rows(
      `SELECT (SELECT coalesce(sum(i.total_minor * CASE i.kind WHEN 'invoice' THEN 1 ELSE -1 END), 0) FROM customer_invoice i
          WHERE i.status = 'issued' AND i.invoiced_on <= $1)
        - (SELECT coalesce(sum(r.amount_minor), 0) FROM customer_receipt r WHERE r.received_on <= $1)
        + (SELECT coalesce(sum(r.amount_minor), 0) FROM customer_receipt_reversal v JOIN customer_receipt r ON r.id = v.receipt_id
          WHERE v.reversed_on <= $1) AS customers,
        (SELECT coalesce(sum(b.amount_minor), 0) FROM vendor_bill b WHERE b.status = 'approved' AND b.billed_on <= $1)
        - (SELECT coalesce(sum(p.amount_minor), 0) FROM payment_release p WHERE p.status = 'approved' AND p.pay_on <= $1)
          AS vendors`,
      [on],
    );
    const [control] = await rows(
      `SELECT coalesce(sum(l.debit_minor - l.credit_minor) FILTER (WHERE a.control = 'receivable'), 0) AS customers,
         coalesce(sum(l.credit_minor - l.debit_minor) FILTER (WHERE a.control = 'payable'), 0) AS vendors
       FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
       WHERE j.posted_on <= $1`,
      [on],
    );
    expect(control).toEqual(open);
    expect(Number(control!.customers)).toBeGreaterThan(0);
  },
);

test('invoices and receipts are numbered without a gap in the order of their days', async () => {
  const series = await rows(
    `SELECT n.series, n.year, n.last, array_agg(d.number ORDER BY d.on_day, d.number) AS numbers FROM (
       SELECT number, invoiced_on AS on_day FROM customer_invoice WHERE status = 'issued'
       UNION ALL SELECT number, received_on FROM customer_receipt) d
     JOIN document_number n ON d.number LIKE n.series || '-' || n.year || '-%' GROUP BY n.series, n.year`,
  );
  expect(series.map(({ series: name }) => name).sort()).toEqual([
    ...['CN', 'INV', 'INV', 'INV', 'RCPT', 'RCPT', 'RCPT'],
  ]);
  for (const { series: name, year, last, numbers } of series)
    expect(numbers).toEqual(
      Array.from(
        { length: Number(last) },
        (_, at) => `${String(name)}-${String(year)}-${String(at + 1).padStart(4, '0')}`,
      ),
    );
});

test('customers pay, but for one since months, one in part, one after its cheque came back, one ahead', async () => {
  const overdue = await rows(
    `SELECT c.name, min(i.due_on) < $1::date - 60 AS long FROM customer_invoice i JOIN customer c ON c.id = i.customer_id,
       LATERAL (SELECT coalesce(sum(amount_minor), 0) AS minor FROM customer_allocation a WHERE a.invoice_id = i.id) AS s
     WHERE i.kind = 'invoice' AND i.due_on < $1 AND s.minor < i.total_minor GROUP BY c.name ORDER BY c.name`,
    [HISTORY_ENDS_ON],
  );
  expect(overdue).toContainEqual({ name: 'Nilgiri Clinics', long: true });
  expect(await count('customer_receipt_reversal')).toBe(1);
  expect(await count(`customer_invoice WHERE kind = 'credit-note'`)).toBe(1);
  expect(
    await count(
      `customer_receipt r WHERE NOT EXISTS (SELECT 1 FROM customer_allocation a WHERE a.receipt_id = r.id)`,
    ),
  ).toBe(1);
});

test('what is invoiced and paid is credited to the deal it is of, on its day', async () => {
  expect(
    await count(`customer_invoice i WHERE i.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM deal_credit k WHERE k.source_id = i.id
      AND k.basis = 'invoiced' AND (k.amount_minor, k.credited_on, k.reference) = (i.net_minor, i.invoiced_on, i.number))`),
  ).toBe(0);
  expect(
    await count(`customer_allocation a WHERE a.receipt_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM deal_credit k WHERE k.source_id = a.id AND k.basis = 'paid' AND k.credited_on = a.allocated_on)`),
  ).toBe(0);
  expect(
    await count(
      `deal_credit WHERE amount_minor < 0 AND basis = 'paid' AND reference LIKE '%taken back'`,
    ),
  ).toBe(1);
});

test('time is approved week by week and has its price; the week the past ends in is still open', async () => {
  expect(
    await count(
      'timesheet_line WHERE approved_at IS NOT NULL AND (cost_minor IS NULL OR bill_minor IS NULL)',
    ),
  ).toBe(0);
  expect(await count('timesheet_line WHERE sheet_id IS NULL')).toBe(
    await count(`timesheet_line WHERE worked_on >= '2026-11-16'`),
  );
  expect(await count('timesheet_line WHERE sheet_id IS NULL')).toBeGreaterThan(0);
  expect(await count(`timesheet WHERE status = 'rejected'`)).toBe(2);
  // Nobody works on a holiday, or while they are away.
  expect(
    await count(`timesheet_line t JOIN leave_request l ON l.employee_id = t.employee_id AND l.status = 'approved'
      AND t.worked_on BETWEEN l.from_on AND l.to_on`),
  ).toBe(0);
});

test('every project has a profit and loss: one lost money, two cost more than they should have', async () => {
  const projects = await db.query<Record<'code' | 'budget' | 'cost' | 'revenue', string>>(PROJECTS);
  expect(projects).toHaveLength(14);
  const lost = projects.filter(({ cost, revenue }) => BigInt(cost) > BigInt(revenue));
  expect(lost.map(({ code }) => code)).toEqual(['CON-004']);
  const over = projects.filter(({ cost, budget }) => BigInt(cost) > BigInt(budget));
  expect(over.map(({ code }) => code).sort()).toEqual(['CON-002', 'CON-004']);
  const idle = projects.filter(({ cost }) => cost === '0');
  expect(idle.map(({ code }) => code)).toEqual(['CON-014']);
});

test('the quarters of incentives that are over are signed, published, credited and paid', async () => {
  const runs = await rows(
    `SELECT r.from_on AS "from", r.status, r.people, r.posted_at IS NOT NULL AS posted,
       r.payable_minor = (SELECT sum(payable_minor) FROM incentive_statement s WHERE s.run_id = r.id) AS whole
     FROM incentive_run r ORDER BY r.from_on`,
  );
  expect(runs).toHaveLength(7);
  for (const run of runs)
    expect(run).toMatchObject({ status: 'published', people: 3, posted: true, whole: true });
  expect(runs.at(-1)).toMatchObject({ from: '2026-07-01' });
  expect(
    await count(`deal_credit k WHERE k.basis = 'paid' AND k.credited_on BETWEEN '2025-01-01' AND '2026-09-30'
      AND NOT EXISTS (SELECT 1 FROM incentive_credit c WHERE c.source_id = k.id)`),
  ).toBe(0);
  expect(
    await count(`(SELECT 1 FROM journal_line l WHERE l.item_kind = 'incentive-statement' GROUP BY l.item_id
      HAVING sum(l.debit_minor) <> sum(l.credit_minor)) AS owed`),
  ).toBe(0);
});

test('sellers have what would be handed over, and the rules of people hold for all that was written', async () => {
  const [seller] = await rows(`SELECT id FROM employee WHERE email = 'sales.rep@netra.example'`);
  const { deals, customers } = await sellingOf(db, seller!.id as string);
  expect([deals.length > 0, customers.length > 0]).toEqual([true, true]);
  expect(
    await count(`leave_request l JOIN employee e ON e.id = l.employee_id
      LEFT JOIN employee_last_day d ON d.employee_id = e.id
      WHERE l.status IN ('pending', 'approved') AND (l.from_on < e.joined_on OR l.to_on > d.last_day)`),
  ).toBe(0);
  expect(
    await count(`project_member m JOIN project p ON p.id = m.project_id
      JOIN department theirs ON theirs.id = p.department_id JOIN employee e ON e.id = m.employee_id
      JOIN department own ON own.id = e.department_id WHERE own.kind = 'sales' AND theirs.kind = 'consulting'`),
  ).toBe(0);
  expect(
    await count(`project_terms t WHERE contract_minor < (
      SELECT sum(amount_minor) FROM project_milestone m WHERE m.project_id = t.project_id)`),
  ).toBe(0);
  expect(
    await count(`incentive_member m JOIN employee e ON e.id = m.employee_id
      JOIN department d ON d.id = e.department_id WHERE d.kind <> 'sales'`),
  ).toBe(0);
});
