import type { CsvRecord, RowProblem } from '../people-import/read-csv';

/** The columns a file may have: what each is called in messages and templates, and which it cannot do without. */
export interface CsvColumns<Column extends string> {
  headings: Record<Column, string>;
  required: readonly Column[];
  /** Further headings, in lower case and with letters only. */
  otherNames?: Record<string, Column | undefined>;
  /** What is said of a file with headings only. */
  nothing: string;
}

/** One line of a file, its cells by column and without space around them. Absent columns are empty. */
export interface CsvRow<Column extends string> {
  line: number;
  cells: Record<Column, string>;
}

const countOf = (cells: number) => (cells === 1 ? '1 cell' : `${cells} cells`);
const plain = (heading: string) => heading.toLowerCase().replace(/[^\p{L}]/gu, '');

/** Sorts cells by the headings of the first line. Lines with too many or too few cells are problems of their own. */
export function rowsByColumn<Column extends string>(
  records: CsvRecord[],
  of: CsvColumns<Column>,
): { rows: CsvRow<Column>[]; problems: RowProblem[] } {
  const [first, ...others] = records;
  if (!first) {
    return { rows: [], problems: [{ line: 1, column: null, message: 'The file is empty.' }] };
  }
  const headings = first.cells.map((cell) => cell.trim());
  const columns = headings.map((heading) => columnOf(heading, of));
  const problems = headingProblems(first.line, { headings, columns, of });
  if (problems.length > 0) return { rows: [], problems };
  const rows: CsvRow<Column>[] = [];
  for (const { line, cells } of others) {
    if (cells.length === headings.length) rows.push({ line, cells: named(columns, cells, of) });
    else {
      const message = `This line has ${countOf(cells.length)}, the first line ${headings.length}.`;
      problems.push({ line, column: null, message });
    }
  }
  if (others.length === 0) problems.push({ line: first.line, column: null, message: of.nothing });
  return { rows, problems };
}

function columnsOf<Column extends string>({ headings }: CsvColumns<Column>): Column[] {
  return Object.keys(headings) as Column[];
}

function columnOf<Column extends string>(
  heading: string,
  of: CsvColumns<Column>,
): Column | undefined {
  const name = plain(heading);
  return of.otherNames?.[name] ?? columnsOf(of).find((one) => plain(of.headings[one]) === name);
}

function headingProblems<Column extends string>(
  line: number,
  file: { headings: string[]; columns: (Column | undefined)[]; of: CsvColumns<Column> },
): RowProblem[] {
  const { headings, columns, of } = file;
  const known = Object.values(of.headings).join(', ');
  const problems: RowProblem[] = [];
  headings.forEach((heading, index) => {
    const column = columns[index];
    const refuse = (message: string) => problems.push({ line, column: heading || null, message });
    if (!column) refuse(`There is no column of this name. Known ones: ${known}.`);
    else if (columns.indexOf(column) < index) refuse('This column is there twice.');
  });
  for (const column of of.required.filter((one) => !columns.includes(one))) {
    problems.push({ line, column: of.headings[column], message: 'This column is missing.' });
  }
  return problems;
}

function named<Column extends string>(
  columns: (Column | undefined)[],
  cells: string[],
  of: CsvColumns<Column>,
): Record<Column, string> {
  const row = Object.fromEntries(columnsOf(of).map((column) => [column, '']));
  columns.forEach((column, index) => {
    if (column) row[column] = (cells[index] ?? '').trim();
  });
  return row as Record<Column, string>;
}
