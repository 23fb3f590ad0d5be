import { remembering } from '../remembering';

/** An amount in the smallest unit of its currency: paise, yen, fils. */
export interface Money {
  minor: bigint;
  currency: string;
}

/** Decimals of the currencies the system knows (ISO 4217). */
const EXPONENTS: Record<string, number> = {
  AED: 2,
  AUD: 2,
  BHD: 3,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  LKR: 2,
  NPR: 2,
  NZD: 2,
  OMR: 3,
  SAR: 2,
  SGD: 2,
  USD: 2,
  ZAR: 2,
};

/** The currencies the system knows, in the order of their codes. */
export const CURRENCIES = Object.keys(EXPONENTS);

/** How many decimals a currency has, or undefined if the system does not know it. */
export function currencyExponent(currency: string): number | undefined {
  return Object.hasOwn(EXPONENTS, currency) ? EXPONENTS[currency] : undefined;
}

/** Digits an amount has before its point at most: with three decimals it still fits the columns, which are `bigint`. */
const WHOLE_DIGITS = 15;
const AMOUNT = new RegExp(`^(-?)(\\d{1,${WHOLE_DIGITS}})(?:\\.(\\d+))?$`);

/** Why an amount could not be read, and which part of it is to blame. */
interface MoneyProblem {
  member: 'amount' | 'currency';
  message: string;
}

/**
 * Reads an amount such as `{ amount: "1234.50", currency: "INR" }`, exactly: no grouping, no exponent, no sign but "-",
 * and no more decimals than the currency has.
 */
export function readMoney(wire: { amount: string; currency: string }): Money | MoneyProblem {
  const exponent = currencyExponent(wire.currency);
  if (exponent === undefined)
    return { member: 'currency', message: `${wire.currency} is not a currency we know` };
  const match = AMOUNT.exec(wire.amount);
  if (!match) return { member: 'amount', message: 'Use an amount such as "1234.50"' };
  const decimals = match[3] ?? '';
  if (decimals.length > exponent)
    return { member: 'amount', message: `${wire.currency} has ${decimalsText(exponent)}` };
  const unsigned = BigInt((match[2] ?? '0') + decimals.padEnd(exponent, '0'));
  return { minor: match[1] === '-' ? -unsigned : unsigned, currency: wire.currency };
}

function decimalsText(exponent: number): string {
  return exponent === 0 ? 'no decimals' : `at most ${exponent} decimals`;
}

/** Reads an amount that is known to be well-formed. Throws a RangeError if it is not. */
export function parseMoney(wire: { amount: string; currency: string }): Money {
  const money = readMoney(wire);
  if ('member' in money) throw new RangeError(`${money.member}: ${money.message}`);
  return money;
}

/** Whether what was reckoned is an amount that can be kept, and read again: up to fifteen digits before its point. */
export function isKeepable({ minor, currency }: Money): boolean {
  return magnitude(minor) < 10n ** BigInt(WHOLE_DIGITS + exponentOf(currency));
}

/** The amount as it crosses the wire, with all decimals of its currency: `{ amount: "1234.50", currency: "INR" }`. */
export function toMoneyWire(money: Money): { amount: string; currency: string } {
  return { amount: decimalText(money), currency: money.currency };
}

/** The amount as people read it, grouped as in India: "₹1,25,000.00". */
export function formatMoney(money: Money): string {
  return formatMoneyWire(toMoneyWire(money));
}

/** The same of an amount from the wire, however many digits a sum has. */
export function formatMoneyWire({
  amount,
  currency,
}: {
  amount: string;
  currency: string;
}): string {
  return formatterOf(currency).format(amount as `${number}`);
}

// Making one costs a hundred times what using it does; currencies are few.
const formatterOf = remembering((currency) => {
  const exponent = exponentOf(currency);
  return new Intl.NumberFormat('en-IN', {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
});

/** The sum of amounts of one currency. Throws a RangeError when currencies mix. */
export function sumMoney(amounts: Money[], currency: string): Money {
  let minor = 0n;
  for (const amount of amounts) {
    if (amount.currency !== currency)
      throw new RangeError(`cannot add ${amount.currency} to ${currency}`);
    minor += amount.minor;
  }
  return { minor, currency };
}

/** `numerator / denominator` to the nearest whole number, halves away from zero: the one rounding of the system. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [magnitude(numerator), magnitude(denominator)];
  const rounded = (n * 2n + d) / (d * 2n);
  return negative ? -rounded : rounded;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function exponentOf(currency: string): number {
  const exponent = currencyExponent(currency);
  if (exponent === undefined) throw new RangeError(`unknown currency ${currency}`);
  return exponent;
}

function decimalText(money: Money): string {
  const exponent = exponentOf(money.currency);
  const digits = magnitude(money.minor)
    .toString()
    .padStart(exponent + 1, '0');
  const sign = money.minor < 0n ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
