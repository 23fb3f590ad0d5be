import { divideRounded } from '../money/money';
import { STAGE_WEIGHTS, type DealStage } from './stages';

/** One line of an offer; prices in minor units, the quantity in thousandths, the discount in basis points. */
interface QuoteLine {
  quantityMilli: bigint;
  unitPriceMinor: bigint;
  unitCostMinor: bigint;
  discountBps: number;
}

/** What a line comes to, rounded once, and what it costs to fulfil. */
export function quoteLine(line: QuoteLine): { amountMinor: bigint; costMinor: bigint } {
  const { quantityMilli, unitPriceMinor, unitCostMinor, discountBps } = line;
  const charged = BigInt(10_000 - discountBps);
  return {
    amountMinor: divideRounded(quantityMilli * unitPriceMinor * charged, 10_000_000n),
    costMinor: divideRounded(quantityMilli * unitCostMinor, 1_000n),
  };
}

/** Reads "1.5" as 1500 thousandths; undefined for what is no such number. */
export function readQuantity(text: string): bigint | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(3, '0'));
}

/** 1500 thousandths as "1.5". */
export function quantityText(milli: bigint): string {
  const digits = milli.toString().padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return digits.slice(0, -3) + (decimals && `.${decimals}`);
}

/** What a forecast counts of an amount: rounded for each deal, so that sums are those of the rows. */
export function weighted(minor: bigint, stage: DealStage): bigint {
  return divideRounded(minor * BigInt(STAGE_WEIGHTS[stage]), 100n);
}
