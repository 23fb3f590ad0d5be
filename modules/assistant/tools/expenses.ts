import { scope, type Scope } from '../../../domain/access/scope';
import { periodText } from '../../../domain/assistant/periods';
import { advances, expenseClaims, expensePolicy } from '../../../domain/assistant/tools/expenses';
import { formatDate } from '../../../domain/dates/format';
import { EXPENSE_CATEGORY_NAMES } from '../../../domain/expenses/claims';
import { EXPENSE_RULE_NAMES } from '../../../domain/expenses/policy';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { defineReading, type ToolContext } from '../tool';
import { minorUnits, named } from './sql';
import { draft, type Draft } from './statement';
import { claimsCounted, fitting, narrowClaims, without, type Spent } from './spending';
import { amongVisible, narrowToPeople, type Visible } from './subject';
import { column, COUNTED, readTable, summed, type Reading } from './table';

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
  narrowClaims(sql, args);
  const said = `${whose}, spent ${periodText(args)}${without(args)}`;
  return readTable(context.rows, {
    ...{ title: expenseClaims.title, note: said },
    columns: [
      ...[column('title', 'Claim'), column('person', 'Person'), column('spent', 'Spent', 'date')],
      ...[summed('amount', 'Amount', 'money'), column('status', 'Status', 'status')],
    ],
    ...claimRows(sql, args, scope(context.principal, 'expense')),
    href: `coalesce('/approvals/' || (SELECT a.id FROM approval_request a WHERE a.subject_id = s.id
      AND a.kind = 'expense-claim' ORDER BY a.submitted_at DESC LIMIT 1), '/expenses')`,
    orderBy: args.orderBy === 'amount' ? 's.currency, s.amount DESC, s.id' : 's.spent DESC, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such claim: ${said}`,
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

const isOfWhole = ({ category, exceptCategories, from, to }: Spent) =>
  (category ?? exceptCategories ?? from ?? to) === undefined;

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
      count: claimsCounted({
        ...{ alike: args.category !== undefined, since },
        isThinned: args.exceptCategories !== undefined,
      }),
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
  const inMinor = (amount: number, rounded: 'ceil' | 'floor') =>
    minorUnits(`${sql.bind(amount)}::numeric`, 's.currency', rounded);
  return [
    ...(minAmount === undefined ? [] : [`${minor} >= ${inMinor(minAmount, 'ceil')}`]),
    ...(maxAmount === undefined ? [] : [`${minor} <= ${inMinor(maxAmount, 'floor')}`]),
  ];
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
