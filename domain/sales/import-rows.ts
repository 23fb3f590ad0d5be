import { decodeText, readCsv, type RowProblem } from '../people-import/read-csv';

/** Nobody brings more at once; past it, send several files. */
const MOST_ROWS = 5_000;
const FORMULA = /^'?[=+\-@]/;
const UNSTORABLE = /[\p{Cc}\p{Surrogate}]/u;
const LONGEST_CELL = 300;

/** The columns a file may have: what each is called, and whether it must be there. */
export type ImportColumns = Record<string, { heading: string; isRequired?: true }>;

/** One line of a file, its cells by column and without space around them. Absent columns are empty. */
export interface FileRow<Columns extends ImportColumns> {
  line: number;
  cells: Record<keyof Columns & string, string>;
}

/** The lines of a file below its headings, and what is wrong with its form. */
export interface FileRows<Columns extends ImportColumns> {
  rows: FileRow<Columns>[];
  /** Lines that hold something. */
  count: number;
  problems: RowProblem[];
}

const plain = (heading: string) => heading.toLowerCase().replace(/[^\p{L}]/gu, '');

/**
 * Reads a CSV file by the headings of its first line. Unknown, missing and doubled headings, lines of another length and
 * cells that a spreadsheet would run are problems, each with its line.
 */
export function readFileRows<Columns extends ImportColumns>(
  bytes: Uint8Array,
  columns: Columns,
): FileRows<Columns> {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { rows: [], count: 0, problems: [decoded.problem] };
  const { records, problems } = readCsv(decoded.text);
  const [first, ...others] = records;
  const whole = (message: string, line = 1): RowProblem => ({ line, column: null, message });
  if (!first) return { rows: [], count: 0, problems: [whole('The file is empty.')] };
  const headings = first.cells.map((cell) => cell.trim());
  const keys = headings.map((heading) => keyOf(columns, heading));
  const wrong = [...problems, ...headingProblems(columns, { line: first.line, headings, keys })];
  if (others.length === 0) wrong.push(whole('Below the headings there is nothing.', first.line));
  if (others.length > MOST_ROWS)
    wrong.push(whole(`A file holds at most ${MOST_ROWS} lines. Send several.`));
  if (wrong.length > 0) return { rows: [], count: others.length, problems: wrong };
  const rows = others.map(({ line, cells }) => ({ line, cells: named(columns, keys, cells) }));
  const odd = others
    .filter(({ cells }) => cells.length !== headings.length)
    .map(({ line, cells }) =>
      whole(`This line has ${cells.length} cells, the first line ${headings.length}.`, line),
    );
  const hostile = rows.flatMap((row) => hostileCells(columns, row));
  return { rows, count: others.length, problems: [...odd, ...hostile] };
}

function keyOf(columns: ImportColumns, heading: string): string | undefined {
  return Object.keys(columns).find((key) => plain(columns[key]?.heading ?? '') === plain(heading));
}

function headingProblems(
  columns: ImportColumns,
  { line, headings, keys }: { line: number; headings: string[]; keys: (string | undefined)[] },
): RowProblem[] {
  const known = Object.values(columns)
    .map(({ heading }) => heading)
    .join(', ');
  const there = headings.flatMap((heading, at) => {
    const key = keys[at];
    const message =
      key === undefined
        ? `There is no column of this name. Known ones: ${known}.`
        : keys.indexOf(key) < at
          ? 'This column is there twice.'
          : null;
    return message === null ? [] : [{ line, column: heading || null, message }];
  });
  const missing = Object.entries(columns)
    .filter(([key, { isRequired }]) => isRequired && !keys.includes(key))
    .map(([, { heading }]) => ({ line, column: heading, message: 'This column is missing.' }));
  return [...there, ...missing];
}

function named<Columns extends ImportColumns>(
  columns: Columns,
  keys: (string | undefined)[],
  cells: string[],
): FileRow<Columns>['cells'] {
  const row: Record<string, string> = Object.fromEntries(
    Object.keys(columns).map((key) => [key, '']),
  );
  keys.forEach((key, at) => {
    if (key !== undefined) row[key] = (cells[at] ?? '').trim();
  });
  return row as FileRow<Columns>['cells'];
}

function hostileCells<Columns extends ImportColumns>(
  columns: Columns,
  { line, cells }: FileRow<Columns>,
): RowProblem[] {
  return Object.entries<string>(cells).flatMap(([key, cell]) => {
    const message = FORMULA.test(cell)
      ? 'This looks like a formula of a spreadsheet. Write plain text.'
      : UNSTORABLE.test(cell)
        ? 'Contains a character that cannot be stored.'
        : cell.length > LONGEST_CELL
          ? `Use at most ${LONGEST_CELL} characters.`
          : null;
    return message === null ? [] : [{ line, column: columns[key]?.heading ?? key, message }];
  });
}
