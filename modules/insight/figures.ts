import type { Principal } from '../../domain/access/principal';
import type { Dimension } from '../../domain/insight/measures';
import type { Figure } from '../../domain/wire/insight';
import type { Queryable } from '../../platform/database/database';
import { casesSql, COLUMNS, type CaseFilter } from './cases';

/** What cases are grouped by together; nothing means all of them. */
export type Grouping = (Dimension | 'kind')[];

interface FigureRow {
  grouping: number;
  kind: string | null;
  status: Figure['status'] | null;
  step: string | null;
  approverId: string | null;
  approverName: string | null;
  channel: Figure['channel'] | null;
  week: string | null;
  band: number | null;
  count: number;
  percentiles: number[] | null;
  mean: number | null;
  since: Date | null;
}

/**
 * Counts cases and their durations, once for each way to group them; all ways from one pass over the cases.
 * @returns a list of figures for each grouping, in the order asked for
 */
export async function figuresOf(
  db: Queryable,
  principal: Principal,
  { filter, groupings }: { filter: CaseFilter; groupings: Grouping[] },
): Promise<Figure[][]> {
  const parameters: unknown[] = [];
  const cases = casesSql(principal, filter, parameters);
  const names = [...new Set(groupings.flat())];
  const columns = names.map((name) => COLUMNS[name]);
  const picked = (name: Dimension | 'kind') => (names.includes(name) ? COLUMNS[name] : 'NULL');
  const sets = groupings.map((set) => `(${set.map((name) => COLUMNS[name]).join(', ')})`);
  // Nobody asks how long what was submitted took; percentiles sort every case once for each grouping.
  const durations =
    filter.measure === 'submitted'
      ? 'NULL::float8[] AS percentiles, NULL::float8 AS mean,'
      : 'percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY c.seconds) AS percentiles, avg(c.seconds) AS mean,';
  const rows = await db.query<FigureRow>(
    `WITH f AS (
       SELECT ${names.length > 0 ? `grouping(${columns.join(', ')})` : '0'} AS grouping,
         ${picked('kind')} AS kind, ${picked('status')} AS status, ${picked('step')} AS step,
         ${picked('approverId')}::uuid AS "approverId", ${picked('channel')} AS channel,
         ${picked('week')} AS week, ${picked('band')} AS band, count(*)::int AS count,
         ${durations} min(c.started_at) AS since
       FROM (${cases}) c GROUP BY GROUPING SETS (${sets.join(', ')}))
     SELECT f.*, e.name AS "approverName" FROM f LEFT JOIN employee e ON e.id = f."approverId"`,
    parameters,
  );
  return groupings.map((set) => {
    const mask = names.reduce((bits, name) => bits * 2 + (set.includes(name) ? 0 : 1), 0);
    return rows.filter((row) => row.grouping === mask).map((row) => presentFigure(row, set));
  });
}

function presentFigure(row: FigureRow, set: Grouping): Figure {
  const { approverId, approverName, count, mean } = row;
  const values = {
    ...row,
    approver: approverId === null ? null : { id: approverId, name: approverName },
  };
  const grouped = set.map((name) => (name === 'approverId' ? 'approver' : name));
  const [p50 = null, p90 = null] = row.percentiles ?? [];
  return {
    ...(Object.fromEntries(grouped.map((name) => [name, values[name]])) as Partial<Figure>),
    ...{ count, p50, p90, mean },
    since: row.since?.toISOString() ?? null,
  };
}
