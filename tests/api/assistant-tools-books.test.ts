import { inRupees as rupees, startAskers, type Askers } from '../support/assistant-tools';

let asking: Askers;
let figures: Askers['figures'];
beforeAll(async () => {
  asking = await startAskers();
  ({ figures } = asking);
});
afterAll(() => asking.stop());

test('the books are for finance and admins', async () => {
  for (const login of ['hr', 'sales.head', 'sales.rep', 'consulting.manager'])
    for (const [tool, args] of [
      ['invoices', {}],
      ['receivables', {}],
      ['profit_and_loss', { from: '2026-04-01', to: '2026-09-30' }],
    ] as const)
      expect([login, tool, await asking.reason(login, tool, args)]).toEqual([
        login,
        tool,
        'The books are for finance',
      ]);
  expect(await asking.reason('sales.rep', 'budget_use')).toBe('The books are for finance');
});

test('invoices and what customers owe', async () => {
  const { today } = await asking.one<{ today: string }>(
    `SELECT (now() AT TIME ZONE 'Asia/Kolkata')::date AS today`,
  );
  const open = await asking.one<{ minor: string; count: number; overdue: number }>(
    `SELECT sum(v.total_minor - v.settled)::text AS minor, count(*)::integer AS count,
       count(*) FILTER (WHERE v.due_on < $1)::integer AS overdue
     FROM (SELECT i.*, (SELECT coalesce(sum(a.amount_minor), 0) FROM customer_allocation a WHERE a.invoice_id = i.id) AS settled
       FROM customer_invoice i WHERE i.kind = 'invoice' AND i.status <> 'draft') AS v WHERE v.settled < v.total_minor`,
    [today],
  );
  const table = await figures('finance', 'invoices', { status: 'open' });
  expect([table.rowCount, table.totals?.open]).toEqual([open.count, rupees(open.minor)]);
  expect((await figures('finance', 'invoices', { status: 'overdue' })).rowCount).toBe(open.overdue);
  const { minor } = await asking.one<{ minor: string }>(
    `SELECT sum(l.debit_minor - l.credit_minor)::text AS minor FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
     JOIN account a ON a.id = l.account_id WHERE a.control = 'receivable' AND j.posted_on <= '2026-06-30'`,
  );
  for (const groupBy of ['customer', 'age'])
    expect(
      (await figures('admin', 'receivables', { groupBy, asOf: '2026-06-30' })).totals?.total,
    ).toEqual(rupees(minor));
});

/** What stands in the way of a budget of October 2026 and is not posted: an order, a bill and a claim, and one of each that is over. */
const PROMISES = `
  WITH who AS (SELECT id FROM employee WHERE email = 'sales.rep@netra.example'),
  ordered AS (INSERT INTO purchase_order (employee_id, vendor, purpose, currency, total_minor, status, created_at)
    SELECT id, 'Acme', 'x', 'INR', minor, status, '2026-10-10T08:00Z' FROM who, (VALUES (70000, 'pending'), (999, 'rejected')) AS o (minor, status)),
  billed AS (INSERT INTO vendor_bill (employee_id, vendor, bill_number, billed_on, due_on, description, currency, amount_minor, tax_minor, status)
    SELECT id, 'Acme', status, '2026-10-11', '2026-10-20', 'x', 'INR', 5000, 500, status FROM who, (VALUES ('pending'), ('withdrawn')) AS b (status)),
  claimed AS (INSERT INTO expense_claim (employee_id, title, currency, total_minor, status, created_at)
    SELECT id, 'x', 'INR', 2500, status, '2026-10-31T18:00Z' FROM who, (VALUES ('pending'), ('rejected')) AS c (status) RETURNING id)
  INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
  SELECT id, n, '2026-09-30', category, 'x', minor FROM claimed, (VALUES (1, 'meals', 1500), (2, 'meals', 1000)) AS l (n, category, minor)`;

test('budgets: all for finance, those of their department for heads, with what is promised of each', async () => {
  const promisedOf = async (login: string) => {
    const { rows } = await figures(login, 'budget_use', { month: '2026-10', department: 'Sales' });
    return (code: string) => {
      const row = rows.find(({ cells }) => (cells.account as string).startsWith(code));
      return BigInt((row?.cells.promised as { amount: string }).amount.replace('.', ''));
    };
  };
  const before = await promisedOf('finance');
  await asking.db.query(PROMISES);
  const after = await promisedOf('finance');
  // The claim was handed in on the last evening of the month in India.
  expect(['5200', '5110'].map((code) => after(code) - before(code))).toEqual([74500n, 2500n]);
  const spent = (department: string) =>
    asking.one<{ count: number; budget: string; spent: string; promised: string }>(
      `SELECT count(*)::integer AS count, sum(b.amount_minor)::text AS budget, sum((SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0)
         FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id WHERE l.account_id = b.account_id
           AND l.department_id = b.department_id AND to_char(j.posted_on, 'YYYY-MM') = '2026-10'))::text AS spent,
         sum((SELECT coalesce(sum(o.total_minor - o.billed_minor), 0) FROM purchase_order o JOIN employee e ON e.id = o.employee_id
           WHERE o.status IN ('pending', 'approved') AND e.department_id = b.department_id AND a.code = '5200'
             AND to_char(o.created_at AT TIME ZONE e.zone, 'YYYY-MM') = '2026-10')
         + (SELECT coalesce(sum(v.amount_minor - v.tax_minor), 0) FROM vendor_bill v JOIN employee e ON e.id = v.employee_id
           WHERE v.status = 'pending' AND e.department_id = b.department_id AND a.code = '5200' AND to_char(v.billed_on, 'YYYY-MM') = '2026-10')
         + (SELECT coalesce(sum(l.amount_minor), 0) FROM expense_claim_line l JOIN expense_claim c ON c.id = l.claim_id
           JOIN employee e ON e.id = c.employee_id JOIN account_use u ON u.use = 'expense:' || l.category
           WHERE c.status = 'pending' AND e.department_id = b.department_id AND u.account_id = a.id
             AND to_char(c.created_at AT TIME ZONE e.zone, 'YYYY-MM') = '2026-10'))::text AS promised
       FROM budget b JOIN department d ON d.id = b.department_id JOIN account a ON a.id = b.account_id
       WHERE b.starts_on = '2026-10-01' AND d.name ~ $1`,
      [department],
    );
  for (const [login, department] of [
    ['finance', '.'],
    ['sales.head', '^Sales$'],
  ] as const) {
    const of = await spent(department);
    const { rowCount, totals } = await figures(login, 'budget_use', { month: '2026-10' });
    expect([rowCount, totals?.amount, totals?.spent, totals?.promised, totals?.left]).toEqual([
      ...[of.count, rupees(of.budget), rupees(of.spent), rupees(of.promised)],
      rupees(`${BigInt(of.budget) - BigInt(of.spent) - BigInt(of.promised)}`),
    ]);
  }
});

test('what is promised of budgets is read by those who read the budgets, and by nobody else', async () => {
  const seen = async (login: string) => {
    const { id } = await asking.principal(login);
    const [row] = await asking.reader.read({ personId: id }, (rows) =>
      rows.query<{ count: number }>('SELECT count(*)::integer AS count FROM commitment'),
    );
    return row!.count;
  };
  const of = (department: string) =>
    asking.one<{ count: number }>(
      `SELECT count(*)::integer AS count FROM commitment k JOIN department d ON d.id = k.department_id WHERE d.name = $1`,
      [department],
    );
  const [sales, hr] = [await of('Sales'), await of('Human Resources')];
  expect(sales.count).toBeGreaterThan(0);
  expect([await seen('sales.head'), await seen('hr')]).toEqual([sales.count, hr.count]);
  for (const login of ['sales.manager', 'sales.rep', 'consultant'])
    expect([login, await seen(login)]).toEqual([login, 0]);
});

test('profit and loss', async () => {
  const books = await asking.one<{ income: string; expense: string }>(
    `SELECT (sum(l.credit_minor - l.debit_minor) FILTER (WHERE a.kind = 'income'))::text AS income,
       (sum(l.debit_minor - l.credit_minor) FILTER (WHERE a.kind = 'expense'))::text AS expense
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
     WHERE j.posted_on BETWEEN '2026-04-01' AND '2026-09-30'`,
  );
  const { rows } = await figures('finance', 'profit_and_loss', {
    from: '2026-04-01',
    to: '2026-09-30',
  });
  const profit = (BigInt(books.income) - BigInt(books.expense)).toString();
  expect(rows.slice(0, 3).map(({ cells }) => cells.amount)).toEqual([
    ...[rupees(books.income), rupees(books.expense), rupees(profit)],
  ]);
});
