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

/** The sum of lines in the company's currency. Throws a RangeError on others. */
export function orderTotal(lines: OrderLine[]): Money {
  return sumMoney(lines.map(lineTotal), COMPANY_CURRENCY);
}
