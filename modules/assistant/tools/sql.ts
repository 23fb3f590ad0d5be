import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { CURRENCIES, currencyExponent } from '../../../domain/money/money';

/** SQL of what people call a value. @param names constants of the domain, by value */
export function named(column: string, names: Record<string, string>): string {
  const cases = Object.entries(names).map(
    ([value, name]) => `WHEN '${quoted(value)}' THEN '${quoted(name)}'`,
  );
  return `CASE ${column} ${cases.join(' ')} ELSE ${column} END`;
}

const quoted = (text: string) => text.replaceAll("'", "''");

/** The company's currency, as most amounts are in it, and those that have not two decimals. */
const TOLD = CURRENCIES.filter(
  (currency) => currency === COMPANY_CURRENCY || currencyExponent(currency) !== 2,
).sort((one, other) => Number(other === COMPANY_CURRENCY) - Number(one === COMPANY_CURRENCY));

/** SQL of something by what a whole unit of a currency is in minor units: the company's is asked about first. */
function byUnit(currency: string, of: (unit: number) => string): string {
  const cases = TOLD.map((one) => `WHEN '${one}' THEN ${of(10 ** (currencyExponent(one) ?? 2))}`);
  return `(CASE ${currency} ${cases.join(' ')} ELSE ${of(100)} END)`;
}

/** SQL of an amount in whole units of its currency, exactly. @param minor SQL of the amount in minor units */
export const wholeUnits = (minor: string, currency: string) =>
  `(${minor})::numeric / ${byUnit(currency, String)}`;

/**
 * SQL of what each of so many comes to of a sum: rounded once, halves away from zero, by whole numbers alone. Unknown among
 * none.
 */
export const averageOf = (sum: string, count: string) =>
  `(sign((${sum})::numeric) * div(2 * abs((${sum})::numeric) + (${count}), nullif(2 * (${count}), 0)))`;

/**
 * The other way round: SQL of an amount in minor units, a whole number, as exact ones took as long again to compare as the
 * rows to read.
 * @param whole SQL of the amount in whole units
 * @param rounded to the least amount that is not below, or to the most that is not above
 */
export const minorUnits = (whole: string, currency: string, rounded: 'ceil' | 'floor') =>
  byUnit(currency, (unit) => `${rounded}(${whole} * ${unit})::bigint`);
