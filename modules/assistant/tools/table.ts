import { MOST_ROWS } from '../../../domain/assistant/tools/arguments';
import type { ToolOutcome } from '../../../domain/assistant/tool';
import { formatUnits } from '../../../domain/leave/working-days';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { divideRounded, formatMoney, toMoneyWire } from '../../../domain/money/money';
import { percentText } from '../../../domain/project-accounts/figures';
import type { AnswerChart, AnswerTable, Cell } from '../../../domain/wire/assistant';
import type { Queryable } from '../../../platform/database/database';
import { averageOf } from './sql';
import type { Draft } from './statement';

type Kind = AnswerTable['columns'][number]['kind'];

/** A column of a table. */
export interface ToolColumn {
  key: string;
  label: string;
  kind: Kind;
  /** Whether it is added up over all rows, shown or not. */
  isSummed?: boolean;
  /** Of an average over all rows: the columns of the sum, and of how many it is of. */
  average?: { of: string; by: string };
}

/** What a table is read with. */
export interface Reading {
  title: string;
  /** Whose records and which period. */
  note: string;
  columns: ToolColumn[];
  draft: Draft;
  /**
   * A SELECT with a column for each key, as the database has it: money in minor units with its `currency` beside it (without
   * one it is the company's), days in hundredths, hours in minutes, per cent in hundredths; and `href`, if rows have one.
   */
  source: string;
  /** SQL of where a row `s` leads, where that is looked up: for the rows that are shown alone. */
  href?: string;
  /**
   * Where a row leads, where that is put together of what it and the question say: a path of this app. Null leads nowhere.
   */
  link?: (row: Row) => string | null;
  /** What else is looked up for the rows that are shown alone: SQL of columns, and of joins to `s`. */
  shown?: { columns: string; joins: string };
  /**
   * A SELECT that gives `currency`, the number of rows as `COUNTED` and each sum, where they are sooner reckoned without the
   * rows of `source`: of those only as many are made as are shown then. Or where the rows do not add up to them.
   */
  sums?: string;
  /** SQL over the source's columns. */
  orderBy: string;
  limit: number | undefined;
  /** What is said where there are no rows. */
  nothing: string;
  chart?: Omit<AnswerChart, 'tableId'>;
}

/** A row as the database gives it, or as it was reckoned. */
export type Row = Record<string, string | number | bigint | Date | null | undefined>;

/** A short form: `column('person', 'Person')` is a text. */
export const column = (key: string, label: string, kind: Kind = 'text'): ToolColumn => ({
  ...{ key, label, kind },
});
/** A column that is added up. */
export const summed = (key: string, label: string, kind: Kind): ToolColumn => ({
  ...{ key, label, kind, isSummed: true },
});

/** The column of an average over all rows; of each row it is the average of its own. */
export const averaged = (
  label: string,
  kind: Kind,
  average: ToolColumn['average'],
  key = 'average',
): ToolColumn => ({
  ...{ key, label, kind, isSummed: true, average },
});

/** What the number of rows is called beside their sums: a name that no column has, as columns are words. */
export const COUNTED = '#rows';

/** What stands between a note and the sums of several currencies. */
export const MIXED = '. In each currency:';

/** Reads a table in one pass: its first rows, how many there are, and the sums over all of them. */
export async function readTable(db: Queryable, reading: Reading): Promise<ToolOutcome> {
  const { source, orderBy, href, link, shown, sums: reckoned } = reading;
  const limit = Math.min(reading.limit ?? MOST_ROWS, MOST_ROWS);
  const read = await db.query<Row & { sums: Row[] }>(
    `WITH source AS ${reckoned === undefined ? 'MATERIALIZED' : ''} (${source})
     SELECT s.*${shown ? `, ${shown.columns}` : ''}${href === undefined ? '' : `, ${href} AS href`},
       (SELECT json_agg(sum) FROM (${reckoned ?? sumsSql(reading)}) AS sum) AS sums
     FROM (SELECT * FROM source s ORDER BY ${orderBy} LIMIT ${limit}) AS s ${shown?.joins ?? ''} ORDER BY ${orderBy}`,
    reading.draft.parameters,
  );
  const sums = read[0]?.sums ?? [];
  const rowCount = sums.reduce((count, sum) => count + Number(sum[COUNTED]), 0);
  if (rowCount === 0) return { kind: 'empty', reason: reading.nothing };
  const rows: Row[] = read.map(({ sums: _, ...row }) => (link ? { ...row, href: link(row) } : row));
  return tableOf(reading, { rows, sums, rowCount });
}

/** One row for each currency, or one for all where there is no money. */
function sumsSql({ columns }: Reading): string {
  const added = columns.filter(({ isSummed }) => isSummed);
  const sums = added
    .map(({ key, average }) => `, ${average ? averageOfAll(average) : sumOf(key)} AS "${key}"`)
    .join('');
  const hasMoney = added.some(({ kind }) => kind === 'money');
  const currency = hasMoney ? 's.currency' : 'NULL';
  return `SELECT ${currency} AS currency, count(*)::integer AS "${COUNTED}"${sums} FROM source s
    ${hasMoney ? 'GROUP BY s.currency ORDER BY s.currency' : ''}`;
}

/** A sum of which a part is not known is not known: never too low. */
const sumOf = (key: string) =>
  `CASE WHEN count(s."${key}") = count(*) THEN sum(s."${key}")::text END`;

const averageOfAll = ({ of, by }: NonNullable<ToolColumn['average']>) =>
  `${averageOf(`sum(s."${of}")`, `sum(s."${by}")`)}::text`;

/** A table of rows that were read or reckoned already. */
export function tableOf(
  reading: Pick<Reading, 'title' | 'note' | 'columns' | 'chart'>,
  read: { rows: Row[]; sums: Row[]; rowCount: number },
): ToolOutcome {
  const { columns, title, note, chart } = reading;
  const { rows, sums, rowCount } = read;
  return {
    kind: 'rows',
    table: {
      title,
      columns: columns.map(({ key, label, kind }) => ({ key, label, kind })),
      rows: rows.map((row) => ({
        cells: cellsOf(columns, row),
        href: typeof row.href === 'string' ? row.href : null,
      })),
      totals: totalsOf(columns, sums),
      ...{ rowCount, truncated: rowCount > rows.length },
      note: noteOf({ note, columns, sums }),
    },
    ...(chart && rows.length > 1 ? { chart } : {}),
  };
}

/** Amounts of different currencies are not added: then each of their sums is said in the note. */
function totalsOf(columns: ToolColumn[], sums: Row[]): Record<string, Cell> | null {
  const added = columns.filter(({ isSummed }) => isSummed);
  const [first, ...further] = sums;
  if (added.length === 0 || !first) return null;
  if (further.length === 0) return cellsOf(added, first);
  const all: Row = {};
  for (const { key, kind } of added) {
    const parts = sums.map((sum) => sum[key]);
    const isKnown = kind !== 'money' && parts.every((part) => part !== null);
    all[key] = isKnown
      ? parts.reduce<bigint>((total, part) => total + BigInt(String(part)), 0n)
      : null;
  }
  return cellsOf(added, all);
}

function noteOf({
  note,
  columns,
  sums,
}: {
  note: string;
  columns: ToolColumn[];
  sums: Row[];
}): string {
  const money = columns.find(({ kind, isSummed }) => kind === 'money' && isSummed);
  if (!money || sums.length < 2) return note;
  const each = sums.map((sum) =>
    formatMoney({ minor: BigInt(String(sum[money.key] ?? 0)), currency: String(sum.currency) }),
  );
  return `${note}${MIXED} ${money.label}: ${each.join(', ')}; amounts of different currencies are not added up`;
}

function cellsOf(columns: ToolColumn[], row: Row): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ key, kind }) => [key, cellOf(kind, row[key], row)]));
}

const WRITTEN: Partial<Record<Kind, (value: string, row: Row) => Cell>> = {
  money: (value, row) =>
    toMoneyWire({ minor: BigInt(value), currency: String(row.currency ?? COMPANY_CURRENCY) }),
  count: Number,
  days: (value) => formatUnits(Number(value)),
  hours: (value) => percentText(divideRounded(BigInt(value) * 100n, 60n)),
  percent: (value) => percentText(BigInt(value)),
};

function cellOf(kind: Kind, value: Row[string], row: Row): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return (WRITTEN[kind] ?? String)(String(value), row);
}
