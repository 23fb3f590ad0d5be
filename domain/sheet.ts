import { csvRecord } from './csv';

/** A decimal number as text: "1234.50". Never a float before it is in somebody's sheet. */
export interface Decimal {
  decimal: string;
}

/** What a cell of a list holds: text, a number, or nothing. */
export type SheetCell = string | Decimal | null;

/** One column of a list: its title and what it says of a row. */
export interface SheetColumn<Row> {
  title: string;
  cell: (row: Row) => SheetCell;
}

/** Digits a spreadsheet keeps: a number of more would be rounded there (IEEE 754, as its programs say). */
const SAFE_DIGITS = 15;

/** Rows as records of a CSV file. Text that a spreadsheet would run as a formula is made inert; numbers are left as they are. */
export function csvRows<Row>(columns: SheetColumn<Row>[], rows: Row[]): string {
  return rows.map((row) => csvRecord(columns.map(({ cell }) => csvValue(cell(row))))).join('');
}

/** The first record: the titles. */
export function csvTitles<Row>(columns: SheetColumn<Row>[]): string {
  return csvRecord(columns.map(({ title }) => title));
}

function csvValue(cell: SheetCell) {
  if (cell === null || typeof cell === 'string') return cell;
  return { verbatim: cell.decimal };
}

/** A cell as a spreadsheet keeps it: a number where it holds it exactly, otherwise its text. */
export function sheetValue(cell: SheetCell): string | number | null {
  if (cell === null || typeof cell === 'string') return cell;
  const digits = cell.decimal.replace(/\D/g, '').length;
  return digits <= SAFE_DIGITS ? Number(cell.decimal) : cell.decimal;
}
