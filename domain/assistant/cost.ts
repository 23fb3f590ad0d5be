import { currencyExponent, divideRounded, type Money } from '../money/money';

/** What a million tokens cost, as the configuration says it. */
export interface TokenPrices {
  input: string;
  output: string;
  currency: string;
}

/** Parts of a currency's unit that a cost is kept in: tokens by ten-thousandths for a million of them. */
const UNITS = 10n ** 10n;

/** The cost of tokens, exact: in ten-thousand-millionths of a unit of the currency. */
export function costOf(tokens: { input: number; output: number }, prices: TokenPrices): bigint {
  return BigInt(tokens.input) * price(prices.input) + BigInt(tokens.output) * price(prices.output);
}

/** A cost as money, rounded once (half away from zero). */
export function costMoney(units: bigint, currency: string): Money {
  const minor = 10n ** BigInt(currencyExponent(currency) ?? 2);
  return { minor: divideRounded(units * minor, UNITS), currency };
}

/** A price of the configuration in ten-thousandths. */
function price(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0'));
}
