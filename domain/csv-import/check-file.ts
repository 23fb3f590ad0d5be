import { DomainError } from '../errors';
import { decodeText, readCsv, type RowProblem } from '../people-import/read-csv';
import { hostileCell } from './hostile-cell';
import { rowsByColumn, type CsvColumns, type CsvRow } from './rows';

/** Says that something is wrong with a cell. */
export type RefuseCell<Column extends string> = (column: Column, message: string) => void;

/** How a file is read: its columns, and what each line becomes. */
export interface CsvFile<Column extends string, Item> {
  columns: CsvColumns<Column>;
  /** The most lines there may be. */
  most: number;
  /** How many characters a cell may have. */
  longest: Record<Column, number>;
  /** What a line becomes; it says what is wrong with it instead. */
  read: (row: CsvRow<Column>, refuse: RefuseCell<Column>) => Item | undefined;
  /** What no two lines may share, and the column that says so; without it lines may be alike. */
  key?: { column: Column; of: (item: Item) => string; message: (line: number) => string };
}

/** What a file comes to. Items are those of good lines; problems go by line. */
export interface CheckedFile<Item> {
  /** Lines below the headings that hold something. */
  rows: number;
  items: (Item & { line: number })[];
  problems: RowProblem[];
}

/** Reads a file and finds everything that is wrong with it. Only a file without problems may be written. */
export function checkCsvFile<Column extends string, Item>(
  bytes: Uint8Array,
  file: CsvFile<Column, Item>,
): CheckedFile<Item> {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { rows: 0, items: [], problems: [decoded.problem] };
  const { records, problems } = readCsv(decoded.text);
  const sorted = rowsByColumn(records, file.columns);
  const rows = Math.max(0, records.length - 1);
  if (rows > file.most) {
    const message = `A file holds at most ${file.most} lines. Send several.`;
    return { rows, items: [], problems: [{ line: 1, column: null, message }] };
  }
  const found = [...problems, ...sorted.problems];
  const items = sorted.rows.flatMap((row) => {
    const item = readRow(row, file, found);
    return item === undefined ? [] : [{ ...item, line: row.line }];
  });
  found.push(...repeated(items, file));
  return { rows, items, problems: found.sort((a, b) => a.line - b.line) };
}

/** The refusal of a file with problems: each at `line.column`. */
export function refusedFile(problems: readonly RowProblem[]): DomainError {
  return new DomainError('invalid-input', 'Nothing was written: something is wrong in the file.', {
    errors: problems.map(({ line, column, message }) => ({
      path: column === null ? `${line}` : `${line}.${column}`,
      message: `Line ${line}${column === null ? '' : `, ${column}`}: ${message}`,
    })),
    problems,
  });
}

function readRow<Column extends string, Item>(
  row: CsvRow<Column>,
  file: CsvFile<Column, Item>,
  found: RowProblem[],
): Item | undefined {
  const refused = new Set<Column>();
  const refuse: RefuseCell<Column> = (column, message) => {
    // One thing at a time for a cell: what comes later follows from what is wrong already.
    if (refused.has(column)) return;
    refused.add(column);
    found.push({ line: row.line, column: file.columns.headings[column], message });
  };
  for (const column of Object.keys(row.cells) as Column[]) {
    const message = hostileCell(row.cells[column], file.longest[column]);
    if (message !== undefined) refuse(column, message);
  }
  const item = file.read(row, refuse);
  return refused.size > 0 ? undefined : item;
}

function repeated<Column extends string, Item>(
  items: (Item & { line: number })[],
  { key, columns }: CsvFile<Column, Item>,
): RowProblem[] {
  if (!key) return [];
  const first = new Map<string, number>();
  return items.flatMap((item) => {
    const line = first.get(key.of(item));
    if (line === undefined) {
      first.set(key.of(item), item.line);
      return [];
    }
    const column = columns.headings[key.column];
    return [{ line: item.line, column, message: key.message(line) }];
  });
}
