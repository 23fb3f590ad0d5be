import { invalidInput } from '../errors';
import { belowCeiling, ceilingProblems } from '../money/ceiling';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { parseMoney, sumMoney, type Money } from '../money/money';
import type { MoneyWire } from '../wire/common';

/** So many of something, at a price each. */
interface OrderLine {
  quantity: number;
  unitPrice: MoneyWire;
}

/** What a line comes to, exactly: prices have whole minor units and quantities are whole. */
export function lineTotal({ quantity, unitPrice }: OrderLine): Money {
  const { minor, currency } = parseMoney(unitPrice);
  return { minor: minor * BigInt(quantity), currency };
}

/**
 * The sum of lines in the company's currency. Throws a RangeError on others.
 * @throws DomainError invalid-input at each line, or at `lines`, that comes to more than can be kept
 */
export function orderTotal(lines: OrderLine[]): Money {
  const totals = lines.map(lineTotal);
  const problems = totals.flatMap((total, at) =>
    ceilingProblems(total, `lines.${at}.unitPrice.amount`),
  );
  if (problems.length > 0) throw invalidInput(problems);
  return belowCeiling(sumMoney(totals, COMPANY_CURRENCY), 'lines');
}
