import { currencyExponent, divideRounded, type Money } from './money';

/** Decimals of a rate: `numeric(20,10)`. */
const RATE_DECIMALS = 10;
const SCALE = 10n ** BigInt(RATE_DECIMALS);
const MOST = SCALE * SCALE;
const RATE = /^(\d{1,10})(?:\.(\d{1,10}))?$/;

/** What one unit of a currency is worth in another one, times 10^10: exact, never a float. */
export type Rate = bigint;

/** Reads a rate such as "83.1275"; undefined when it is none, is zero, or has more than ten digits on a side. */
export function readRate(text: string): Rate | undefined {
  const match = RATE.exec(text);
  if (!match) return undefined;
  const rate = BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(RATE_DECIMALS, '0'));
  return rate > 0n ? rate : undefined;
}

/** Whether what was reckoned is a rate that can be kept: above zero, with ten digits before the point at most. */
export function isRate(rate: Rate): boolean {
  return rate > 0n && rate < MOST;
}

/** A rate as people write it, without zeros at its end: "83.1275". */
export function rateText(rate: Rate): string {
  const decimals = (rate % SCALE).toString().padStart(RATE_DECIMALS, '0').replace(/0+$/, '');
  return (rate / SCALE).toString() + (decimals ? `.${decimals}` : '');
}

/**
 * An amount in another currency, rounded once to its smallest unit, halves away from zero.
 * @param rate what one unit of the amount's currency is worth in `currency`
 * @throws RangeError for a currency the system does not know
 */
export function convertMoney(money: Money, rate: Rate, currency: string): Money {
  const numerator = money.minor * rate * 10n ** exponentOf(currency);
  return {
    minor: divideRounded(numerator, SCALE * 10n ** exponentOf(money.currency)),
    currency,
  };
}

/** The rate at which one amount was exchanged for another, rounded to the decimals of a rate; neither is zero. */
export function impliedRate(from: Money, to: Money): Rate {
  return divideRounded(
    to.minor * SCALE * 10n ** exponentOf(from.currency),
    from.minor * 10n ** exponentOf(to.currency),
  );
}

function exponentOf(currency: string): bigint {
  const exponent = currencyExponent(currency);
  if (exponent === undefined) throw new RangeError(`unknown currency ${currency}`);
  return BigInt(exponent);
}
