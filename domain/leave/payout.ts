import { divideRounded } from '../money/money';
import { UNITS_PER_DAY } from './working-days';

/**
 * What some leave is worth: days × daily rate, rounded once to the currency's smallest unit, halves away from zero.
 * @param units hundredths of a day
 * @param rateMinor what one day is worth, in the currency's smallest unit
 */
export function payoutMinor(units: number, rateMinor: bigint): bigint {
  return divideRounded(BigInt(units) * rateMinor, BigInt(UNITS_PER_DAY));
}
