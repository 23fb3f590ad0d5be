import { parseDate, type CalendarDate } from '../dates/calendar';
import type { FieldProblem } from '../errors';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { rateText, readRate } from '../money/exchange';
import { currencyExponent } from '../money/money';

/** One rate of a file. */
export interface RateRow {
  on: CalendarDate;
  currency: string;
  /** As it is written again: without zeros at its end. */
  rate: string;
}

const HEADER = /^\s*date\s*[,;]\s*currency\s*[,;]\s*rate\s*$/i;
const MOST_PROBLEMS = 50;

/**
 * Reads a file of rates: a line each, `2026-11-25,USD,83.1275`, with or without the header `date,currency,rate`; commas
 * or semicolons. Nothing is guessed: every line that cannot be read is named.
 */
export function readRateFile(csv: string): { rates: RateRow[] } | { problems: FieldProblem[] } {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ text, number: index + 1 }))
    .filter(({ text, number }) => text.trim() !== '' && !(number === 1 && HEADER.test(text)));
  const seen = new Map<string, number>();
  const rates: RateRow[] = [];
  const problems: FieldProblem[] = [];
  for (const { text, number } of lines) {
    const row = readRow(text);
    const key = typeof row === 'string' ? '' : `${row.currency} ${row.on}`;
    const before = seen.get(key);
    if (typeof row === 'string') problems.push(at(number, row));
    else if (before !== undefined) problems.push(at(number, `The same day as line ${before}`));
    else {
      seen.set(key, number);
      rates.push(row);
    }
  }
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  return rates.length > 0 ? { rates } : { problems: [{ path: 'csv', message: 'No rates in it' }] };
}

const at = (number: number, message: string): FieldProblem => ({
  path: 'csv',
  message: `Line ${number}: ${message}`,
});

function readRow(text: string): RateRow | string {
  const cells = text.split(/[,;]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const [date = '', code = '', number = ''] = cells;
  const on = parseDate(date);
  const currency = code.toUpperCase();
  const rate = readRate(number);
  if (cells.length !== 3) return 'Use a date, a currency and a rate';
  if (on === undefined) return `“${date}” is no date such as 2026-11-25`;
  if (currency === COMPANY_CURRENCY) return `${currency} is the company's own currency`;
  if (currencyExponent(currency) === undefined) return `“${code}” is not a currency we know`;
  if (rate === undefined) return `“${number}” is no rate such as 83.1275`;
  return { on, currency, rate: rateText(rate) };
}
