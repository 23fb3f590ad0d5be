import type { Principal } from '../../../domain/access/principal';
import { approvalRate, type Measure } from '../../../domain/insight/measures';
import type { Figure, Insight, InsightQuery } from '../../../domain/wire/insight';
import type { Database, Queryable } from '../../../platform/database/database';
import { figuresOf, type Grouping } from '../figures';
import { measuredDepartments } from '../queries';

/** The longest list of approvers a page can use. */
const MOST_ROWS = 100;

/** Everything the insight page shows for a period, from one snapshot, so that its figures agree with each other. */
export async function readInsight(
  db: Database,
  principal: Principal,
  query: InsightQuery,
): Promise<Insight> {
  return db.transaction(async (tx) => {
    tx.send('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    // Compiling these statements takes longer than running them.
    tx.send('SET LOCAL jit = off');
    // Years of cases are sorted in memory, for this one transaction.
    tx.send(`SET LOCAL work_mem = '64MB'`);
    const [now] = await tx.query<{ at: Date }>('SELECT now() AS at');
    const figures = await readFigures(tx, principal, query);
    return {
      from: query.from,
      to: query.to,
      zone: principal.zone,
      asOf: (now as { at: Date }).at.toISOString(),
      departments: await measuredDepartments(tx, principal),
      ...figures,
      ...ratesOf(figures.outcomes),
    };
  });
}

async function readFigures(db: Queryable, principal: Principal, query: InsightQuery) {
  const of = (measure: Measure, groupings: Grouping[]) =>
    figuresOf(db, principal, { filter: { ...query, measure }, groupings });
  const [weeks] = await of('submitted', [['week', 'kind', 'status']]);
  const [closed, cycleByKind, outcomes, bands] = await of('closed', [
    [],
    ['kind'],
    ['kind', 'status'],
    ['band'],
  ]);
  const [cycleByStep] = await of('steps', [['step']]);
  const [cycleByApprover, channels] = await of('decisions', [['approverId'], ['channel']]);
  const [mail, mailByChannel] = await of('mail', [[], ['channel']]);
  const [open, bottlenecks] = await of('open', [[], ['step', 'approverId']]);
  const [overdue, overdueByStep] = await of('overdue', [[], ['step']]);
  return {
    submitted: sum(weeks),
    closed: only(closed),
    open: only(open),
    overdue: only(overdue),
    mail: only(mail),
    outcomes: sorted(outcomes, by('kind')),
    bands: sorted(bands, lowestFirst),
    weeks: sorted(weeks, by('week')),
    cycleByKind: sorted(cycleByKind, mostFirst),
    cycleByStep: sorted(cycleByStep, mostFirst),
    cycleByApprover: sorted(cycleByApprover, slowestFirst).slice(0, MOST_ROWS),
    channels: sorted(channels, by('channel')),
    mailByChannel: sorted(mailByChannel, by('channel')),
    bottlenecks: sorted(bottlenecks, by('since')).slice(0, MOST_ROWS),
    overdueByStep: sorted(overdueByStep, by('since')),
  };
}

type Order = (a: Figure, b: Figure) => number;
const mostFirst: Order = (a, b) => b.count - a.count;
const slowestFirst: Order = (a, b) => (b.p50 ?? 0) - (a.p50 ?? 0);
const lowestFirst: Order = (a, b) => (a.band ?? 0) - (b.band ?? 0);
const by =
  (name: 'kind' | 'week' | 'channel' | 'since'): Order =>
  (a, b) =>
    (a[name] ?? '').localeCompare(b[name] ?? '');

function sorted(figures: Figure[] = [], order: Order): Figure[] {
  return [...figures].sort(order);
}

function sum(figures: Figure[] = []): number {
  return figures.reduce((total, { count }) => total + count, 0);
}

/** The figure over all cases: grouping by nothing gives one row, also of no cases. */
function only(figures: Figure[] = []): Figure {
  return figures[0] ?? { count: 0, p50: null, p90: null, mean: null, since: null };
}

function ratesOf(outcomes: Figure[]): Pick<Insight, 'approvalRate' | 'rates'> {
  const count = (status: string, kind?: string) =>
    sum(outcomes.filter((row) => row.status === status && (!kind || row.kind === kind)));
  const rate = (kind?: string) => {
    const decided = { approved: count('approved', kind), rejected: count('rejected', kind) };
    return { ...decided, rate: approvalRate(decided) };
  };
  const kinds = [...new Set(outcomes.flatMap(({ kind }) => kind ?? []))];
  return {
    approvalRate: rate().rate,
    rates: kinds.map((kind) => ({ kind, ...rate(kind) })),
  };
}
