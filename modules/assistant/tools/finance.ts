import { periodText } from '../../../domain/assistant/periods';
import { MOST_ROWS } from '../../../domain/assistant/tools/arguments';
import { budgetUse, profitAndLoss, receivables } from '../../../domain/assistant/tools/finance';
import { formatDate } from '../../../domain/dates/format';
import { AGING_BUCKETS, ageItems, sumBuckets } from '../../../domain/finance/aging';
import { profitAndLoss as reckonProfit } from '../../../domain/finance/statements';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { ACTUAL, committed } from '../../budgets/queries';
import { booksScope, requireBooks } from '../../finance/policy';
import { controlAccount, openItems, turnovers } from '../../finance/queries-of-reports';
import { defineReading } from '../tool';
import { pageOf, textOf } from './links';
import { draft } from './statement';
import { resolveDepartment } from './subject';
import { column, readTable, summed, tableOf, type Row } from './table';
import { empty } from './unanswered';

/** @see receivables */
export const receivablesTool = defineReading(receivables, async (context, args) => {
  requireBooks(context.principal);
  const asOf = args.asOf ?? context.today;
  const account = await controlAccount(context.rows, 'receivable');
  const items = await openItems(context.rows, account, asOf);
  if (items.length === 0) throw empty(`Customers owe nothing on ${formatDate(asOf)}`);
  const parties = ageItems(items, asOf);
  const byAge = args.groupBy === 'age';
  const rows: Row[] = byAge
    ? sumBuckets(parties).map((total, at) => ({ group: AGING_BUCKETS[at], total }))
    : parties
        .sort((a, b) => (a.total < b.total ? 1 : -1))
        .map(({ party, total, buckets }) => ({
          ...{ group: party, total, overdue: total - (buckets[0] ?? 0n) },
        }));
  const hrefOf = ({ group }: Row) =>
    byAge
      ? pageOf('/finance/reports/aging', { of: 'receivable', asOf })
      : pageOf('/finance/ledger', { account: account.id, party: textOf(group), to: asOf });
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
      rows: rows.slice(0, args.limit ?? MOST_ROWS).map((row) => ({ ...row, href: hrefOf(row) })),
      ...{ sums: [{ total: sum('total'), overdue: sum('overdue') }], rowCount: rows.length },
    },
  );
});

/** @see budgetUse; the sums are those of the page of budgets. */
export const budgetUseTool = defineReading(budgetUse, async (context, args) => {
  const scope = booksScope(context.principal);
  const sql = draft();
  const month = args.month ?? context.today.slice(0, 7);
  sql.narrow(scope ?? undefined, (ids) => `b.department_id = ANY(${ids}::uuid[])`);
  sql.narrow(`${month}-01`, (first) => `b.starts_on = ${first}::date`);
  const department =
    args.department === undefined ? undefined : await resolveDepartment(context, args.department);
  sql.narrow(department?.ids, (ids) => `b.department_id = ANY(${ids}::uuid[])`);
  const said = `${department?.name ?? 'Departments whose budgets you may see'}, ${month}`;
  return readTable(context.rows, {
    title: budgetUse.title,
    note: `${said}; what is ordered or claimed and not posted yet is promised`,
    columns: [
      ...[column('department', 'Department'), column('account', 'Account')],
      ...[summed('amount', 'Budget', 'money'), summed('spent', 'Spent', 'money')],
      ...[summed('promised', 'Promised', 'money'), summed('left', 'Left', 'money')],
      column('percent', 'Used, %', 'percent'),
    ],
    source: `SELECT u.*, u.amount - u.spent - u.promised AS left,
        CASE WHEN u.amount > 0 THEN round((u.spent + u.promised) * 10000 / u.amount)::bigint END AS percent FROM (
        SELECT d.name AS department, a.code || ' ' || a.name AS account, '${COMPANY_CURRENCY}' AS currency,
          b.amount_minor AS amount, '/finance/budgets/' || b.id AS href,
          ${ACTUAL} AS spent, ${committed()} AS promised
        FROM budget b JOIN department d ON d.id = b.department_id JOIN account a ON a.id = b.account_id
        WHERE ${sql.conditions()}) AS u`,
    orderBy: 's.department, s.account',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no budget: ${said}`,
    chart: { kind: 'bar', x: 'account', y: ['amount', 'spent', 'promised'] },
  });
});

/** @see profitAndLoss */
export const profitAndLossTool = defineReading(profitAndLoss, async (context, { from, to }) => {
  requireBooks(context.principal);
  const posted = await turnovers(context.rows, context.principal, { from, to });
  const { income, expense, totalIncome, totalExpense, profit } = reckonProfit(posted);
  const report = pageOf('/finance/reports/profit-and-loss', { from, to });
  const line = (section: string, account: string, amount: bigint): Row => ({
    ...{ section, account, amount, href: report },
  });
  const lines = (section: string, rows: typeof income) =>
    rows.map(({ account: { id, code, name }, amount }) => ({
      ...line(section, `${code} ${name}`, amount),
      href: pageOf('/finance/ledger', { account: id, from, to }),
    }));
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
