import type { Response } from 'express';
import { DomainError } from '../../domain/errors';
import type { SheetCell, SheetColumn } from '../../domain/sheet';
import type { AnswerTable, AssistantAnswer, Cell } from '../../domain/wire/assistant';
import type { ExportFormat } from '../../domain/wire/exports';
import { sendList } from '../exports/send-list';

type Row = AnswerTable['rows'][number];
type Column = AnswerTable['columns'][number];

/** Columns whose texts are decimal numbers. */
const DECIMALS = new Set<Column['kind']>(['count', 'days', 'hours', 'percent']);
const DECIMAL = /^-?\d+(\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Sends a table of an answer as a file. @throws DomainError not-found when it has no such table (any more) */
export async function sendTable(
  response: Response,
  answer: AssistantAnswer,
  { tableId, format }: { tableId: string; format: ExportFormat },
): Promise<string> {
  const table = answer.tables.find(({ id }) => id === tableId);
  if (!table) throw new DomainError('not-found', 'There is no such table for you.');
  await sendList(response, format, {
    name: fileName(table),
    columns: table.columns.flatMap(sheetColumns),
    read: () => Promise.resolve({ items: table.rows, nextCursor: null }),
  });
  return '';
}

/** The title in plain letters: what a name of a file may hold anywhere. */
const fileName = ({ title }: AnswerTable) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'answer';

/** Money takes two columns: the number, and its currency. */
function sheetColumns({ key, label, kind }: Column): SheetColumn<Row>[] {
  const of = ({ cells }: Row): Cell => cells[key] ?? null;
  const title = kind === 'instant' ? `${label} (UTC)` : label;
  if (kind !== 'money') return [{ title, cell: (row) => cellOf(of(row), kind) }];
  return [
    { title: label, cell: (row) => cellOf(of(row), kind) },
    { title: `${label}, currency`, cell: (row) => currencyOf(of(row)) },
  ];
}

function cellOf(cell: Cell, kind: Column['kind']): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'object') return { decimal: cell.amount };
  const text = String(cell);
  if (kind === 'date' && DAY.test(text)) return { date: text };
  if (kind === 'instant' && !Number.isNaN(Date.parse(text))) return { instant: text };
  return DECIMALS.has(kind) && DECIMAL.test(text) ? { decimal: text } : text;
}

const currencyOf = (cell: Cell) =>
  typeof cell === 'object' && cell !== null ? cell.currency : null;
