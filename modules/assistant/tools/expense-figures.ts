import { scope } from '../../../domain/access/scope';
import { expenseTotals } from '../../../domain/assistant/tools/expenses';
import { EXPENSE_CATEGORY_NAMES } from '../../../domain/expenses/claims';
import { defineReading } from '../tool';
import {
  compared,
  comparedColumns,
  periodOf,
  withinPeriod,
  shownOn,
  type ComparedPeriod,
} from './comparison';
import { groupsTold } from './groups';
import { asking, textOf, withinMonth } from './links';
import { averageOf, named } from './sql';
import { claimsCounted, fitting, monthOf, narrowClaims, without, type Spent } from './spending';
import { draft, type Draft } from './statement';
import { amongVisible, narrowToPeople, whoseBehind, type Asked } from './subject';
import { averaged, column, COUNTED, readTable, summed, type Row, type ToolColumn } from './table';
import { requireNoComparison } from './unanswered';

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
  none: { label: 'Of', by: `'all'`, name: `'All claims'`, key: 'g.key', joins: '' },
} as const;
type Grouping = keyof typeof GROUPS;
const KINDS: Partial<Record<Grouping, ToolColumn['kind']>> = { month: 'month', status: 'status' };

/** @see expenseTotals */
export const expenseTotalsTool = defineReading(expenseTotals, async (context, args) => {
  const sql = draft();
  const isAverage = args.measure === 'average';
  if (isAverage) requireNoComparison(args);
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 's.employee_id' },
    visible: amongVisible(scope(context.principal, 'expense')),
  });
  const period = periodOf(context, args);
  narrowClaims(sql, args);
  sql.narrow(args.category, (category) => `s.category = ${category}`);
  sql.narrow(args.exceptCategories, (others) => `s.category <> ALL(${others}::text[])`);
  sql.where.push(withinPeriod(period, 's.spent_on', sql.bind));
  const groupBy: Grouping = args.groupBy ?? (isAverage ? 'none' : 'category');
  const became = args.status ?? 'whatever became of it';
  const said = `${whose}, spent ${period.words}, ${became}${without(args)}`;
  const of = { groupBy, period, spent: args };
  const { averages, ...told } = groupsTold({
    ...{ ...args, figure: 'amount', isAverage, averages: [AVERAGE], sums: () => allOf(sql, of) },
    ...{ own: OWN_ORDER[groupBy], first: 's.currency, ' },
    ...{ byTime: groupBy in OWN_ORDER, before: period.before },
  });
  return readTable(context.rows, {
    ...{ title: expenseTotals.title, note: said, ...told },
    columns: [
      ...[column('group', GROUPS[groupBy].label, KINDS[groupBy]), ...averages],
      ...comparedColumns(period, summed('amount', 'Amount', 'money')),
      { ...column('claims', 'Claims', 'count'), isSummed: isAverage },
    ],
    source: totalsOf(sql, of),
    ...{ draft: sql, limit: args.limit },
    link: (row) => claimsBehind(row, { ...args, ...period }, groupBy),
    nothing: `Nothing was claimed: ${said}`,
  });
});

const OWN_ORDER: Partial<Record<Grouping, string>> = { month: 's.key, s.currency' };
const AVERAGE = averaged('Average of a claim', 'money', { of: 'amount', by: 'claims' });

/** The claims a group is made of: the page of claims has no such filters. */
function claimsBehind(
  row: Row,
  asked: Asked & Spent & { status?: string; exceptStatuses?: string[] },
  groupBy: Grouping,
): string | null {
  const group = textOf(row.group);
  if (group === undefined) return null;
  const { from, to } = groupBy === 'month' ? withinMonth(asked, group) : asked;
  const isOfOne = { category: groupBy === 'category', status: groupBy === 'status' };
  return asking({
    ...{ of: 'expense claims', ...whoseBehind(asked, groupBy, group), from, to },
    category: isOfOne.category ? String(row.key) : asked.category,
    status: isOfOne.status ? group : asked.status,
    except: [
      ...(isOfOne.category ? [] : (asked.exceptCategories ?? [])),
      ...(isOfOne.status ? [] : (asked.exceptStatuses ?? [])),
    ],
  });
}

interface Totalled {
  groupBy: Grouping;
  period: ComparedPeriod;
  spent: Spent;
}

/** The groups with their sums. Claims are those of the period that is asked for, not of the one it is compared with. */
function totalsOf(sql: Draft, of: Totalled): string {
  const { groupBy, period } = of;
  const { by, name, key, joins } = GROUPS[groupBy];
  const day = 's.spent_on';
  const amount = compared(period, {
    key: 'amount',
    day,
    sum: 'sum(s.amount_minor)',
    bind: sql.bind,
  });
  const grouped = typeof by === 'string' ? by : by(shownOn(period, day, sql.bind));
  const figures = comparedColumns(period, summed('amount', 'Amount', 'money'));
  return `SELECT ${name} AS "group", ${key} AS key, g.currency, sum(g.claims)::integer AS claims,
      ${averageOf('sum(g.amount)', 'sum(g.claims)')} AS average,
      ${figures.map((figure) => `sum(g."${figure.key}") AS "${figure.key}"`).join(', ')}
    FROM (SELECT ${grouped} AS key, s.currency, ${claimsIn(sql, of)} AS claims, ${amount} FROM authz.spending s
      WHERE ${sql.conditions()} GROUP BY 1, 2) AS g ${joins} GROUP BY 1, 2, g.currency`;
}

function claimsIn(sql: Draft, { groupBy, period, spent }: Totalled): string {
  const isThinned = spent.exceptCategories !== undefined;
  // What is bound has to stand in the statement: the first day does not, where claims are counted by their ids.
  if (isThinned && !period.before) return claimsCounted({ alike: false, isThinned });
  const { fits, since } = fitting(sql, period.before ? period : { from: period.from });
  return claimsCounted({
    alike: groupBy === 'category' || spent.category !== undefined,
    isThinned,
    since:
      groupBy === 'month'
        ? `greatest(${[monthOf('s.spent_on'), ...(since ? [since] : [])].join(', ')})`
        : since,
    ...(period.before ? { within: fits('s') } : {}),
  });
}

/** The sums of all: a claim of two categories, or of two months, is one claim and in two groups. */
function allOf(sql: Draft, of: Totalled): string {
  const claims = claimsIn(sql, { ...of, groupBy: 'none' });
  return `SELECT t.currency, (SELECT count(*) FROM source g WHERE g.currency = t.currency)::integer AS "${COUNTED}",
      t.amount::text AS amount, t.claims::text AS claims, ${averageOf('t.amount', 't.claims')}::text AS average
    FROM (SELECT s.currency, sum(s.amount_minor) AS amount, ${claims} AS claims FROM authz.spending s
      WHERE ${sql.conditions()} GROUP BY s.currency) AS t ORDER BY t.currency`;
}
