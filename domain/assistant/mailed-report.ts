import { z } from 'zod';
import { formatInstant } from '../dates/format-instant';
import type { AnswerTable, AssistantAnswer, Cell } from '../wire/assistant';
import { sayCell } from './phrase';

/** Rows of one table that a mail shows; the rest is behind its link. */
export const MAILED_ROWS = 50;

const text = z.string();

/** A table as a mail shows it: every cell as it is read, in the zone of whom it is for. */
const mailedTableSchema = z.object({
  title: text,
  /** Whose records and which period these are. */
  note: text.nullable(),
  columns: z.array(z.object({ label: text, isFigure: z.boolean() })),
  rows: z.array(z.array(text)),
  totals: z.array(text).nullable(),
  /** How many rows there are, shown or not. */
  rowCount: z.int().min(0),
});

/** What a report found, as its mail shows it. */
export const mailedReportSchema = z.object({
  tables: z.array(mailedTableSchema),
  /** What was looked up without finding any; what was kept before there was this does not say. */
  empty: z.array(text).default([]),
  /** Of its lookups that gave nothing: why. */
  refusals: z.array(text),
});

/** @see mailedReportSchema */
export type MailedReport = z.infer<typeof mailedReportSchema>;
/** A table of it. */
export type MailedTable = MailedReport['tables'][number];

type Column = AnswerTable['columns'][number];

const FIGURES = new Set<Column['kind']>(['money', 'count', 'days', 'hours', 'percent']);

/** An answer as a mail to somebody shows it. @param zone IANA name, of whom it is for */
export function mailedReport(
  answer: Pick<AssistantAnswer, 'tables' | 'empty' | 'refusals' | 'question'>,
  zone: string,
): MailedReport {
  const { tables, empty, refusals, question } = answer;
  return {
    tables: tables.map((table) => mailedTable(table, zone)),
    empty: (empty ?? []).map(({ reason }) => reason),
    refusals: [...refusals.map(({ reason }) => reason), ...(question ? [question.text] : [])],
  };
}

/** How many rows a report found, shown or not. */
export function rowsOf({ tables }: MailedReport): number {
  return tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

function mailedTable(table: AnswerTable, zone: string): MailedTable {
  const { title, note, columns, rowCount } = table;
  const line = (cells: Record<string, Cell>) =>
    columns.map(({ key, kind }) => cellText(cells[key] ?? null, kind, zone));
  return {
    ...{ title, note, rowCount },
    columns: columns.map(({ label, kind }) => ({ label, isFigure: FIGURES.has(kind) })),
    rows: table.rows.slice(0, MAILED_ROWS).map(({ cells }) => line(cells)),
    totals:
      table.totals &&
      columns.map(({ key, kind }) => {
        const total = table.totals?.[key] ?? null;
        return total === null ? '' : cellText(total, kind, zone);
      }),
  };
}

function cellText(cell: Cell, kind: Column['kind'], zone: string): string {
  if (kind === 'instant' && typeof cell === 'string' && !Number.isNaN(Date.parse(cell)))
    return formatInstant(new Date(cell), zone);
  if (kind === 'status' && typeof cell === 'string') return inWords(cell);
  return sayCell(cell, kind);
}

/** "part-paid" as "Part paid". */
function inWords(status: string): string {
  const words = status.replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
