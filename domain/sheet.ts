import { csvRecord } from './csv';
import type { CalendarDate } from './dates/calendar';

/** A decimal number as text: "1234.50". Never a float before it is in somebody's sheet. */
interface Decimal {
  decimal: string;
}

/** A day, or a moment as RFC 3339 writes it: text in a CSV file, a date in a sheet, which can sort and reckon with it. */
type Dated = { date: CalendarDate } | { instant: string };

/** What a cell of a list holds: text, a number, a date, or nothing. */
export type SheetCell = string | Decimal | Dated | null;

/** A date as a sheet keeps it: its moment, of which it shows what the format says. */
interface SheetDate {
  value: Date;
  format: string;
}

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
  if ('date' in cell) return cell.date;
  return 'instant' in cell ? cell.instant : { verbatim: cell.decimal };
}

/** A cell as a spreadsheet keeps it: a number where it holds it exactly, otherwise its text; moments are in UTC. */
export function sheetValue(cell: SheetCell): string | number | SheetDate | null {
  if (cell === null || typeof cell === 'string') return cell;
  if ('date' in cell) return dateValue(`${cell.date}T00:00:00Z`, 'yyyy-mm-dd');
  if ('instant' in cell) return dateValue(cell.instant, 'yyyy-mm-dd hh:mm');
  const digits = cell.decimal.replace(/\D/g, '').length;
  return digits <= SAFE_DIGITS ? Number(cell.decimal) : cell.decimal;
}

// A sheet counts days from its epoch and knows no zones: what is midnight in UTC here is the day itself there.
const dateValue = (moment: string, format: string) => ({ value: new Date(moment), format });
