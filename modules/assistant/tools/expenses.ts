import { scope, type Scope } from '../../../domain/access/scope';
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
import { defineReading, type ToolContext } from '../tool';
import {
  compared,
  comparedColumns,
  periodOf,
  shownOn,
  withinPeriod,
  type ComparedPeriod,
} from './comparison';
import { asking, textOf, withinMonth } from './links';
import { minorUnits, named } from './sql';
import { draft, type Draft } from './statement';
import { claimsCounted, fitting, monthOf, type Spent } from './spending';
import { amongVisible, narrowToPeople, whoseBehind, type Asked, type Visible } from './subject';
import { column, COUNTED, readTable, summed, type Reading, type Row } from './table';

const visibleTo = ({ principal }: ToolContext): Visible =>
  amongVisible(scope(principal, 'expense'));

const CATEGORY = named('x.category', EXPENSE_CATEGORY_NAMES);

/** Of claims that are shown: what only those need. */
const SHOWN = {
  columns: 'c.title, c.status, e.name AS person',
  joins: 'JOIN expense_claim c ON c.id = s.id JOIN authz.colleague e ON e.id = c.employee_id',
};

/** @see expenseClaims */
export const expenseClaimsTool = defineReading(expenseClaims, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 's.employee_id', visible: visibleTo(context) },
  });
  sql.narrow(args.status, (status) => `s.status = ${status}`);
  return readTable(context.rows, {
    ...{ title: expenseClaims.title, note: `${whose}, spent ${periodText(args)}` },
    columns: [
      ...[column('title', 'Claim'), column('person', 'Person'), column('spent', 'Spent', 'date')],
      ...[summed('amount', 'Amount', 'money'), column('status', 'Status', 'status')],
    ],
    ...claimRows(sql, args, scope(context.principal, 'expense')),
    href: `coalesce('/approvals/' || (SELECT a.id FROM approval_request a WHERE a.subject_id = s.id
      AND a.kind = 'expense-claim' ORDER BY a.submitted_at DESC LIMIT 1), '/expenses')`,
    orderBy: args.orderBy === 'amount' ? 's.currency, s.amount DESC, s.id' : 's.spent DESC, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such claim: ${whose}, spent ${periodText(args)}`,
  });
});

interface ClaimsAsked extends Spent {
  minAmount?: number;
  maxAmount?: number;
  orderBy?: 'date' | 'amount';
}
type ClaimRows = Pick<Reading, 'source' | 'shown' | 'sums'>;

/**
 * The claims and their sums, by the shortest way there is: who sees much finds the latest from the end, who sees little puts
 * all of theirs together.
 */
function claimRows(sql: Draft, args: ClaimsAsked, seen: Scope): ClaimRows {
  const isByAmount = args.orderBy === 'amount' || (args.minAmount ?? args.maxAmount) !== undefined;
  const seesMuch = seen.everyone || seen.departmentIds.length > 0;
  if (seesMuch && !isByAmount) return latestClaims(sql, args);
  return isOfWhole(args) ? wholeClaims(sql, args) : partsOfClaims(sql, args);
}

const isOfWhole = ({ category, from, to }: Spent) => (category ?? from ?? to) === undefined;

/** Found from the end: the last row that fits stands for its claim. */
function latestClaims(sql: Draft, args: ClaimsAsked): ClaimRows {
  const { fits, since } = fitting(sql, args);
  sql.where.push(fits('s'));
  const part = `(SELECT sum(x.amount_minor) FROM authz.spending x WHERE x.claim_id = s.id AND ${fits('x')})`;
  return {
    source: `SELECT s.claim_id AS id, s.spent_on AS spent, s.claim_minor, s.currency FROM authz.spending s
      WHERE ${sql.conditions()} AND NOT EXISTS (SELECT FROM authz.spending l WHERE l.claim_id = s.claim_id AND ${fits('l')}
        AND (l.spent_on, l.category) > (s.spent_on, s.category))`,
    shown: {
      ...SHOWN,
      columns: `${SHOWN.columns}, ${isOfWhole(args) ? 's.claim_minor' : part} AS amount`,
    },
    sums: sumsOf(sql, {
      count: claimsCounted({ alike: args.category !== undefined, since }),
      minor: 's.amount_minor',
    }),
  };
}

/** By what a claim comes to as a whole, which its first row knows. */
function wholeClaims(sql: Draft, args: ClaimsAsked): ClaimRows {
  sql.where.push(`s.earlier_on = '-infinity'`, ...boundsOf(sql, args, 's.claim_minor'));
  return {
    source: `SELECT s.claim_id AS id, s.latest_on AS spent, s.claim_minor AS amount, s.currency
      FROM authz.spending s WHERE ${sql.conditions()}`,
    shown: SHOWN,
    sums: sumsOf(sql, { count: 'count(*)', minor: 's.claim_minor' }),
  };
}

/** By what their rows that fit come to. */
function partsOfClaims(sql: Draft, args: ClaimsAsked): ClaimRows {
  sql.where.push(fitting(sql, args).fits('s'));
  const bounds = boundsOf(sql, args, 'sum(s.amount_minor)');
  return {
    source: `SELECT s.claim_id AS id, max(s.spent_on) AS spent, sum(s.amount_minor) AS amount, s.currency
      FROM authz.spending s WHERE ${sql.conditions()} GROUP BY s.claim_id, s.currency
      HAVING ${['true', ...bounds].join(' AND ')}`,
    shown: SHOWN,
  };
}

const sumsOf = (sql: Draft, { count, minor }: { count: string; minor: string }) =>
  `SELECT s.currency, ${count} AS "${COUNTED}", sum(${minor})::text AS amount
   FROM authz.spending s WHERE ${sql.conditions()} GROUP BY s.currency ORDER BY s.currency`;

function boundsOf(sql: Draft, { minAmount, maxAmount }: ClaimsAsked, minor: string): string[] {
  const inMinor = (amount: number) => minorUnits(`${sql.bind(amount)}::numeric`, 's.currency');
  return [
    ...(minAmount === undefined ? [] : [`${minor} >= ${inMinor(minAmount)}`]),
    ...(maxAmount === undefined ? [] : [`${minor} <= ${inMinor(maxAmount)}`]),
  ];
}

/** How rows are grouped; and by the group's key `g.key`: what it is called, what it is known by, and where from. */
const GROUPS = {
  person: {
    ...{ label: 'Person', by: 's.employee_id', name: 'e.name', key: 'e.id' },
    joins: 'JOIN authz.colleague e ON e.id = g.key',
  },
  category: {
    ...{ label: 'Category', by: 's.category', key: 'g.key', joins: '' },
    name: named('g.key', EXPENSE_CATEGORY_NAMES),
  },
  month: {
    ...{ label: 'Month', name: `to_char(g.key, 'YYYY-MM')`, key: 'g.key', joins: '' },
    by: (day: string) => monthOf(day),
  },
  // By person first: to look up where somebody is once for each of their rows took as long again.
  department: {
    ...{ label: 'Department', by: 's.employee_id', name: 'd.name', key: 'd.id' },
    joins:
      'JOIN authz.colleague e ON e.id = g.key LEFT JOIN department d ON d.id = e.department_id',
  },
  status: { label: 'Status', by: 's.status', name: 'g.key', key: 'g.key', joins: '' },
} as const;
type Grouping = keyof typeof GROUPS;

/** @see expenseTotals */
export const expenseTotalsTool = defineReading(expenseTotals, async (context, args) => {
  const sql = draft();
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 's.employee_id', visible: visibleTo(context) },
  });
  const period = periodOf(context, args);
  sql.narrow(args.status, (status) => `s.status = ${status}`);
  sql.narrow(args.category, (category) => `s.category = ${category}`);
  sql.where.push(withinPeriod(period, 's.spent_on', sql.bind));
  const groupBy = args.groupBy ?? 'category';
  const said = `${whose}, spent ${period.words}, ${args.status ?? 'whatever became of it'}`;
  return readTable(context.rows, {
    ...{ title: expenseTotals.title, note: said },
    columns: [
      column(
        'group',
        GROUPS[groupBy].label,
        groupBy === 'month' || groupBy === 'status' ? groupBy : 'text',
      ),
      ...comparedColumns(period, summed('amount', 'Amount', 'money')),
      column('claims', 'Claims', 'count'),
    ],
    source: totalsOf(sql, { groupBy, period, category: args.category }),
    orderBy:
      groupBy === 'month' ? 's.key, s.currency' : 's.currency, s.amount DESC, s."group", s.key',
    ...{ draft: sql, limit: args.limit },
    link: (row) => claimsBehind(row, { ...args, ...period }, groupBy),
    nothing: `Nothing was claimed: ${said}`,
    chart: {
      ...{ kind: groupBy === 'month' ? 'line' : 'bar', x: 'group' },
      y: period.before ? ['amount', 'before'] : ['amount'],
    },
  });
});

/** The claims a group is made of: the page of claims has no such filters. */
function claimsBehind(
  row: Row,
  asked: Asked & Spent & { status?: string },
  groupBy: Grouping,
): string | null {
  const group = textOf(row.group);
  if (group === undefined) return null;
  const { from, to } = groupBy === 'month' ? withinMonth(asked, group) : asked;
  return asking({
    ...{ of: 'expense claims', ...whoseBehind(asked, groupBy, group), from, to },
    category: groupBy === 'category' ? String(row.key) : asked.category,
    status: groupBy === 'status' ? group : asked.status,
  });
}

/** The groups with their sums. Claims are those of the period that is asked for, not of the one it is compared with. */
function totalsOf(
  sql: Draft,
  of: { groupBy: Grouping; period: ComparedPeriod; category?: string },
): string {
  const { groupBy, period } = of;
  const { by, name, key, joins } = GROUPS[groupBy];
  const day = 's.spent_on';
  const amount = compared(period, {
    key: 'amount',
    day,
    sum: 'sum(s.amount_minor)',
    bind: sql.bind,
  });
  const { fits, since } = fitting(sql, period.before ? period : { from: period.from });
  const claims = claimsCounted({
    alike: groupBy === 'category' || of.category !== undefined,
    since:
      groupBy === 'month'
        ? `greatest(${[monthOf(day), ...(since ? [since] : [])].join(', ')})`
        : since,
    ...(period.before ? { within: fits('s') } : {}),
  });
  const grouped = typeof by === 'string' ? by : by(shownOn(period, day, sql.bind));
  const figures = comparedColumns(period, summed('amount', 'Amount', 'money'));
  return `SELECT ${name} AS "group", ${key} AS key, g.currency, sum(g.claims)::integer AS claims,
      ${figures.map((figure) => `sum(g."${figure.key}") AS "${figure.key}"`).join(', ')}
    FROM (SELECT ${grouped} AS key, s.currency, ${claims} AS claims, ${amount} FROM authz.spending s
      WHERE ${sql.conditions()} GROUP BY 1, 2) AS g ${joins} GROUP BY 1, 2, g.currency`;
}

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
