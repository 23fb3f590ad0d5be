import { decodeText, readCsv, type CsvRecord, type RowProblem } from '../people-import/read-csv';

/** The columns a file of old leave may have, by what they are called in messages. */
const COLUMNS = {
  person: 'Person',
  type: 'Type',
  dates: 'Dates',
  from: 'From',
  to: 'To',
  reason: 'Reason',
} as const;
type Column = keyof typeof COLUMNS;

const OTHER_NAMES: Record<string, Column | undefined> = {
  email: 'person',
  employee: 'person',
  leavetype: 'type',
  period: 'dates',
  startdate: 'from',
  enddate: 'to',
};

/** Nobody wrote more in a year; past it, send several files. */
const MOST_LINES = 50_000;
const LONGEST_CELL = 500;

/** A leave as the old system wrote it, without space around its cells. */
export type OldLeaveFields = Record<'person' | 'type' | 'dates' | 'reason', string>;

/** What a file comes to: problems are about its shape. What is written in a cell is read later. */
interface OldLeaveFile {
  rows: { line: number; fields: OldLeaveFields }[];
  problems: RowProblem[];
}

const plain = (heading: string) => heading.toLowerCase().replace(/[^\p{L}]/gu, '');
const BY_NAME = new Map(
  Object.entries(COLUMNS).map(([column, heading]) => [plain(heading), column as Column]),
);

/**
 * Reads a file of leave that another system wrote: who, of which type, when (in one column, or in From and To) and why.
 * Only a file without problems is taken in; its dates may be written in any way.
 */
export function readOldLeave(bytes: Uint8Array): OldLeaveFile {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { rows: [], problems: [decoded.problem] };
  const { records, problems } = readCsv(decoded.text);
  const [first, ...others] = records;
  if (!first || others.length === 0)
    return { rows: [], problems: [wrong(1, null, 'Below the headings there is nothing.')] };
  if (others.length > MOST_LINES)
    return { rows: [], problems: [wrong(1, null, `A file has at most ${MOST_LINES} lines.`)] };
  const columns = first.cells.map((heading) => columnOf(heading));
  const headings = headingProblems(first, columns);
  if (headings.length > 0) return { rows: [], problems: headings };
  const lines = others.flatMap((record) => lineProblems(record, columns));
  return {
    rows: others.map((record) => ({ line: record.line, fields: fieldsOf(record, columns) })),
    problems: [...problems, ...lines],
  };
}

const columnOf = (heading: string) => OTHER_NAMES[plain(heading)] ?? BY_NAME.get(plain(heading));

const wrong = (line: number, column: string | null, message: string): RowProblem => ({
  ...{ line, column, message },
});

function headingProblems({ line, cells }: CsvRecord, columns: (Column | undefined)[]) {
  const known = Object.values(COLUMNS).join(', ');
  const problems = cells.flatMap((heading, index) => {
    const column = columns[index];
    if (!column)
      return [wrong(line, heading || null, `There is no column of this name. Known: ${known}.`)];
    return columns.indexOf(column) < index
      ? [wrong(line, heading, 'This column is there twice.')]
      : [];
  });
  const has = (column: Column) => columns.includes(column);
  for (const column of ['person', 'type'] as const)
    if (!has(column)) problems.push(wrong(line, COLUMNS[column], 'This column is missing.'));
  const isWhen = has('dates') ? !has('from') && !has('to') : has('from') && has('to');
  if (!isWhen)
    problems.push(wrong(line, COLUMNS.dates, 'Say when in Dates, or in From and To, not in both.'));
  return problems;
}

function lineProblems({ line, cells }: CsvRecord, columns: (Column | undefined)[]): RowProblem[] {
  if (cells.length !== columns.length)
    return [wrong(line, null, `This line has ${cells.length} cells, not ${columns.length}.`)];
  return cells.flatMap((cell, index) => {
    const column = columns[index];
    const name = column ? COLUMNS[column] : null;
    if (cell.length > LONGEST_CELL)
      return [wrong(line, name, `Use at most ${LONGEST_CELL} characters.`)];
    return cell.includes('\0')
      ? [wrong(line, name, 'Contains a character that cannot be stored.')]
      : [];
  });
}

function fieldsOf({ cells }: CsvRecord, columns: (Column | undefined)[]): OldLeaveFields {
  const cell = (column: Column) => (cells[columns.indexOf(column)] ?? '').trim();
  const dates = columns.includes('dates') ? cell('dates') : `${cell('from')} to ${cell('to')}`;
  return { person: cell('person'), type: cell('type'), dates, reason: cell('reason') };
}
