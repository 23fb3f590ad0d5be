import type { CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { Money } from '../money/money';
import type { ExpenseCategory } from './claims';

/** A line, as far as it can be told from another one. */
interface ComparedLine {
  date: CalendarDate;
  category: ExpenseCategory;
  amount: Money;
  /** SHA-256 of each of its receipts. */
  hashes: string[];
}

/** A line of another claim of the same person. */
export interface EarlierLine extends ComparedLine {
  claim: { title: string; status: string };
}

/** What an approver should look at; nothing is refused for it. */
export interface DuplicateWarning {
  /** From 1. */
  line: number;
  message: string;
}

/**
 * Lines that may have been claimed before: with the same receipt, or of the same date, amount and category, in another
 * claim or further up in this one. One warning a line, of the receipt first.
 */
export function findDuplicates(lines: ComparedLine[], earlier: EarlierLine[]): DuplicateWarning[] {
  return lines.flatMap((line, index) => {
    const above = lines.slice(0, index).map((one, at) => ({ ...one, where: `line ${at + 1}` }));
    const known = [...earlier.map((one) => ({ ...one, where: whereOf(one) })), ...above];
    const sameFile = known.find(({ hashes }) => hashes.some((hash) => line.hashes.includes(hash)));
    const sameWords = known.find((one) => isAlike(one, line));
    if (sameFile) return [{ line: index + 1, message: `The same receipt as ${sameFile.where}` }];
    if (!sameWords) return [];
    return [
      {
        line: index + 1,
        message: `The same date, amount and category as ${sameWords.where}`,
      },
    ];
  });
}

function isAlike(a: ComparedLine, b: ComparedLine): boolean {
  return (
    a.date === b.date &&
    a.category === b.category &&
    a.amount.currency === b.amount.currency &&
    a.amount.minor === b.amount.minor
  );
}

function whereOf({ claim, date }: EarlierLine): string {
  return `a line of ${formatDate(date)} in “${claim.title}” (${claim.status})`;
}
