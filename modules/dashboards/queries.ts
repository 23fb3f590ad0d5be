import { FIGURE_IDS, figureSpec, type FigureId } from '../../domain/dashboards/figures';
import { viewsOf } from '../../domain/dashboards/views';
import type { Principal } from '../../domain/access/principal';
import { dateIn } from '../../domain/dates/today';
import { DomainError, invalidInput } from '../../domain/errors';
import { formatUnits } from '../../domain/leave/working-days';
import { toMoneyWire } from '../../domain/money/money';
import type { Page } from '../../domain/wire/common';
import type {
  Dashboard,
  DashboardFigure,
  FigureGroup,
  FigureRow,
  FigureRowFilter,
} from '../../domain/wire/dashboards';
import type { Clock } from '../../platform/clock/clock';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Database, Queryable } from '../../platform/database/database';
import { instantKey, instantKeySchema, instantOfKey } from '../../platform/database/instant-key';
import { z } from 'zod';
import { figureSql, type Reader } from './figure-sql';
import { ROWS_OF } from './rows-of';

interface GroupRow {
  isTotal: boolean;
  by: string;
  label: string | null;
  part: string | null;
  currency: string | null;
  count: number;
  value: string;
}

const readerOf = (principal: Principal, clock: Clock): Reader => {
  const now = clock.now();
  return { principal, now, today: dateIn(principal.zone, now) };
};

/**
 * A dashboard: every figure of a view, from one snapshot.
 * @throws DomainError forbidden when the view is none of the reader's
 */
export async function readDashboard(
  deps: { db: Database; clock: Clock },
  principal: Principal,
  view: Dashboard['view'],
): Promise<Dashboard> {
  requireView(principal, view);
  const reader = readerOf(principal, deps.clock);
  const wanted = FIGURE_IDS.filter((id) => figureSpec(id).view === view);
  const figures = await deps.db.transaction(async (tx) => {
    tx.send('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    // Compiling these statements takes longer than running them.
    tx.send('SET LOCAL jit = off');
    const read: DashboardFigure[] = [];
    for (const id of wanted) read.push(await readFigure(tx, reader, id));
    return read;
  });
  return { view, zone: principal.zone, asOf: reader.now.toISOString(), figures };
}

function requireView(principal: Principal, view: Dashboard['view']): void {
  if (!viewsOf(principal.roles).includes(view)) {
    throw new DomainError('forbidden', 'This dashboard is for people with another role.');
  }
}

async function readFigure(db: Queryable, reader: Reader, id: FigureId): Promise<DashboardFigure> {
  const parameters: unknown[] = [];
  const rows = ROWS_OF[id](figureSql(reader, parameters));
  const value = {
    count: 'count(*)::text',
    sum: 'sum(f.value)::text',
    median: 'round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.value))::bigint::text',
  }[figureSpec(id).measure];
  const groups = await db.query<GroupRow>(
    `SELECT grouping(f.by) = 1 AS "isTotal", f.by, f.label, f.part, f.currency, count(*)::int AS count, ${value} AS value
     FROM (${rows}) f GROUP BY GROUPING SETS ((f.by, f.label, f.part, f.currency), (f.currency))
     ORDER BY f.by, f.part, f.currency`,
    parameters,
  );
  const present = ({ isTotal: _, ...group }: GroupRow): FigureGroup => ({
    ...group,
    value: written(id, group.value, group.currency),
  });
  return {
    id,
    groups: groups.filter(({ isTotal }) => !isTotal).map(present),
    totals: groups
      .filter(({ isTotal }) => isTotal)
      .map(present)
      .map(({ currency, count, value }) => ({ currency, count, value })),
  };
}

/** A value as it crosses the wire. */
function written(id: FigureId, value: string, currency: string | null): string {
  const { unit } = figureSpec(id);
  if (unit === 'days') return formatUnits(Number(value));
  if (unit !== 'money' || currency === null) return value;
  return toMoneyWire({ minor: BigInt(value), currency }).amount;
}

interface RowRow {
  id: string;
  at: Date;
  sortKey: string;
  title: string;
  personId: string | null;
  personName: string | null;
  department: string | null;
  by: string;
  label: string | null;
  part: string | null;
  value: string;
  currency: string | null;
  target: NonNullable<FigureRow['target']>['to'] | null;
  targetId: string | null;
}

/**
 * A page of the rows that a figure, a bar or a part of one is made of, the newest first.
 * @throws DomainError forbidden (a figure of a view that is none of the reader's), invalid-input (a broken cursor, or a part
 * or currency that the figure does not have)
 */
export async function listFigureRows(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  query: FigureRowFilter & { limit: number; cursor?: string },
): Promise<Page<FigureRow>> {
  const { figure, limit } = query;
  requireView(principal, figureSpec(figure).view);
  refuseForeign(query);
  const parameters: unknown[] = [];
  const sql = figureSql(readerOf(principal, deps.clock), parameters);
  const rows = ROWS_OF[figure](sql);
  const after = decodeCursor(query.cursor, { sortKey: instantKeySchema, id: z.string() });
  const where = (['by', 'part', 'currency'] as const).flatMap((name) =>
    query[name] === undefined ? [] : [`f.${name} = ${sql.bound(query[name])}`],
  );
  if (after)
    where.push(
      `(f.at, f.id) < (${instantOfKey(sql.bound(after.sortKey))}, ${sql.bound(after.id)}::text)`,
    );
  const found = await deps.db.query<RowRow>(
    `SELECT f.id, f.at, ${instantKey('f.at')} AS "sortKey", f.title, f.person_id AS "personId", p.name AS "personName",
       dept.name AS department, f.by, f.label, f.part, f.value::text AS value, f.currency, f.target, f.target_id AS "targetId"
     FROM (SELECT * FROM (${rows}) f ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
       ORDER BY f.at DESC, f.id DESC LIMIT ${sql.bound(limit + 1)}) f
     LEFT JOIN employee p ON p.id = f.person_id LEFT JOIN department dept ON dept.id = p.department_id
     ORDER BY f.at DESC, f.id DESC`,
    parameters,
  );
  return toPage(found, limit, {
    position: ({ sortKey, id }) => ({ sortKey, id }),
    present: (row) => presentRow(figure, row),
  });
}

function refuseForeign({ figure, part, currency }: FigureRowFilter): void {
  const { part: hasPart, unit } = figureSpec(figure);
  const message = `"${figure}" cannot be narrowed by it`;
  if (part !== undefined && !hasPart) throw invalidInput([{ path: 'part', message }]);
  if (currency !== undefined && unit !== 'money')
    throw invalidInput([{ path: 'currency', message }]);
}

function presentRow(figure: FigureId, row: RowRow): FigureRow {
  const { id, title, department, by, label, part, currency, personId, target, targetId } = row;
  return {
    ...{ id, title, department, by, label, part, currency },
    person: personId === null ? null : { id: personId, name: row.personName ?? '' },
    at: row.at.toISOString(),
    value: written(figure, row.value, currency),
    target: target === null || targetId === null ? null : { to: target, id: targetId },
  };
}
