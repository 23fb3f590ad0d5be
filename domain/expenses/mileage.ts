import { dateParts, type CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { FieldProblem } from '../errors';
import { ceilingProblems } from '../money/ceiling';
import type { Rate } from '../money/exchange';
import { currencyExponent, divideRounded, type Money } from '../money/money';
import { CLAIM_CURRENCY } from './claims';

/** What people drive of their own for the company. */
export const VEHICLES = ['car', 'motorcycle', 'bicycle'] as const;
/** @see VEHICLES */
export type Vehicle = (typeof VEHICLES)[number];

/** What people call a vehicle. */
export const VEHICLE_NAMES: Record<Vehicle, string> = {
  car: 'Car',
  motorcycle: 'Motorcycle',
  bicycle: 'Bicycle',
};

const DISTANCE = /^(\d{1,5})(?:\.(\d))?$/;
// Rates are times 10^10, distances are in tenths.
const RATE_AND_TENTHS = 10n ** 11n;
const FIRST_MONTH = 4;

/** Reads kilometres with at most one decimal, "12.5", into tenths; undefined when it is none, or is zero. */
export function readDistance(text: string): number | undefined {
  const match = DISTANCE.exec(text);
  if (!match) return undefined;
  const tenths = Number((match[1] ?? '') + (match[2] ?? '0'));
  return tenths > 0 ? tenths : undefined;
}

/** Tenths of a kilometre as they are written: "12.5". */
export function distanceText(tenths: number): string {
  return `${Math.trunc(tenths / 10)}.${tenths % 10}`;
}

/** What a kilometre is worth from a day on, until the vehicle's next rate begins. */
export interface MileageRate {
  vehicle: Vehicle;
  from: CalendarDate;
  /** In the claim's currency. */
  rate: Rate;
  /** Above so many kilometres in a financial year, another rate. */
  yearly: { aboveKm: number; rate: Rate } | null;
}

/** A drive as it is claimed, and where in the claim. */
export interface Drive {
  /** From 0. */
  index: number;
  date: CalendarDate;
  vehicle: Vehicle;
  distance: string;
}

/** Tenths of a kilometre somebody has claimed in a financial year already, in claims that wait or were approved. */
export interface DrivenBefore {
  vehicle: Vehicle;
  year: number;
  tenths: number;
}

/** How a drive comes to its amount: all of it by the rate, but what lies beyond the year's threshold by another one. */
export interface Mileage {
  vehicle: Vehicle;
  /** All of the drive. */
  tenths: number;
  rate: Rate;
  beyond: { tenths: number; rate: Rate } | null;
  amount: Money;
}

/** The year in which the financial year of a date began: India's is from 1 April (Income-tax Act 1961, sections 2(9) and 3). */
export function financialYear(date: CalendarDate): number {
  const { year, month } = dateParts(date);
  return month < FIRST_MONTH ? year - 1 : year;
}

/**
 * What drives come to, in their order, each by the rate of its own day and rounded once. What was driven in the year before
 * counts first, for the kind of vehicle and not for one vehicle: so has it HMRC, whose rate for cars falls above 10,000
 * miles of a tax year (Income Tax (Earnings and Pensions) Act 2003, section 230; manual EIM31230).
 * @returns the drives' reckonings, or what is wrong: no rate for the day, an amount of nothing
 */
export function reckonDrives(
  drives: Drive[],
  known: { rates: MileageRate[]; before: DrivenBefore[] },
): { reckoned: Mileage[] } | { problems: FieldProblem[] } {
  const driven = new Map(
    known.before.map(({ vehicle, year, tenths }) => [yearOf(vehicle, year), tenths]),
  );
  const found = drives.map((drive) => {
    const key = yearOf(drive.vehicle, financialYear(drive.date));
    const before = driven.get(key) ?? 0;
    driven.set(key, before + (readDistance(drive.distance) ?? 0));
    return reckon(drive, rateOn(drive, known.rates), before);
  });
  const problems = found.filter((one) => 'path' in one);
  return problems.length > 0 ? { problems } : { reckoned: found.filter((one) => 'amount' in one) };
}

const yearOf = (vehicle: Vehicle, year: number) => `${vehicle} ${year}`;

function rateOn({ vehicle, date }: Drive, rates: MileageRate[]): MileageRate | undefined {
  return rates
    .filter((rate) => rate.vehicle === vehicle && rate.from <= date)
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

function reckon(
  { index, date, vehicle, distance }: Drive,
  found: MileageRate | undefined,
  before: number,
): Mileage | FieldProblem {
  const tenths = readDistance(distance);
  if (tenths === undefined)
    return { path: `lines.${index}.distance`, message: 'Use kilometres such as "12.5"' };
  if (!found)
    return {
      path: `lines.${index}.vehicle`,
      message: `No mileage rate for a ${VEHICLE_NAMES[vehicle].toLowerCase()} is set for ${formatDate(date)}`,
    };
  const { rate, yearly } = found;
  const over = yearly ? Math.min(tenths, Math.max(0, before + tenths - yearly.aboveKm * 10)) : 0;
  const beyond = yearly && over > 0 ? { tenths: over, rate: yearly.rate } : null;
  const amount = amountOf({ tenths, rate, beyond });
  const [tooMuch] = ceilingProblems(amount, `lines.${index}.distance`);
  if (tooMuch) return tooMuch;
  if (amount.minor > 0n) return { vehicle, tenths, rate, beyond, amount };
  return { path: `lines.${index}.distance`, message: `This comes to nothing in ${CLAIM_CURRENCY}` };
}

function amountOf({ tenths, rate, beyond }: Omit<Mileage, 'vehicle' | 'amount'>): Money {
  const within = BigInt(tenths - (beyond?.tenths ?? 0)) * rate;
  const rest = beyond ? BigInt(beyond.tenths) * beyond.rate : 0n;
  const unit = 10n ** BigInt(currencyExponent(CLAIM_CURRENCY) ?? 0);
  return {
    minor: divideRounded((within + rest) * unit, RATE_AND_TENTHS),
    currency: CLAIM_CURRENCY,
  };
}
