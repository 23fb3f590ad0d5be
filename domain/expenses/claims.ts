import { addDays, type CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { FieldProblem } from '../errors';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { ceilingProblems } from '../money/ceiling';
import { convertMoney, type Rate } from '../money/exchange';
import { parseMoney, sumMoney, type Money } from '../money/money';

/** What money can be spent on. */
export const EXPENSE_CATEGORIES = [
  'travel',
  'meals',
  'lodging',
  'supplies',
  'training',
  'other',
] as const;
/** @see EXPENSE_CATEGORIES */
export type ExpenseCategory = (typeof EXPENSE_CATEGORIES)[number];

/** What people call a category. */
export const EXPENSE_CATEGORY_NAMES: Record<ExpenseCategory, string> = {
  travel: 'Travel',
  meals: 'Meals',
  lodging: 'Lodging',
  supplies: 'Supplies',
  training: 'Training',
  other: 'Other',
};

/** The currency claims are summed up and paid in: the company's. */
export const CLAIM_CURRENCY = COMPANY_CURRENCY;
/** How old an expense may be when it is claimed. */
const EXPENSE_MAX_AGE_DAYS = 730;

/** One thing that was paid for, in whichever currency it was. */
export interface ClaimLine {
  date: CalendarDate;
  amount: { amount: string; currency: string };
}

/** What a line comes to in the claim's currency; the rate is null for a line that is in it. */
export interface PricedLine {
  base: Money;
  rate: Rate | null;
}

/** The sum of a claim's lines, each in the claim's currency; {@link priceLines} says whether it can be kept. */
export function claimTotal(bases: Money[]): Money {
  return sumMoney(bases, CLAIM_CURRENCY);
}

/** What is wrong with the dates of lines that are claimed `today`, each problem at its own line; empty if nothing is. */
export function claimProblems(
  lines: Pick<ClaimLine, 'date'>[],
  today: CalendarDate,
): FieldProblem[] {
  return lines.flatMap((line, index) => {
    const problems: FieldProblem[] = [];
    const oldest = addDays(today, -EXPENSE_MAX_AGE_DAYS);
    if (line.date > today)
      problems.push({ path: `lines.${index}.date`, message: 'This date is in the future' });
    if (line.date < oldest)
      problems.push({
        path: `lines.${index}.date`,
        message: `Expenses can be claimed for ${EXPENSE_MAX_AGE_DAYS} days`,
      });
    return problems;
  });
}

/**
 * What each line comes to in the claim's currency by the rate of its own date, rounded once.
 * @param rateOf what one unit of a currency was worth on a date; undefined where nobody has said
 * @returns the lines, or what is wrong: a rate that is missing, an amount that comes to nothing, or a line or all of them
 *   that come to more than can be kept
 */
export function priceLines(
  lines: ClaimLine[],
  rateOf: (currency: string, on: CalendarDate) => Rate | undefined,
): { priced: PricedLine[] } | { problems: FieldProblem[] } {
  const found = lines.map((line, index) => priceLine(line, index, rateOf));
  const problems = found.filter((one) => 'path' in one);
  if (problems.length > 0) return { problems };
  const priced = found.filter((one) => 'base' in one);
  const tooMuch = ceilingProblems(claimTotal(priced.map(({ base }) => base)), 'lines');
  return tooMuch.length > 0 ? { problems: tooMuch } : { priced };
}

function priceLine(
  { amount, date }: ClaimLine,
  index: number,
  rateOf: (currency: string, on: CalendarDate) => Rate | undefined,
): PricedLine | FieldProblem {
  const money = parseMoney(amount);
  if (money.currency === CLAIM_CURRENCY) return { base: money, rate: null };
  const rate = rateOf(money.currency, date);
  if (rate === undefined)
    return {
      path: `lines.${index}.amount.currency`,
      message: `No exchange rate from ${money.currency} to ${CLAIM_CURRENCY} is set for ${formatDate(date)}`,
    };
  const base = convertMoney(money, rate, CLAIM_CURRENCY);
  const path = `lines.${index}.amount.amount`;
  const [tooMuch] = ceilingProblems(base, path);
  if (tooMuch) return tooMuch;
  if (base.minor > 0n) return { base, rate };
  return {
    path,
    message: `This comes to nothing in ${CLAIM_CURRENCY}`,
  };
}
