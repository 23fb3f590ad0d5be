import {
  comparedWith,
  distance,
  periodText,
  type Comparison,
  type Period,
} from '../../../domain/assistant/periods';
import { monthStart } from '../../../domain/finance/fiscal-year';
import type { ToolContext } from '../tool';
import { column, summed, type ToolColumn } from './table';

/** A period that figures are of, and the one they are compared with. */
export interface ComparedPeriod extends Period {
  before: Required<Period> | null;
  /** Both in words, for the note. */
  words: string;
}

/** Reads the period of a call. What is compared without one is this month up to today. */
export function periodOf(
  { today }: ToolContext,
  args: Period & { compareTo?: Comparison },
): ComparedPeriod {
  if (args.compareTo === undefined) return { ...args, before: null, words: periodText(args) };
  const to = args.to ?? today;
  const period = { from: args.from ?? monthStart(to), to };
  const before = comparedWith(period, args.compareTo);
  return { ...period, before, words: `${periodText(period)}, compared with ${periodText(before)}` };
}

/**
 * An aggregate of the rows of a period, and of those of the period before.
 * @param of.day SQL of the day of a row
 * @param of.sum the aggregate, such as `sum(x.minor)`
 * @returns SQL of columns `key`, `before` and `change`; the rows have to be those of either period
 */
export function compared(
  { from, to, before }: ComparedPeriod,
  of: { key: string; day: string; sum: string; bind: (value: unknown) => string },
): string {
  if (!before || !from || !to) return `${of.sum} AS "${of.key}"`;
  const within = (period: Required<Period>) =>
    `coalesce(${of.sum} FILTER (WHERE ${of.day} BETWEEN ${of.bind(period.from)}::date AND ${of.bind(period.to)}::date), 0)`;
  const [now, then] = [within({ from, to }), within(before)];
  return `${now} AS "${of.key}", ${then} AS before, ${now} - ${then} AS change`;
}

/**
 * SQL of the day a row is shown under where a table goes by time: what was before stands beside the day it is compared with.
 */
export function shownOn(
  { from, to, before }: ComparedPeriod,
  day: string,
  bind: (value: unknown) => string,
): string {
  if (!before || !from || !to) return day;
  const { months, days } = distance(before.from, from);
  const later = `${bind(months)}::integer * interval '1 month' + ${bind(days)}::integer * interval '1 day'`;
  return `CASE WHEN ${day} BETWEEN ${bind(from)}::date AND ${bind(to)}::date THEN ${day}
    ELSE (${day} + ${later})::date END`;
}

/** The condition that a day lies in the period, or in the one it is compared with. */
export function withinPeriod(
  { from, to, before }: ComparedPeriod,
  day: string,
  bind: (value: unknown) => string,
): string {
  const conditions = (period: Period) =>
    [
      ...(period.from ? [`${day} >= ${bind(period.from)}::date`] : []),
      ...(period.to ? [`${day} <= ${bind(period.to)}::date`] : []),
      'true',
    ].join(' AND ');
  const now = conditions({ from, to });
  return before ? `(${now} OR ${conditions(before)})` : `(${now})`;
}

/** The columns of a figure, with those of what it was before. */
export function comparedColumns(
  { before }: ComparedPeriod,
  figure: { key: string; label: string; kind: ToolColumn['kind']; isSummed?: boolean },
): ToolColumn[] {
  if (!before) return [figure];
  const further = figure.isSummed ? summed : column;
  return [
    figure,
    further('before', `${figure.label} before`, figure.kind),
    further('change', 'Change', figure.kind),
  ];
}
