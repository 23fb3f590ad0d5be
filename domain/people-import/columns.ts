import type { CsvRecord, RowProblem } from './read-csv';

/** The columns a file of people may have, by what they are called in messages and in the template. */
export const IMPORT_COLUMNS = {
  name: 'Name',
  email: 'E-mail',
  joinedOn: 'Joined on',
  department: 'Department',
  manager: 'Manager',
  location: 'Location',
  grade: 'Grade',
  roles: 'Roles',
  zone: 'Time zone',
} as const;
/** @see IMPORT_COLUMNS */
export type ImportColumn = keyof typeof IMPORT_COLUMNS;

const REQUIRED: ImportColumn[] = ['name', 'email', 'joinedOn'];
const OTHER_NAMES: Record<string, ImportColumn | undefined> = {
  joined: 'joinedOn',
  managersemail: 'manager',
  manageremail: 'manager',
  zone: 'zone',
};

/** One line of the file, its cells by column and without space around them. Absent columns are empty. */
export interface ImportRow {
  line: number;
  cells: Record<ImportColumn, string>;
}

const countOf = (cells: number) => (cells === 1 ? '1 cell' : `${cells} cells`);
const plain = (heading: string) => heading.toLowerCase().replace(/[^\p{L}]/gu, '');
const BY_NAME = new Map<string, ImportColumn>(
  Object.entries(IMPORT_COLUMNS).map(([column, heading]) => [
    plain(heading),
    column as ImportColumn,
  ]),
);

/** Sorts cells by the headings of the first line. Lines with too many or too few cells are problems of their own. */
export function rowsByColumn(records: CsvRecord[]): { rows: ImportRow[]; problems: RowProblem[] } {
  const [first, ...others] = records;
  if (!first) {
    return { rows: [], problems: [{ line: 1, column: null, message: 'The file is empty.' }] };
  }
  const headings = first.cells.map((cell) => cell.trim());
  const columns = headings.map(
    (heading) => OTHER_NAMES[plain(heading)] ?? BY_NAME.get(plain(heading)),
  );
  const problems = headingProblems(first.line, headings, columns);
  if (problems.length > 0) return { rows: [], problems };
  const rows: ImportRow[] = [];
  for (const { line, cells } of others) {
    if (cells.length === headings.length) rows.push({ line, cells: named(columns, cells) });
    else {
      const message = `This line has ${countOf(cells.length)}, the first line ${headings.length}.`;
      problems.push({ line, column: null, message });
    }
  }
  if (others.length === 0) {
    const message = 'Below the headings there is nobody.';
    problems.push({ line: first.line, column: null, message });
  }
  return { rows, problems };
}

function headingProblems(
  line: number,
  headings: string[],
  columns: (ImportColumn | undefined)[],
): RowProblem[] {
  const known = Object.values(IMPORT_COLUMNS).join(', ');
  const problems: RowProblem[] = [];
  headings.forEach((heading, index) => {
    const column = columns[index];
    const refuse = (message: string) => problems.push({ line, column: heading || null, message });
    if (!column) refuse(`There is no column of this name. Known ones: ${known}.`);
    else if (columns.indexOf(column) < index) refuse('This column is there twice.');
  });
  for (const column of REQUIRED.filter((one) => !columns.includes(one))) {
    problems.push({ line, column: IMPORT_COLUMNS[column], message: 'This column is missing.' });
  }
  return problems;
}

function named(columns: (ImportColumn | undefined)[], cells: string[]): ImportRow['cells'] {
  const row = Object.fromEntries(Object.keys(IMPORT_COLUMNS).map((column) => [column, '']));
  columns.forEach((column, index) => {
    if (column) row[column] = (cells[index] ?? '').trim();
  });
  return row as ImportRow['cells'];
}
