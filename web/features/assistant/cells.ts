import type { AnswerChart, AnswerTable, Cell } from '../../../domain/wire/assistant';
import { sayDate, formatInstant } from '../../lib/dates';
import { formatMoney } from '../../lib/money';
import { translateIfKnown } from '../../lib/i18n/language';
import { humanise } from '../../lib/text';

/** A column of an answer's table. */
export type Column = AnswerTable['columns'][number];

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const MONTH = /^(\d{4})-(\d{2})/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIGURES = new Set<Column['kind']>(['money', 'count', 'days', 'hours', 'percent']);

/** Whether a column's values are lined up as figures are. */
export const isFigure = ({ kind }: Column): boolean => FIGURES.has(kind);

function monthText(value: string): string {
  const [, year, month] = MONTH.exec(value) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name && year ? `${name} ${year}` : value;
}

const WORDS: Partial<Record<Column['kind'], (value: string, zone: string) => string>> = {
  date: (value) => (DAY.test(value) ? sayDate(value) : value),
  month: monthText,
  instant: (value, zone) => (Number.isNaN(Date.parse(value)) ? value : formatInstant(value, zone)),
  status: (value) => translateIfKnown(humanise(value)),
  percent: (value) => `${value} %`,
};

/**
 * A value as it is read: the digits are those that the tool wrote.
 * @param zone of the reader, for instants
 */
export function cellText(column: Column, cell: Cell | undefined, zone: string): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'object') return formatMoney(cell);
  const say = WORDS[column.kind];
  return say ? say(String(cell), zone) : String(cell);
}

/** One chart's bars or points: a chart is of one currency, or of what has none. */
export interface Plot {
  currency: string | null;
  points: Record<string, string | number>[];
}

const currencyOf = (cell: Cell | undefined): string | null =>
  cell && typeof cell === 'object' ? cell.currency : null;

function heightOf(cell: Cell | undefined): number {
  const number = Number(cell && typeof cell === 'object' ? cell.amount : (cell ?? 0));
  return Number.isFinite(number) ? number : 0;
}

/** The rows of a table as what a chart draws, apart by currency: amounts of several are not of one height. */
export function plotsOf(table: AnswerTable, chart: AnswerChart, zone: string): Plot[] {
  const across = table.columns.find(({ key }) => key === chart.x);
  if (!across) return [];
  const currencies = new Set(
    table.rows.flatMap(({ cells }) => chart.y.map((key) => currencyOf(cells[key]))),
  );
  const money = [...currencies].filter((currency) => currency !== null).sort();
  const kinds: (string | null)[] = money.length > 0 ? money : [null];
  return kinds.map((currency) => ({
    currency,
    points: table.rows
      .filter(({ cells }) => chart.y.some((key) => currencyOf(cells[key]) === currency))
      .map(({ cells }) => ({
        name: cellText(across, cells[chart.x], zone),
        ...Object.fromEntries(
          chart.y
            .filter((key) => currencyOf(cells[key]) === currency)
            .map((key) => [key, heightOf(cells[key])]),
        ),
      })),
  }));
}

/** A table as lines of text with tabs, as sheets take it from the clipboard. */
export function tableAsText(table: AnswerTable, zone: string): string {
  const line = (cells: Record<string, Cell>) =>
    table.columns.map((column) => cellText(column, cells[column.key], zone)).join('\t');
  const head = table.columns.map(({ label }) => label).join('\t');
  return [table.title, head, ...table.rows.map(({ cells }) => line(cells))].join('\n');
}
