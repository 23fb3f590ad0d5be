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

test('budgets: all for finance, those of their department for heads', async () => {
  const spent = (department: string) =>
    asking.one<{ count: number; budget: string; spent: string }>(
      `SELECT count(*)::integer AS count, sum(b.amount_minor)::text AS budget, sum((SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0)
         FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id WHERE l.account_id = b.account_id
           AND l.department_id = b.department_id AND to_char(j.posted_on, 'YYYY-MM') = '2026-10'))::text AS spent
       FROM budget b JOIN department d ON d.id = b.department_id WHERE b.starts_on = '2026-10-01' AND d.name ~ $1`,
      [department],
    );
  for (const [login, department] of [
    ['finance', '.'],
    ['sales.head', '^Sales$'],
  ] as const) {
    const of = await spent(department);
    const table = await figures(login, 'budget_use', { month: '2026-10' });
    expect([table.rowCount, table.totals?.amount, table.totals?.spent]).toEqual([
      ...[of.count, rupees(of.budget), rupees(of.spent)],
    ]);
  }
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
