import { periodText } from '../../../domain/assistant/periods';
import { listed } from '../../../domain/assistant/planner/clarify';
import type { ToolOutcome } from '../../../domain/assistant/tool';
import { invoices } from '../../../domain/assistant/tools/finance';
import { containing } from '../../../platform/database/containing';
import { requireBooks } from '../../finance/policy';
import { defineReading, type ToolContext } from '../tool';
import { averageOf, wholeUnits } from './sql';
import { draft, type Draft } from './statement';
import { averaged, column, readTable, summed } from './table';

/** Where an invoice stands on a day, as the list of invoices says it: from what is open of it and when it is due. */
const STATE = (
  day: string,
) => `CASE WHEN i.status = 'draft' THEN 'draft' WHEN s.settled >= i.total_minor THEN 'settled'
  WHEN i.due_on < ${day}::date THEN 'overdue' WHEN s.settled > 0 THEN 'part-settled' ELSE 'open' END`;
/** What is asked for by one name is more than one state. */
const STATES = {
  draft: ['draft'],
  open: ['open', 'part-settled', 'overdue'],
  overdue: ['overdue'],
  settled: ['settled'],
};
type State = keyof typeof STATES;

interface InvoicesAsked {
  number?: string;
  customer?: string;
  status?: State;
  exceptStatuses?: State[];
  from?: string;
  to?: string;
  dueFrom?: string;
  dueTo?: string;
  minAmount?: number;
  maxAmount?: number;
}

/** Narrows invoices `i`, with what is settled of them as `s`. @param state SQL of where one stands */
function narrow(sql: Draft, args: InvoicesAsked, state: string): void {
  sql.narrow(args.status && STATES[args.status], (states) => `${state} = ANY(${states}::text[])`);
  const others = args.exceptStatuses?.flatMap((one) => STATES[one]);
  sql.narrow(others, (states) => `${state} <> ALL(${states}::text[])`);
  sql.narrow(args.customer && containing(args.customer), (name) => `c.name ILIKE ${name}`);
  sql.narrow(args.from, (day) => `i.invoiced_on >= ${day}::date`);
  sql.narrow(args.to, (day) => `i.invoiced_on <= ${day}::date`);
  sql.narrow(args.dueFrom, (day) => `i.due_on >= ${day}::date`);
  sql.narrow(args.dueTo, (day) => `i.due_on <= ${day}::date`);
  const inUnits = wholeUnits('i.total_minor', 'i.currency');
  sql.narrow(args.minAmount, (least) => `${inUnits} >= ${least}::numeric`);
  sql.narrow(args.maxAmount, (most) => `${inUnits} <= ${most}::numeric`);
  sql.narrow(args.number, (number) => `lower(i.number) = lower(${number})`);
}

/** Which they are, in words. */
function saidOf(args: InvoicesAsked): string {
  const { from, to, dueFrom, dueTo, exceptStatuses } = args;
  const due =
    (dueFrom ?? dueTo) === undefined ? '' : `, due ${periodText({ from: dueFrom, to: dueTo })}`;
  const left = exceptStatuses ? `, without ${listed(exceptStatuses)}` : '';
  return `Invoices, ${periodText({ from, to })}${due}${left}`;
}

/** @see invoices */
export const invoicesTool = defineReading(invoices, (context, args) => {
  requireBooks(context.principal);
  const sql = draft();
  const state = STATE(sql.bind(context.today));
  narrow(sql, args, state);
  const said = saidOf(args);
  const source = `SELECT i.id, i.number, c.id AS "customerId", c.name AS customer, ${state} AS state,
      i.invoiced_on AS "invoicedOn", i.due_on AS due, i.currency, i.total_minor AS total,
      CASE i.status WHEN 'draft' THEN 0 ELSE i.total_minor - s.settled END AS open, '/finance/invoices/' || i.id AS href
    FROM customer_invoice i JOIN customer c ON c.id = i.customer_id,
      LATERAL (SELECT coalesce(sum(a.amount_minor), 0) AS settled FROM customer_allocation a WHERE a.invoice_id = i.id) AS s
    WHERE i.kind = 'invoice' AND ${sql.conditions()}`;
  const common = {
    ...{ title: invoices.title, note: said, draft: sql, limit: args.limit },
    nothing: `There is no such invoice: ${said}`,
  };
  if (args.groupBy !== undefined || args.measure === 'average')
    return invoiceFigures(context, { ...args, source, common });
  return readTable(context.rows, {
    ...common,
    columns: [
      ...[column('number', 'Number'), column('customer', 'Customer')],
      ...[column('invoicedOn', 'Invoiced', 'date'), column('due', 'Due', 'date')],
      ...[summed('total', 'Amount', 'money'), summed('open', 'Open', 'money')],
      column('state', 'Status', 'status'),
    ],
    source,
    orderBy:
      args.orderBy === 'amount' ? 's.currency, s.total DESC, s.id' : 's."invoicedOn" DESC, s.id',
  });
});

const GROUPS = {
  customer: ['Customer', 'i.customer', 'i."customerId"::text', 'text'],
  month: [
    'Month',
    `to_char(i."invoicedOn", 'YYYY-MM')`,
    `to_char(i."invoicedOn", 'YYYY-MM')`,
    'month',
  ],
  status: ['Status', 'i.state', 'i.state', 'status'],
  none: ['Of', `'All invoices'`, `'all'`, 'text'],
} as const;

/** What some invoices come to, and what one of them does on average. No page has the filters that lead to their rows. */
function invoiceFigures(
  { rows }: ToolContext,
  of: {
    groupBy?: keyof typeof GROUPS;
    measure?: 'sum' | 'average';
    source: string;
    common: { title: string; note: string; draft: Draft; limit?: number; nothing: string };
  },
): Promise<ToolOutcome> {
  const { groupBy = 'none', common } = of;
  const [label, value, key, kind] = GROUPS[groupBy];
  const isAverage = of.measure === 'average';
  const order = isAverage ? 'average' : 'total';
  return readTable(rows, {
    ...{ ...common, limit: common.limit },
    columns: [
      column('group', label, kind),
      ...(isAverage ? [AVERAGE] : []),
      ...[summed('total', 'Amount', 'money'), summed('open', 'Open', 'money')],
      summed('invoices', 'Invoices', 'count'),
    ],
    source: `SELECT ${value} AS "group", ${key} AS key, i.currency, sum(i.total) AS total, sum(i.open) AS open,
        count(*)::integer AS invoices, ${averageOf('sum(i.total)', 'count(*)')} AS average
      FROM (${of.source}) AS i GROUP BY 1, 2, i.currency`,
    orderBy:
      groupBy === 'month' ? 's.key, s.currency' : `s.currency, s.${order} DESC, s."group", s.key`,
    chart: { kind: groupBy === 'month' ? 'line' : 'bar', x: 'group', y: [order] },
  });
}

const AVERAGE = averaged('Average of an invoice', 'money', { of: 'total', by: 'invoices' });
