import { belowCeiling } from '../money/ceiling';
import { convertMoney, type Rate } from '../money/exchange';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { divideRounded, type Money } from '../money/money';

/** Whether tax is rounded on each line, or once for all lines of a rate. */
export const TAX_ROUNDINGS = ['line', 'document'] as const;
/** @see TAX_ROUNDINGS */
export type TaxRounding = (typeof TAX_ROUNDINGS)[number];

const MILLI = 1000n;
const BPS = 10_000n;

/** A part of a tax: "CGST" at 900 hundredths of a percent. */
export interface TaxPart {
  name: string;
  bps: number;
}

/** A line as taxes are reckoned from it, in minor units of the invoice's currency. */
interface TaxableLine {
  net: bigint;
  parts: TaxPart[];
}

/** What the lines of one part of a tax come to. */
export interface TaxSum extends TaxPart {
  taxable: bigint;
  tax: bigint;
}

/** Reads a quantity such as "1.5" in thousandths; undefined when it is none, is zero, or has more than three decimals. */
export function readQuantity(text: string): bigint | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const milli = BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(3, '0'));
  return milli > 0n ? milli : undefined;
}

/** A quantity in thousandths as people write it: "1.5". */
export function quantityText(milli: bigint): string {
  const decimals = (milli % MILLI).toString().padStart(3, '0').replace(/0+$/, '');
  return (milli / MILLI).toString() + (decimals ? `.${decimals}` : '');
}

/** What a line comes to without tax, rounded once: so many thousandths at a price in minor units each. */
export function lineNet(line: { quantityMilli: bigint; unitPriceMinor: bigint }): bigint {
  return divideRounded(line.quantityMilli * line.unitPriceMinor, MILLI);
}

/** The taxes of lines by name and rate, in the order they first appear; each rounded as `rounding` says, halves up. */
export function taxesOf(lines: TaxableLine[], rounding: TaxRounding): TaxSum[] {
  const sums = new Map<string, TaxSum & { exact: bigint }>();
  for (const { net, parts } of lines)
    for (const { name, bps } of parts) {
      const sum = sums.get(`${name} ${bps}`) ?? { name, bps, taxable: 0n, tax: 0n, exact: 0n };
      sum.taxable += net;
      sum.exact += net * BigInt(bps);
      sum.tax += divideRounded(net * BigInt(bps), BPS);
      sums.set(`${name} ${bps}`, sum);
    }
  return [...sums.values()].map(({ exact, tax, ...sum }) => ({
    ...sum,
    tax: rounding === 'line' ? tax : divideRounded(exact, BPS),
  }));
}

/**
 * What an amount is worth in the smallest unit of the company's currency, rounded once.
 * @param path the field it comes of
 * @throws DomainError invalid-input there when it is worth more than can be kept
 */
export function inBooks(money: Money, rate: Rate, path: string): bigint {
  return belowCeiling(convertMoney(money, rate, COMPANY_CURRENCY), path).minor;
}
