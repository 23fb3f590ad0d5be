const NEEDS_QUOTES = /[",\r\n]/;
// The full-width forms as well: some programs read them as the signs themselves.
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

/** What a program that opens the file takes for UTF-8 by. */
export const CSV_MARK = '\uFEFF';

/** What a cell can hold; null is an empty one. Numbers stay numbers, and so does a decimal that is given as its digits. */
export type CsvCell = string | number | { verbatim: string } | null;

/**
 * One record as RFC 4180 writes it, with its line end. Text that a spreadsheet would run as a formula is led by an
 * apostrophe, which makes it text there (OWASP, CSV injection).
 */
export function csvRecord(cells: CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.verbatim;
  const inert = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
