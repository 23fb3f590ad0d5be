import { addDays, dateParts, daysBetween, daysInMonth, type CalendarDate } from '../dates/calendar';

/** How often a year's leave is given, in the order people see it. */
export const ACCRUAL_FREQUENCIES = ['yearly', 'half-yearly', 'quarterly', 'monthly'] as const;
/** @see ACCRUAL_FREQUENCIES */
export type AccrualFrequency = (typeof ACCRUAL_FREQUENCIES)[number];

const PERIODS_A_YEAR: Record<AccrualFrequency, number> = {
  yearly: 1,
  'half-yearly': 2,
  quarterly: 4,
  monthly: 12,
};

/** How much leave a year brings and how often. Units are hundredths of a day. */
export interface AccrualRule {
  annualUnits: number;
  frequency: AccrualFrequency;
}

/** A part of a calendar year with what it brings to somebody who is there for all of it. */
export interface AccrualPeriod {
  from: CalendarDate;
  to: CalendarDate;
  /** In hundredths of a day. */
  units: number;
}

/** From when until when somebody is employed; without a last day, for good. */
export interface Employment {
  joinedOn: CalendarDate;
  lastDay: CalendarDate | null;
}

/**
 * The k-th of n shares of a year's units: floor(annual·k/n) − floor(annual·(k−1)/n). Whatever the shares are rounded to,
 * together they are the year's units exactly.
 */
export function accrualShare(annualUnits: number, k: number, n: number): number {
  return Math.floor((annualUnits * k) / n) - Math.floor((annualUnits * (k - 1)) / n);
}

/** The periods of a calendar year, in order, each with its share. */
export function accrualPeriods(rule: AccrualRule, year: number): AccrualPeriod[] {
  const count = PERIODS_A_YEAR[rule.frequency];
  const months = 12 / count;
  return Array.from({ length: count }, (_, index) => ({
    from: firstOfMonth(year, index * months + 1),
    to: lastOfMonth(year, (index + 1) * months),
    units: accrualShare(rule.annualUnits, index + 1, count),
  }));
}

/**
 * What a period brings to somebody, and from when on: nothing unless they are employed in it. Prorated, a part of a
 * period brings its share by calendar days, rounded down; otherwise it brings as much as the whole.
 * @returns null when the person is not there in the period at all
 */
export function accrualFor(
  period: AccrualPeriod,
  { joinedOn, lastDay, prorate }: Employment & { prorate: boolean },
): { on: CalendarDate; units: number } | null {
  const from = joinedOn > period.from ? joinedOn : period.from;
  const to = lastDay !== null && lastDay < period.to ? lastDay : period.to;
  if (to < from) return null;
  if (!prorate) return { on: from, units: period.units };
  const present = daysBetween(from, to) + 1;
  const whole = daysBetween(period.from, period.to) + 1;
  return { on: from, units: Math.floor((period.units * present) / whole) };
}

/** The calendar year a date lies in. */
export function yearOf(date: CalendarDate): number {
  return dateParts(date).year;
}

/**
 * The last day on which leave carried into a year may be used: so many months and days after it has begun, less one.
 * @returns null when neither is set: it is never lost
 */
export function carriedUntil(
  year: number,
  { months, days }: { months: number | null; days: number | null },
): CalendarDate | null {
  if (months === null && days === null) return null;
  const count = months ?? 0;
  const start = firstOfMonth(year + Math.floor(count / 12), (count % 12) + 1);
  return addDays(start, (days ?? 0) - 1);
}

function firstOfMonth(year: number, month: number): CalendarDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
}

function lastOfMonth(year: number, month: number): CalendarDate {
  return `${firstOfMonth(year, month).slice(0, 8)}${String(daysInMonth(year, month)).padStart(2, '0')}`;
}
