import type { Reading, ToolColumn } from './table';

/** How groups are asked for, and what their figures are called. */
interface Groups {
  orderBy?: 'highest' | 'lowest';
  /** The key of their figure. */
  figure: string;
  /** Whether averages, or rates, stand before it: the first of them is their figure then. */
  isAverage: boolean;
  averages: ToolColumn[];
  /** SQL of the sums of all, where averages are told and the groups do not add up to them. */
  sums?: () => string;
  /** SQL of their own order, if they have one. */
  own?: string;
  /** SQL of what comes before their figure, such as its currency. */
  first?: string;
  byTime: boolean;
  /** What they are compared with. */
  before?: unknown;
}

/** How groups are told: the columns of averages, in which order, and their chart: a line where they go by time. */
export function groupsTold(
  of: Groups,
): Pick<Reading, 'orderBy' | 'chart' | 'sums'> & { averages: ToolColumn[] } {
  const averages = of.isAverage ? of.averages : [];
  const figure = averages[0]?.key ?? of.figure;
  return {
    averages,
    orderBy: orderOf(of, figure),
    sums: of.isAverage ? of.sums?.() : undefined,
    chart: {
      ...{ kind: of.byTime && of.orderBy === undefined ? 'line' : 'bar', x: 'group' },
      y: of.before ? [figure, 'before'] : [figure],
    },
  };
}

/** By a figure where that is asked for, else in their own order. */
function orderOf({ orderBy, own, first = '' }: Groups, figure: string): string {
  if (own !== undefined && orderBy === undefined) return own;
  const way = orderBy === 'lowest' ? 'ASC' : 'DESC';
  return `${first}s."${figure}" ${way} NULLS LAST, s."group", s.key`;
}
