import { periodText } from '../../../domain/assistant/periods';
import { MOST_ROWS } from '../../../domain/assistant/tools/arguments';
import {
  budgetUse,
  invoices,
  profitAndLoss,
  receivables,
} from '../../../domain/assistant/tools/finance';
import { formatDate } from '../../../domain/dates/format';
import { AGING_BUCKETS, ageItems, sumBuckets } from '../../../domain/finance/aging';
import { profitAndLoss as reckonProfit } from '../../../domain/finance/statements';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { containing } from '../../../platform/database/containing';
import { standing } from '../../budgets/queries';
import { booksScope, requireBooks } from '../../finance/policy';
import { controlAccount, openItems, turnovers } from '../../finance/queries-of-reports';
import { invoices as invoicesSql } from '../../receivables/queries-of-invoices';
import { defineReading } from '../tool';
import { wholeUnits } from './sql';
import { draft } from './statement';
import { resolveDepartment } from './subject';
import { column, readTable, summed, tableOf, type Row } from './table';
import { nothing } from './unanswered';

/** What is said of a state that the list of invoices knows by other names. */
const STATES = {
  draft: ['draft'],
  open: ['open', 'part-settled', 'overdue'],
  overdue: ['overdue'],
  settled: ['settled'],
};

/** @see invoices */
export const invoicesTool = defineReading(invoices, (context, args) => {
  requireBooks(context.principal);
  const sql = draft();
  sql.bind(context.today);
  sql.where.push(`v.kind = 'invoice'`);
  sql.narrow(args.status && STATES[args.status], (states) => `v.state = ANY(${states}::text[])`);
  sql.narrow(args.customer && containing(args.customer), (name) => `v.customer_name ILIKE ${name}`);
  sql.narrow(args.from, (day) => `v.invoiced_on >= ${day}::date`);
  sql.narrow(args.to, (day) => `v.invoiced_on <= ${day}::date`);
  const inUnits = wholeUnits('v.total_minor', 'v.currency');
  sql.narrow(args.minAmount, (least) => `${inUnits} >= ${least}::numeric`);
  const columns = `v.id, v.number, v.customer_name AS customer, v.state, v.invoiced_on AS "invoicedOn", v.due_on AS due,
    v.currency, v.total_minor AS total, CASE v.state WHEN 'draft' THEN 0 ELSE v.total_minor - v.settled END AS open,
    '/finance/invoices/' || v.id AS href`;
  const said = `Invoices, ${periodText(args)}`;
  return readTable(context.rows, {
    ...{ title: invoices.title, note: said },
    columns: [
      ...[column('number', 'Number'), column('customer', 'Customer')],
      ...[column('invoicedOn', 'Invoiced', 'date'), column('due', 'Due', 'date')],
      ...[summed('total', 'Amount', 'money'), summed('open', 'Open', 'money')],
      column('state', 'Status', 'status'),
    ],
    source: `${invoicesSql(columns)} WHERE ${sql.conditions()}`,
    orderBy: 's."invoicedOn" DESC, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such invoice: ${said}`,
  });
});

/** @see receivables */
export const receivablesTool = defineReading(receivables, async (context, args) => {
  requireBooks(context.principal);
  const asOf = args.asOf ?? context.today;
  const account = await controlAccount(context.rows, 'receivable');
  const items = await openItems(context.rows, account, asOf);
  if (items.length === 0) throw nothing(`Customers owe nothing on ${formatDate(asOf)}`);
  const parties = ageItems(items, asOf);
  const byAge = args.groupBy === 'age';
  const rows: Row[] = byAge
    ? sumBuckets(parties).map((total, at) => ({ group: AGING_BUCKETS[at], total }))
    : parties
        .sort((a, b) => (a.total < b.total ? 1 : -1))
        .map(({ party, total, buckets }) => ({
          ...{ group: party, total, overdue: total - (buckets[0] ?? 0n) },
        }));
  const sum = (key: string) => rows.reduce((all, row) => all + ((row[key] as bigint) ?? 0n), 0n);
  return tableOf(
    {
      ...{ title: receivables.title, note: `At the end of ${formatDate(asOf)}, from the books` },
      columns: [
        column('group', byAge ? 'Due since' : 'Customer'),
        summed('total', 'Open', 'money'),
        ...(byAge ? [] : [summed('overdue', 'Of it overdue', 'money')]),
      ],
      chart: { kind: 'bar', x: 'group', y: ['total'] },
    },
    {
      rows: rows
        .slice(0, args.limit ?? MOST_ROWS)
        .map((row) => ({ ...row, href: '/finance/reports/aging' })),
      ...{ sums: [{ total: sum('total'), overdue: sum('overdue') }], rowCount: rows.length },
    },
  );
});

/** @see budgetUse */
export const budgetUseTool = defineReading(budgetUse, async (context, args) => {
  const scope = booksScope(context.principal);
  const sql = draft();
  const month = args.month ?? context.today.slice(0, 7);
  sql.narrow(scope ?? undefined, (ids) => `b.department_id = ANY(${ids}::uuid[])`);
  sql.narrow(month, (wanted) => `to_char(b.starts_on, 'YYYY-MM') = ${wanted}`);
  const department =
    args.department === undefined ? undefined : await resolveDepartment(context, args.department);
  sql.narrow(department?.ids, (ids) => `b.department_id = ANY(${ids}::uuid[])`);
  const said = `${department?.name ?? 'Departments whose budgets you may see'}, ${month}`;
  return readTable(context.rows, {
    ...{ title: budgetUse.title, note: said },
    columns: [
      ...[column('department', 'Department'), column('account', 'Account')],
      ...[summed('amount', 'Budget', 'money'), summed('actual', 'Spent', 'money')],
      ...[summed('committed', 'Promised', 'money'), summed('left', 'Left', 'money')],
      column('percent', 'Used, %', 'percent'),
    ],
    source: `SELECT u.department, u.code || ' ' || u.account AS account, '${COMPANY_CURRENCY}' AS currency, u.amount,
        u.actual::bigint AS actual, u.committed::bigint AS committed,
        u.amount - u.actual::bigint - u.committed::bigint AS left,
        CASE WHEN u.amount > 0 THEN round((u.actual::numeric + u.committed::numeric) * 10000 / u.amount)::bigint END AS percent,
        '/finance/budgets/' || u.id AS href
      FROM (${standing()} WHERE ${sql.conditions()}) AS u`,
    orderBy: 's.department, s.account',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no budget: ${said}`,
    chart: { kind: 'bar', x: 'department', y: ['amount', 'actual'] },
  });
});

/** @see profitAndLoss */
export const profitAndLossTool = defineReading(profitAndLoss, async (context, { from, to }) => {
  requireBooks(context.principal);
  const posted = await turnovers(context.rows, context.principal, { from, to });
  const { income, expense, totalIncome, totalExpense, profit } = reckonProfit(posted);
  const line = (section: string, account: string, amount: bigint): Row => ({
    ...{ section, account, amount },
    href: `/finance/reports/profit-and-loss?from=${from}&to=${to}`,
  });
  const lines = (section: string, rows: typeof income) =>
    rows.map(({ account, amount }) => line(section, `${account.code} ${account.name}`, amount));
  const sums = [
    line('Total', 'All income', totalIncome),
    line('Total', 'All expense', totalExpense),
    line('Total', 'Profit', profit),
  ];
  const rows = [...lines('Income', income), ...lines('Expense', expense)];
  return tableOf(
    {
      ...{ title: profitAndLoss.title, note: `The company, ${periodText({ from, to })}` },
      columns: [
        ...[column('section', 'Kind'), column('account', 'Account')],
        column('amount', 'Amount', 'money'),
      ],
    },
    // The sums are never cut away: they stand before what would be.
    {
      rows: [...sums, ...rows].slice(0, MOST_ROWS),
      ...{ sums: [], rowCount: rows.length + sums.length },
    },
  );
});
