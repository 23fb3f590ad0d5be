import { scope } from '../../../domain/access/scope';
import { periodText, type Period } from '../../../domain/assistant/periods';
import { listed } from '../../../domain/assistant/planner/clarify';
import { projectPnl, projects, projectTotals } from '../../../domain/assistant/tools/projects';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { divideRounded } from '../../../domain/money/money';
import { ACCOUNT_FIGURES, FIGURE_NAMES, marginOf } from '../../../domain/project-accounts/figures';
import type { AccountFigure, Margin } from '../../../domain/project-accounts/figures';
import { containing } from '../../../platform/database/containing';
import { visibleAccounts } from '../../project-accounts/policy';
import { postedOn, workOn, type Stretch } from '../../project-accounts/queries-of-accounts';
import { visibleProjects } from '../../projects/policy';
import { defineReading, type ToolContext } from '../tool';
import { comparedColumns, periodOf, type ComparedPeriod } from './comparison';
import { pageOf, textOf } from './links';
import { resolveName } from './names';
import { draft, type Draft } from './statement';
import { resolveDepartment } from './subject';
import { column, readTable, summed, tableOf, type Row } from './table';

/** @see projects */
export const projectsTool = defineReading(projects, async (context, args) => {
  const sql = draft();
  sql.where.push(visibleProjects(scope(context.principal, 'project'), sql.parameters));
  sql.narrow(args.status, (status) => `p.status = ${status}`);
  sql.narrow(args.exceptStatuses, (others) => `p.status <> ALL(${others}::text[])`);
  sql.narrow(
    args.name && containing(args.name),
    (name) => `(p.name ILIKE ${name} OR p.code ILIKE ${name})`,
  );
  sql.narrow(args.customer && containing(args.customer), (name) => `p.customer ILIKE ${name}`);
  sql.narrow(args.manager && containing(args.manager), (name) => `m.name ILIKE ${name}`);
  sql.narrow(args.liveFrom, (day) => `p.live_on >= ${day}::date`);
  sql.narrow(args.liveTo, (day) => `p.live_on <= ${day}::date`);
  const left = args.exceptStatuses ? `, without ${listed(args.exceptStatuses)}` : '';
  const said = `${await narrowToDepartment(context, args.department, sql)}${left}`;
  const live =
    args.liveFrom || args.liveTo
      ? `, live ${periodText({ from: args.liveFrom, to: args.liveTo })}`
      : '';
  return readTable(context.rows, {
    ...{ title: projects.title, note: `Projects you may see${said}${live}` },
    columns: [
      ...[column('code', 'Code'), column('name', 'Project'), column('customer', 'Customer')],
      ...[column('manager', 'Manager'), column('status', 'Status', 'status')],
      ...[column('starts', 'Starts', 'date'), column('live', 'Live', 'date')],
    ],
    source: `SELECT p.id, p.code, p.name, p.customer, m.name AS manager, p.status, p.starts_on AS starts, p.live_on AS live,
        '/projects/' || p.id AS href
      FROM project p LEFT JOIN authz.colleague m ON m.id = p.manager_id WHERE ${sql.conditions()}`,
    orderBy: 's.code',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such project that you may see${said}${live}`,
  });
});

/** Projects of a department and of those below it. @returns which, for the note @throws Unanswered */
async function narrowToDepartment(
  context: ToolContext,
  name: string | undefined,
  sql: Draft,
): Promise<string> {
  if (name === undefined) return '';
  const { ids, name: called } = await resolveDepartment(context, name);
  sql.narrow(ids, (place) => `p.department_id = ANY(${place}::uuid[])`);
  return ` of ${called}`;
}

/** @see projectPnl */
export const projectPnlTool = defineReading(projectPnl, async (context, args) => {
  const project = await resolveAccount(context, args.project);
  const of: Stretch = [project.id, args.from ?? null, args.to ?? null];
  const posted = await postedOn(context.rows, of);
  const { minor: work } = await workOn(context.rows, of);
  const minors: Record<AccountFigure, bigint | null> = {
    revenue: posted.revenue.minor,
    ...{ work, expenses: posted.expenses.minor, bills: posted.bills.minor },
  };
  const margin = marginOf(minors);
  const isWhole = args.from === undefined && args.to === undefined;
  const rows = [
    ...figureRows(minors, margin),
    ...(isWhole ? await budgetRows(context, project.id, costOf(minors)) : []),
  ].map((row) => ({ ...row, href: `/projects/${project.id}/pnl` }));
  const unpriced =
    work === null
      ? '; some approved time has no cost rate, so its cost and the margin are not known'
      : '';
  return tableOf(
    {
      title: projectPnl.title,
      note: `${project.name}, ${isWhole ? 'its whole life' : periodText(args)}${unpriced}`,
      columns: [
        ...[column('figure', 'Figure'), column('amount', 'Amount', 'money')],
        column('percent', 'Of the revenue, %', 'percent'),
      ],
    },
    { rows, sums: [], rowCount: rows.length },
  );
});

/** A project whose account may be seen. @throws Unanswered */
function resolveAccount(context: ToolContext, name: string) {
  const sql = draft();
  const visible = visibleAccounts(context.principal, sql.parameters);
  return resolveName(context, name, {
    source: `SELECT p.id, p.name, p.code AS also, p.code FROM project p WHERE ${visible}`,
    ...{ draft: sql, what: 'project with figures' },
  });
}

function costOf({ work, expenses, bills }: Record<AccountFigure, bigint | null>): bigint | null {
  return work === null ? null : work + (expenses ?? 0n) + (bills ?? 0n);
}

function figureRows(minors: Record<AccountFigure, bigint | null>, margin: Margin): Row[] {
  const { revenue } = minors;
  const shareOf = (minor: bigint | null) =>
    revenue === null || revenue <= 0n || minor === null
      ? null
      : divideRounded(minor * 10_000n, revenue);
  const row = (figure: string, amount: bigint | null): Row => ({
    ...{ figure, amount, percent: shareOf(amount) },
  });
  return [
    ...ACCOUNT_FIGURES.map((figure) => row(FIGURE_NAMES[figure], minors[figure])),
    row('All costs', costOf(minors)),
    { figure: 'Margin', amount: margin.minor, percent: margin.basisPoints },
  ];
}

async function budgetRows(
  { rows }: ToolContext,
  projectId: string,
  cost: bigint | null,
): Promise<Row[]> {
  const [terms] = await rows.query<{ budget: string | null }>(
    'SELECT t.budget_minor AS budget FROM project_terms t WHERE t.project_id = $1',
    [projectId],
  );
  if (!terms?.budget) return [];
  const budget = BigInt(terms.budget);
  return [
    { figure: 'Budget', amount: budget },
    { figure: 'Left of the budget', amount: cost === null ? null : budget - cost },
  ];
}

const GROUPS = {
  project: ['Project', `x.code || ' ' || x.name`, 'x.id::text'],
  customer: ['Customer', 'x.customer', 'x.customer'],
  manager: ['Project manager', 'x.manager', 'x.manager_id::text'],
} as const;
const MEASURES = { revenue: 'Revenue', cost: 'Cost', margin: 'Margin' };

/** @see projectTotals */
export const projectTotalsTool = defineReading(projectTotals, async (context, args) => {
  const sql = draft();
  const period = periodOf(context, args);
  const measure = args.measure ?? 'margin';
  const visible = visibleAccounts(context.principal, sql.parameters);
  sql.where.push(visible);
  const said = await narrowToDepartment(context, args.department, sql);
  const groupBy = args.groupBy ?? 'project';
  const [label, value, key] = GROUPS[groupBy];
  const figures = comparedColumns(period, summed(measure, MEASURES[measure], 'money'));
  const others = (['revenue', 'cost', 'margin'] as const)
    .filter((one) => one !== measure)
    .map((one) => summed(one, MEASURES[one], 'money'));
  return readTable(context.rows, {
    ...{
      title: projectTotals.title,
      note: `Projects${said} whose figures you may see, ${period.words}`,
    },
    columns: [
      column('group', label),
      ...figures,
      ...others,
      column('percent', 'Margin, %', 'percent'),
    ],
    source: `SELECT g.*, '${COMPANY_CURRENCY}' AS currency,
        CASE WHEN g.revenue > 0 THEN round(g.margin * 10000 / g.revenue)::bigint END AS percent
        ${period.before ? `, g.${measure} - g.before AS change` : ''}
      FROM (SELECT ${value} AS "group", ${key} AS key, ${sumsOf('x', ['revenue', 'cost', 'margin'])}
          ${period.before ? `, ${known(`x.before_${measure}`)} AS before` : ''}
        FROM (${accountsSql(period, sql.conditions(), sql)}) AS x GROUP BY 1, 2) AS g`,
    orderBy: `s.${measure} ${args.orderBy === 'lowest' ? 'ASC' : 'DESC'} NULLS LAST, s."group", s.key`,
    ...{ draft: sql, limit: args.limit },
    link: (row) => accountsBehind(row, { groupBy, ...period }),
    nothing: `There is no project${said} whose figures you may see`,
    chart: { kind: 'bar', x: 'group', y: period.before ? [measure, 'before'] : [measure] },
  });
});

/** The accounts a group is made of: of a project its own, of a customer their part of the portfolio. */
function accountsBehind(
  row: Row,
  { groupBy, from, to }: Period & { groupBy: keyof typeof GROUPS },
): string | null {
  const [group, key] = [textOf(row.group), textOf(row.key)];
  if (group === undefined || key === undefined) return null;
  if (groupBy === 'project') return pageOf(`/projects/${key}/pnl`, { from, to });
  if (groupBy === 'customer') return pageOf('/portfolio', { q: group });
  return pageOf('/assistant', { ask: `List projects managed by ${group}` });
}

/** A sum of which a part is not known is not known. */
const known = (value: string) => `CASE WHEN count(${value}) = count(*) THEN sum(${value}) END`;
const sumsOf = (alias: string, names: string[]) =>
  names.map((name) => `${known(`${alias}.${name}`)} AS ${name}`).join(', ');

/** Each project with its figures of a period, and of the one before. */
function accountsSql(period: ComparedPeriod, visible: string, sql: Draft): string {
  const { before } = period;
  return `SELECT p.id, p.code, p.name, p.customer, p.manager_id, m.name AS manager, n.revenue, n.cost, n.revenue - n.cost AS margin
      ${before ? ', b.revenue AS before_revenue, b.cost AS before_cost, b.revenue - b.cost AS before_margin' : ''}
    FROM project p LEFT JOIN authz.colleague m ON m.id = p.manager_id
    CROSS JOIN LATERAL (${figuresSql(period, sql)}) AS n
    ${before ? `CROSS JOIN LATERAL (${figuresSql(before, sql)}) AS b` : ''}
    WHERE ${visible}`;
}

/** What a project `p` earned and cost, as its account says: the journal, and approved time at its frozen cost. */
function figuresSql({ from, to }: { from?: string; to?: string }, sql: Draft): string {
  const within = (day: string) =>
    [
      ...(from ? [`AND ${day} >= ${sql.bind(from)}::date`] : []),
      ...(to ? [`AND ${day} <= ${sql.bind(to)}::date`] : []),
    ].join(' ');
  return `SELECT posted.revenue, posted.expense + work.cost AS cost FROM (
      SELECT coalesce(sum(l.credit_minor - l.debit_minor) FILTER (WHERE a.kind = 'income'), 0) AS revenue,
        coalesce(sum(l.debit_minor - l.credit_minor) FILTER (WHERE a.kind = 'expense'), 0) AS expense
      FROM journal_line l JOIN account a ON a.id = l.account_id JOIN journal_entry j ON j.id = l.entry_id
      WHERE l.project_id = p.id ${within('j.posted_on')}) AS posted, (
      SELECT CASE WHEN count(*) = count(l.cost_minor) THEN coalesce(sum(l.cost_minor), 0) END AS cost
      FROM timesheet_line l WHERE l.project_id = p.id AND l.approved_at IS NOT NULL ${within('l.worked_on')}) AS work`;
}
