import { checkCsvFile, type CheckedFile, type RefuseCell } from '../csv-import/check-file';
import { parseDate, type CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { formatMoney, readMoney } from '../money/money';
import type { RowProblem } from '../people-import/read-csv';
import { fingerprintsOf } from './fingerprints';

/** The columns of a file of a bank statement, by what they are called. */
export const STATEMENT_COLUMNS = {
  date: 'Date',
  description: 'Description',
  reference: 'Reference',
  paidIn: 'Paid in',
  paidOut: 'Paid out',
  balance: 'Balance',
} as const;
type Column = keyof typeof STATEMENT_COLUMNS;
type Cells = Record<Column, string>;

/** A line of a statement; what came in is above zero, what went out below, in minor units of the company's currency. */
interface LineOfFile {
  on: CalendarDate;
  minor: bigint;
  description: string;
  reference: string;
  /** What the bank had after it; null where the file does not say. */
  balance: bigint | null;
}

/** What is known of the account before the file. */
export interface KnownStatements {
  /** Where the statement before ended; null for the first of an account. */
  last: { to: CalendarDate; closing: bigint } | null;
  /** The lines that are there already. */
  fingerprints: ReadonlySet<string>;
  /** Of the reader's place. */
  today: CalendarDate;
}

/** A statement that was read: lines from the first day on, each with what tells it from all others. */
export interface CheckedStatement extends Omit<CheckedFile<LineOfFile>, 'items'> {
  lines: (LineOfFile & { line: number; fingerprint: string })[];
}

const MOST = 5000;
const PLAIN = /^\d+(\.\d+)?$/;
// 1,25,000.00 as well as 125,000.00: what stands before the last group of three is for the eye only.
const GROUPED = /^\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$/;

const money = (minor: bigint) => formatMoney({ minor, currency: COMPANY_CURRENCY });

/**
 * Reads a file of a bank statement and finds everything that is wrong with it: cells, days out of order, balances that do
 * not follow from one another, lines that are there already, and a sum that is not what the bank says.
 * @param of.opening what the bank had before the first line, in minor units
 * @param of.closing what it had after the last one
 */
export function checkStatementFile(
  bytes: Uint8Array,
  of: { opening: bigint; closing: bigint; known: KnownStatements },
): CheckedStatement {
  const { rows, items, problems } = readLines(bytes, of.known.today);
  const ordered = oldestFirst(items);
  const prints = fingerprintsOf(ordered);
  const lines = ordered.map((item, at) => ({ ...item, fingerprint: prints[at] ?? '' }));
  // What a broken line is missing would look like a difference.
  const found =
    problems.length > 0
      ? problems
      : [...orderProblems(lines), ...repeated(lines, of.known), ...balanceProblems(lines, of)];
  return { rows, lines, problems: found.sort((a, b) => a.line - b.line) };
}

function readLines(bytes: Uint8Array, today: CalendarDate): CheckedFile<LineOfFile> {
  return checkCsvFile<Column, LineOfFile>(bytes, {
    columns: {
      headings: STATEMENT_COLUMNS,
      required: ['date', 'description', 'paidIn', 'paidOut'],
      otherNames: { deposit: 'paidIn', withdrawal: 'paidOut', narration: 'description' },
      nothing: 'Below the headings there is no line.',
    },
    most: MOST,
    longest: {
      ...{ date: 40, description: 500, reference: 200 },
      ...{ paidIn: 40, paidOut: 40, balance: 40 },
    },
    read: ({ cells }, refuse) => {
      readDay(cells.date, { today, refuse });
      if (!cells.description) refuse('description', 'Say what the bank says of it.');
      const { description, reference } = cells;
      return {
        ...{ on: cells.date, description, reference },
        ...{ minor: readChange(cells, refuse), balance: readBalance(cells.balance, refuse) },
      };
    },
  });
}

function readDay(cell: string, of: { today: CalendarDate; refuse: RefuseCell<Column> }): void {
  if (parseDate(cell) === undefined)
    of.refuse('date', 'Write the date as year-month-day, such as 2026-02-25.');
  else if (cell > of.today) of.refuse('date', 'This date is in the future.');
}

function readChange({ paidIn, paidOut }: Cells, refuse: RefuseCell<Column>): bigint {
  const into = readAmount('paidIn', paidIn, refuse);
  const out = readAmount('paidOut', paidOut, refuse);
  if (into !== 0n && out !== 0n) refuse('paidOut', 'A line goes in or out, not both.');
  if (into === 0n && out === 0n) refuse('paidIn', 'Either something is paid in, or out.');
  return into - out;
}

function readAmount(column: Column, cell: string, refuse: RefuseCell<Column>): bigint {
  if (cell === '') return 0n;
  const amount = GROUPED.test(cell) ? cell.replaceAll(',', '') : cell;
  const read = PLAIN.test(amount)
    ? readMoney({ amount, currency: COMPANY_CURRENCY })
    : { message: 'Use an amount such as 1234.50, without a sign' };
  if (!('message' in read)) return read.minor;
  refuse(column, `${read.message}.`);
  return 0n;
}

/** An overdrawn balance is written "250.00 Dr", as statements in India do. */
function readBalance(cell: string, refuse: RefuseCell<Column>): bigint | null {
  if (cell === '') return null;
  const [, amount = cell, side = ''] = /^(.*?)\s*(cr|dr)?\.?$/i.exec(cell) ?? [];
  const minor = readAmount('balance', amount, refuse);
  return side.toLowerCase() === 'dr' ? -minor : minor;
}

/** Banks write the newest line first or last. */
function oldestFirst<Item extends { on: CalendarDate }>(items: Item[]): Item[] {
  const [first, last] = [items[0], items.at(-1)];
  return first && last && first.on > last.on ? [...items].reverse() : items;
}

function orderProblems(lines: { line: number; on: CalendarDate }[]): RowProblem[] {
  return lines.flatMap(({ line, on }, at) => {
    const before = lines[at - 1];
    if (before === undefined || before.on <= on) return [];
    return [{ line, column: STATEMENT_COLUMNS.date, message: 'The days are out of order.' }];
  });
}

function repeated(
  lines: { line: number; on: CalendarDate; fingerprint: string }[],
  { last, fingerprints }: KnownStatements,
): RowProblem[] {
  return lines.flatMap(({ line, on, fingerprint }): RowProblem[] => {
    if (fingerprints.has(fingerprint))
      return [{ line, column: null, message: 'This line is there already.' }];
    if (last === null || on > last.to) return [];
    const message = `The statements of this account go to ${formatDate(last.to)} already.`;
    return [{ line, column: STATEMENT_COLUMNS.date, message }];
  });
}

function balanceProblems(
  lines: (LineOfFile & { line: number })[],
  of: { opening: bigint; closing: bigint; known: KnownStatements },
): RowProblem[] {
  const problems: RowProblem[] = [];
  const { opening, closing, known } = of;
  const refuse = (line: number, column: string | null, message: string) =>
    problems.push({ line, column, message });
  if (known.last !== null && known.last.closing !== opening)
    refuse(
      1,
      null,
      `The statement before ended with ${money(known.last.closing)}, this one begins with ${money(opening)}: a difference of ${money(opening - known.last.closing)}.`,
    );
  let balance = opening;
  for (const { line, minor, balance: said } of lines) {
    balance += minor;
    if (said === null || said === balance) continue;
    const message = `The balance would be ${money(balance)}: a difference of ${money(said - balance)}.`;
    refuse(line, STATEMENT_COLUMNS.balance, message);
    // Said once: what follows is off by the same.
    balance = said;
  }
  if (problems.length === 0 && balance !== closing)
    refuse(
      lines.at(-1)?.line ?? 1,
      null,
      `The lines come to ${money(balance)}, the closing balance is ${money(closing)}: a difference of ${money(closing - balance)}.`,
    );
  return problems;
}
