import { periodText, type Period } from '../../../domain/assistant/periods';
import { listed } from '../../../domain/assistant/planner/clarify';
import type { ToolOutcome } from '../../../domain/assistant/tool';
import { deals, dealTotals, incentives } from '../../../domain/assistant/tools/sales';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { salesScope } from '../../../domain/sales/access';
import { STAGE_NAMES } from '../../../domain/sales/stages';
import { containing } from '../../../platform/database/containing';
import { earningsScope, visibleStatements } from '../../incentives/policy';
import { visibleEmployees } from '../../people/policy';
import { visibleDeals } from '../../sales/policy';
import { defineReading, type ToolContext } from '../tool';
import { compared, comparedColumns, periodOf, shownOn, withinPeriod } from './comparison';
import { groupsTold } from './groups';
import { pageOf, textOf, withinMonth } from './links';
import { resolveName } from './names';
import { averageOf, named, wholeUnits } from './sql';
import { draft, type Draft } from './statement';
import { narrowToPeople, narrowToWho, resolveDepartment } from './subject';
import { averaged, column, readTable, summed, type ToolColumn } from './table';
import { requireNoComparison } from './unanswered';

/** When a deal counts: the day it was closed, or is expected to be. */
const DAY = 'coalesce(d.closed_on, d.expected_on)';
const FROM = `FROM deal d JOIN customer c ON c.id = d.customer_id LEFT JOIN authz.colleague o ON o.id = d.owner_id`;

const isIn = (sql: Draft, stage: string) =>
  stage === 'open' ? 'd.closed_on IS NULL' : `d.stage = ${sql.bind(stage)}`;

/** @returns which stages are left out, in words */
function narrowToStage(sql: Draft, { stage, exceptStages = [] }: DealsAsked): string[] {
  if (stage !== undefined) sql.where.push(isIn(sql, stage));
  for (const one of exceptStages) sql.where.push(`NOT (${isIn(sql, one)})`);
  return exceptStages.length > 0 ? [`without ${listed(exceptStages)}`] : [];
}

function visibleTo({ principal }: ToolContext, sql: Draft): string {
  return visibleDeals(salesScope(principal, 'deal'), sql.parameters);
}

/** Somebody who owns deals that may be seen. @throws Unanswered */
function resolveOwner(context: ToolContext, name: string) {
  const sql = draft();
  return resolveName(context, name, {
    source: `SELECT e.id, e.name, p.name AS also, NULL::text AS code FROM authz.colleague e LEFT JOIN department p ON p.id = e.department_id
      WHERE EXISTS (SELECT FROM deal d WHERE d.owner_id = e.id AND ${visibleTo(context, sql)})`,
    ...{ draft: sql, what: 'owner of deals' },
  });
}

const SELF = /^(me|myself|i)$/i;

interface DealsAsked {
  who?: 'me' | 'my-team' | 'all';
  owner?: string;
  customer?: string;
  department?: string;
  stage?: string;
  exceptStages?: string[];
}

/** Narrows deals to whose, whom with and which stage. @returns whose, in words @throws Unanswered */
async function narrowDeals(context: ToolContext, args: DealsAsked, sql: Draft): Promise<string[]> {
  const said: string[] = [];
  if (args.owner !== undefined) {
    const isSelf = SELF.test(args.owner);
    const owner = isSelf ? context.principal : await resolveOwner(context, args.owner);
    sql.narrow(owner.id, (id) => `d.owner_id = ${id}`);
    said.push(`of ${owner.name}`);
  } else if (args.who !== undefined && args.who !== 'all') {
    const column = 'd.owner_id';
    said.push(`of ${await narrowToWho(context, args.who, { draft: sql, column })}`);
  }
  if (args.department !== undefined) {
    const { ids, name } = await resolveDepartment(context, args.department);
    sql.narrow(ids, (place) => `d.department_id = ANY(${place}::uuid[])`);
    said.push(name);
  }
  said.push(...narrowToStage(sql, args));
  sql.narrow(args.customer && containing(args.customer), (name) => `c.name ILIKE ${name}`);
  return said;
}

/** @see deals */
export const dealsTool = defineReading(deals, async (context, args) => {
  const sql = draft();
  sql.where.push(visibleTo(context, sql));
  const said = [...(await narrowDeals(context, args, sql)), periodText(args)];
  sql.narrow(args.from, (day) => `${DAY} >= ${day}::date`);
  sql.narrow(args.to, (day) => `${DAY} <= ${day}::date`);
  const inUnits = wholeUnits('d.amount_minor', 'd.currency');
  sql.narrow(args.minAmount, (least) => `${inUnits} >= ${least}::numeric`);
  sql.narrow(args.maxAmount, (most) => `${inUnits} <= ${most}::numeric`);
  return readTable(context.rows, {
    ...{ title: deals.title, note: `Deals you may see, ${said.join(', ')}` },
    columns: [
      ...[column('number', 'Number'), column('name', 'Deal'), column('customer', 'Customer')],
      ...[column('owner', 'Owner'), column('stage', 'Stage', 'status')],
      ...[summed('amount', 'Amount', 'money'), column('day', 'Closed or expected', 'date')],
    ],
    source: `SELECT d.id, d.number, d.name, c.name AS customer, o.name AS owner, d.stage, d.amount_minor AS amount,
        d.currency, ${DAY} AS day, '/deals/' || d.id AS href ${FROM} WHERE ${sql.conditions()}`,
    orderBy: args.orderBy === 'amount' ? 's.currency, s.amount DESC, s.id' : 's.day DESC, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no such deal: ${said.join(', ')}`,
  });
});

const GROUPS = {
  stage: ['Stage', named('d.stage', STAGE_NAMES), 'd.stage'],
  owner: ['Owner', 'o.name', 'd.owner_id::text'],
  customer: ['Customer', 'c.name', 'c.id::text'],
  month: ['Month', 'month', 'month'],
  none: ['Of', `'All deals'`, `'all'`],
} as const;

const KINDS: Partial<Record<keyof typeof GROUPS, ToolColumn['kind']>> = { month: 'month' };
const OWN_ORDER: Partial<Record<keyof typeof GROUPS, string>> = { month: 's.key, s.currency' };

const AVERAGE = averaged('Average of a deal', 'money', { of: 'amount', by: 'deals' });

/** @see dealTotals */
export const dealTotalsTool = defineReading(dealTotals, async (context, args) => {
  const sql = draft();
  const isAverage = args.measure === 'average';
  if (isAverage || args.measure === 'win-rate') requireNoComparison(args);
  sql.where.push(visibleTo(context, sql));
  const whose = await narrowDeals(context, args, sql);
  const period = periodOf(context, args);
  sql.where.push(withinPeriod(period, DAY, sql.bind));
  if (args.measure === 'win-rate') return winRate(context, sql, { ...args, ...period, whose });
  const amount = compared(period, {
    ...{ key: 'amount', day: DAY, sum: 'sum(d.amount_minor)', bind: sql.bind },
  });
  const ofNow = period.before
    ? `FILTER (WHERE ${DAY} BETWEEN ${sql.bind(period.from)}::date AND ${sql.bind(period.to)}::date)`
    : '';
  const groupBy = args.groupBy ?? (isAverage ? 'none' : 'stage');
  const [label, value, key] = GROUPS[groupBy];
  const note = ['Deals you may see', ...whose, period.words].join(', ');
  const { averages, ...told } = groupsTold({
    ...{ ...args, figure: 'amount', isAverage, averages: [AVERAGE], first: 's.currency, ' },
    ...{ own: OWN_ORDER[groupBy], byTime: groupBy in OWN_ORDER, before: period.before },
  });
  return readTable(context.rows, {
    ...{ title: dealTotals.title, note, ...told },
    columns: [
      ...[column('group', label, KINDS[groupBy]), ...averages],
      ...comparedColumns(period, summed('amount', 'Amount', 'money')),
      summed('deals', 'Deals', 'count'),
    ],
    source: `SELECT ${value} AS "group", ${key} AS key, d.currency, ${amount}, (count(*) ${ofNow})::integer AS deals,
        ${averageOf('sum(d.amount_minor)', 'count(*)')} AS average
      ${FROM} CROSS JOIN LATERAL (SELECT to_char(${shownOn(period, DAY, sql.bind)}, 'YYYY-MM') AS month) AS shown
      WHERE ${sql.conditions()} GROUP BY 1, 2, d.currency`,
    ...{ draft: sql, limit: args.limit },
    link: ({ key, currency }) =>
      dealsBehind(textOf(key), { ...args, ...period, groupBy, currency: textOf(currency) }),
    nothing: `There are none: ${note}`,
  });
});

/** How many of the deals that came to an end were won. */
function winRate(
  { rows }: ToolContext,
  sql: Draft,
  of: {
    groupBy?: keyof typeof GROUPS;
    orderBy?: 'highest' | 'lowest';
    limit?: number;
    whose: string[];
    words: string;
  },
): Promise<ToolOutcome> {
  const groupBy = of.groupBy === undefined || of.groupBy === 'stage' ? 'none' : of.groupBy;
  const [label, value, key] = GROUPS[groupBy];
  const note = ['Deals you may see that were won or lost', ...of.whose, of.words].join(', ');
  const { averages, ...told } = groupsTold({
    ...{ ...of, figure: 'won', isAverage: true, averages: [RATE] },
    ...{ own: OWN_ORDER[groupBy] && 's.key', byTime: groupBy in OWN_ORDER },
  });
  return readTable(rows, {
    ...{ title: dealTotals.title, note, ...told },
    columns: [
      ...[column('group', label, KINDS[groupBy]), ...averages],
      ...[summed('won', 'Won', 'count'), summed('lost', 'Lost', 'count')],
    ],
    source: `SELECT f.*, f.won * 10000 AS "wonOf", f.won + f.lost AS ended, ${averageOf('f.won * 10000', 'f.won + f.lost')} AS rate
      FROM (SELECT ${value} AS "group", ${key} AS key, (count(*) FILTER (WHERE d.stage = 'won'))::integer AS won,
          (count(*) FILTER (WHERE d.stage = 'lost'))::integer AS lost
        ${FROM} CROSS JOIN LATERAL (SELECT to_char(${DAY}, 'YYYY-MM') AS month) AS shown
        WHERE d.stage IN ('won', 'lost') AND ${sql.conditions()} GROUP BY 1, 2) AS f`,
    ...{ draft: sql, limit: of.limit },
    nothing: `There are none: ${note}`,
  });
}

const RATE = averaged('Won, %', 'percent', { of: 'wonOf', by: 'ended' }, 'rate');

/** The deals a group is made of, on their page. */
function dealsBehind(
  key: string | undefined,
  asked: Period & { groupBy?: keyof typeof GROUPS; stage?: string; currency?: string },
): string | null {
  if (key === undefined) return null;
  const { groupBy = 'stage', stage, currency } = asked;
  const { from, to } = groupBy === 'month' ? withinMonth(asked, key) : asked;
  return pageOf('/deals', {
    stage: groupBy === 'stage' ? key : stage,
    ownerId: groupBy === 'owner' ? key : undefined,
    customerId: groupBy === 'customer' ? key : undefined,
    ...{ currency, from, to },
  });
}

const PERIOD = `CASE p.period WHEN 'month' THEN to_char(r.from_on, 'YYYY-MM') ELSE to_char(r.from_on, 'YYYY-"Q"Q') END`;

/** The months a period has: "2026", "2026-Q3", "2026-10". */
function monthsOf(period: string): { first: string; months: number } {
  const [year, part] = period.split('-');
  if (part === undefined) return { first: `${year}-01-01`, months: 12 };
  if (!part.startsWith('Q')) return { first: `${period}-01`, months: 1 };
  const month = (Number(part.slice(1)) - 1) * 3 + 1;
  return { first: `${year}-${String(month).padStart(2, '0')}-01`, months: 3 };
}

/** @see incentives */
export const incentivesTool = defineReading(incentives, async (context, args) => {
  const sql = draft();
  const { principal } = context;
  sql.where.push(visibleStatements(principal, sql.parameters), `r.status <> 'discarded'`);
  const whose = await narrowToPeople(context, args, {
    ...{ draft: sql, column: 's.employee_id' },
    visible: (employee, parameters) =>
      visibleEmployees(earningsScope(principal), employee, parameters),
  });
  if (args.period !== undefined) {
    const { first, months } = monthsOf(args.period);
    const day = `${sql.bind(first)}::date`;
    sql.where.push(
      `r.from_on < ${day} + ${sql.bind(months)}::integer * interval '1 month' AND r.to_on >= ${day}`,
    );
  }
  const said = `${whose}${args.period === undefined ? '' : `, ${args.period}`}`;
  return readTable(context.rows, {
    ...{ title: incentives.title, note: said },
    columns: [
      ...[column('person', 'Person'), column('plan', 'Plan'), column('period', 'Period')],
      ...[summed('payable', 'To be paid', 'money'), summed('carried', 'Carried forward', 'money')],
      column('status', 'Status', 'status'),
    ],
    source: `SELECT s.id, e.name AS person, p.name AS plan, ${PERIOD} AS period, s.payable_minor AS payable,
        s.carried_minor AS carried, '${COMPANY_CURRENCY}' AS currency, r.status, r.from_on,
        '/incentives/statements/' || s.id AS href
      FROM incentive_statement s JOIN incentive_run r ON r.id = s.run_id JOIN incentive_plan p ON p.id = r.plan_id
      LEFT JOIN authz.colleague e ON e.id = s.employee_id WHERE ${sql.conditions()}`,
    orderBy:
      args.orderBy === 'amount'
        ? 's.payable DESC NULLS LAST, s.person, s.id'
        : 's.from_on DESC, s.person, s.id',
    ...{ draft: sql, limit: args.limit },
    nothing: `There is no statement: ${said}`,
  });
});
