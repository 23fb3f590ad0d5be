import { scope } from '../../../domain/access/scope';
import { periodText } from '../../../domain/assistant/periods';
import {
  advances,
  expenseClaims,
  expensePolicy,
  expenseTotals,
} from '../../../domain/assistant/tools/expenses';
import { formatDate } from '../../../domain/dates/format';
import { EXPENSE_CATEGORY_NAMES } from '../../../domain/expenses/claims';
import { EXPENSE_RULE_NAMES } from '../../../domain/expenses/policy';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { visibleEmployees } from '../../people/policy';
import { defineReading, type ToolContext } from '../tool';
import { compared, comparedColumns, periodOf, shownOn, withinPeriod } from './comparison';
import { named, wholeUnits } from './sql';
import { draft } from './statement';
import { narrowToPeople, type Visible } from './subject';
import { column, readTable, summed } from './table';

const visibleTo =
  ({ principal }: ToolContext): Visible =>
  (employee, parameters) =>
    visibleEmployees(scope(principal, 'expense'), employee, parameters);

const CATEGORY = named('x.category', EXPENSE_CATEGORY_NAMES);

/** @see expenseClaims */
export const expenseClaimsTool = defineReading(expenseClaims, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'c.employee_id', visible: visibleTo(context) },
  });
  sql.narrow(args.status, (status) => `c.status = ${status}`);
  sql.narrow(args.category, (category) => `x.category = ${category}`);
  sql.narrow(args.from, (day) => `x.spent_on >= ${day}::date`);
  sql.narrow(args.to, (day) => `x.spent_on <= ${day}::date`);
  const inUnits = wholeUnits('sum(x.amount_minor)', 'c.currency');
  const having = [
    ...(args.minAmount === undefined ? [] : [`${inUnits} >= ${sql.bind(args.minAmount)}::numeric`]),
    ...(args.maxAmount === undefined ? [] : [`${inUnits} <= ${sql.bind(args.maxAmount)}::numeric`]),
    'true',
  ];
  return readTable(context.rows, {
    title: expenseClaims.title,
    note: `${whose}, spent ${periodText(args)}`,
    columns: [
      ...[column('title', 'Claim'), column('person', 'Person'), column('spent', 'Spent', 'date')],
      ...[summed('amount', 'Amount', 'money'), column('status', 'Status', 'status')],
    ],
    source: `SELECT c.id, c.title, e.name AS person, max(x.spent_on) AS spent, sum(x.amount_minor) AS amount, c.currency,
        c.status
      FROM expense_claim c JOIN expense_claim_line x ON x.claim_id = c.id JOIN authz.colleague e ON e.id = c.employee_id
      WHERE ${sql.conditions()} GROUP BY c.id, e.name HAVING ${having.join(' AND ')}`,
    href: `coalesce('/approvals/' || (SELECT a.id FROM approval_request a WHERE a.subject_id = s.id
      AND a.kind = 'expense-claim' ORDER BY a.submitted_at DESC LIMIT 1), '/expenses')`,
    orderBy: args.orderBy === 'amount' ? 's.currency, s.amount DESC, s.id' : 's.spent DESC, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such claim: ${whose}, spent ${periodText(args)}`,
  });
});

const GROUPS = {
  person: ['Person', 'e.name', 'e.id'],
  category: ['Category', CATEGORY, 'x.category'],
  month: ['Month', 'month', 'month'],
  department: ['Department', 'd.name', 'd.id'],
  status: ['Status', 'c.status', 'c.status'],
} as const;

/** @see expenseTotals */
export const expenseTotalsTool = defineReading(expenseTotals, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'c.employee_id', visible: visibleTo(context) },
  });
  const period = periodOf(context, args);
  sql.narrow(args.status, (status) => `c.status = ${status}`);
  sql.narrow(args.category, (category) => `x.category = ${category}`);
  sql.where.push(withinPeriod(period, 'x.spent_on', sql.bind));
  const amount = compared(period, {
    ...{ key: 'amount', day: 'x.spent_on', sum: 'sum(x.amount_minor)', bind: sql.bind },
  });
  const groupBy = args.groupBy ?? 'category';
  const [label, value, key] = GROUPS[groupBy];
  const shown = shownOn(period, 'x.spent_on', sql.bind);
  const said = `${whose}, spent ${period.words}, ${args.status ?? 'whatever became of it'}`;
  return readTable(context.rows, {
    ...{ title: expenseTotals.title, note: said },
    columns: [
      column('group', label, groupBy === 'month' || groupBy === 'status' ? groupBy : 'text'),
      ...comparedColumns(period, summed('amount', 'Amount', 'money')),
      column('claims', 'Claims', 'count'),
    ],
    source: `SELECT ${value} AS "group", ${key} AS key, c.currency, ${amount}, count(DISTINCT c.id)::integer AS claims
      FROM expense_claim c JOIN expense_claim_line x ON x.claim_id = c.id JOIN authz.colleague e ON e.id = c.employee_id
      LEFT JOIN department d ON d.id = e.department_id
      CROSS JOIN LATERAL (SELECT to_char(${shown}, 'YYYY-MM') AS month) AS shown
      WHERE ${sql.conditions()} GROUP BY 1, 2, c.currency`,
    orderBy:
      groupBy === 'month' ? 's.key, s.currency' : 's.currency, s.amount DESC, s."group", s.key',
    ...{ draft: sql, limit: args.limit },
    nothing: `Nothing was claimed: ${said}`,
    chart: {
      ...{ kind: groupBy === 'month' ? 'line' : 'bar', x: 'group' },
      y: period.before ? ['amount', 'before'] : ['amount'],
    },
  });
});

/** @see advances */
export const advancesTool = defineReading(advances, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 'a.employee_id', visible: visibleTo(context) },
  });
  const open = 'a.amount_minor - a.settled_minor - a.returned_minor';
  if (args.status !== undefined) sql.where.push(`${open} ${args.status === 'open' ? '>' : '='} 0`);
  return readTable(context.rows, {
    ...{ title: advances.title, note: whose },
    columns: [
      ...[column('person', 'Person'), column('paid', 'Paid on', 'date')],
      ...[summed('amount', 'Amount', 'money'), summed('settled', 'Settled', 'money')],
      ...[summed('returned', 'Returned', 'money'), summed('open', 'Open', 'money')],
    ],
    source: `SELECT a.id, e.name AS person, a.paid_on AS paid, a.currency, a.amount_minor AS amount,
        a.settled_minor AS settled, a.returned_minor AS returned, ${open} AS open, '/expenses/advances' AS href
      FROM expense_advance a JOIN authz.colleague e ON e.id = a.employee_id WHERE ${sql.conditions()}`,
    orderBy: 's.paid DESC, s.person, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such advance: ${whose}`,
  });
});

/** @see expensePolicy */
export const expensePolicyTool = defineReading(expensePolicy, (context, args) => {
  const sql = draft();
  const today = sql.bind(context.today);
  sql.narrow(args.category, (category) => `x.category = ${category}`);
  return readTable(context.rows, {
    title: expensePolicy.title,
    note: `As it holds on ${formatDate(context.today)}`,
    columns: [
      ...[column('category', 'Category'), column('rule', 'Rule')],
      ...[column('limit', 'Limit', 'money'), column('days', 'Days', 'count')],
      column('strictness', 'What is over'),
    ],
    source: `SELECT ${CATEGORY} AS category, ${named('x.rule', EXPENSE_RULE_NAMES)} AS rule, x.limit_minor AS "limit",
        '${COMPANY_CURRENCY}' AS currency, x.days,
        CASE WHEN x.is_hard THEN 'is refused' ELSE 'needs one more signature' END AS strictness, '/expenses/policy' AS href
      FROM expense_policy_version v JOIN expense_policy_rule x ON x.version_id = v.id
      WHERE v.valid @> ${today}::date AND ${sql.conditions()}`,
    orderBy: 's.category, s.rule',
    ...{ draft: sql, limit: undefined },
    nothing: 'No rule holds for that today',
  });
});
