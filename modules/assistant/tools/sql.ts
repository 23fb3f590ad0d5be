import { CURRENCIES, currencyExponent } from '../../../domain/money/money';

/** SQL of what people call a value. @param names constants of the domain, by value */
export function named(column: string, names: Record<string, string>): string {
  const cases = Object.entries(names).map(
    ([value, name]) => `WHEN '${quoted(value)}' THEN '${quoted(name)}'`,
  );
  return `CASE ${column} ${cases.join(' ')} ELSE ${column} END`;
}

const quoted = (text: string) => text.replaceAll("'", "''");

/** Currencies that have not two decimals. */
const ODD = CURRENCIES.filter((currency) => currencyExponent(currency) !== 2);

/** SQL of an amount in whole units of its currency, exactly. @param minor SQL of the amount in minor units */
export function wholeUnits(minor: string, currency: string): string {
  const cases = ODD.map((one) => `WHEN '${one}' THEN ${10 ** (currencyExponent(one) ?? 2)}`);
  return `(${minor})::numeric / (CASE ${currency} ${cases.join(' ')} ELSE 100 END)`;
}
