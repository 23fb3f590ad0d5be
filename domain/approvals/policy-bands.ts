import { readMoney } from '../money/money';
import type { Comparison, Condition } from './policy';
import { hundredths } from './policy-conditions';

/** The numbers that satisfy limits on one thing: from `low` to `high`, both included. */
interface Band {
  low: bigint;
  high: bigint;
}

/** Larger than any amount of the system in its smallest unit. */
const ENDLESS = 10n ** 20n;

type Limit = Extract<Condition, { is: Comparison }>;

/** A limit as a whole number (the currency's smallest unit, hundredths of a day) and what it is counted in. */
export function limitOf(condition: Limit): { unit: string; value: bigint } | undefined {
  if (condition.on === 'days') {
    const value = hundredths(condition.value);
    return value === undefined ? undefined : { unit: 'days', value: BigInt(value) };
  }
  const money = readMoney(condition.value);
  return 'member' in money ? undefined : { unit: money.currency, value: money.minor };
}

/** What satisfies all limits of one unit. Nothing is below zero. Empty when `low` is more than `high`. */
export function bandOf(limits: { is: Comparison; value: bigint }[]): Band {
  return limits.reduce<Band>(
    (band, { is, value }) => {
      if (is === 'at-least') return { ...band, low: max(band.low, value) };
      if (is === 'above') return { ...band, low: max(band.low, value + 1n) };
      return { ...band, high: min(band.high, is === 'at-most' ? value : value - 1n) };
    },
    { low: 0n, high: ENDLESS },
  );
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
