import { addDays, dateParts, daysInMonth, type CalendarDate } from '../dates/calendar';

/** How long credit adds up before it begins at nought again. */
export const PERIOD_LENGTHS = ['month', 'quarter'] as const;
/** @see PERIOD_LENGTHS */
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/** Some calendar months of a plan, both days included. */
export interface IncentivePeriod {
  from: CalendarDate;
  to: CalendarDate;
  /** "2026-11", "2026-Q4". */
  name: string;
}

const MONTHS: Record<PeriodLength, number> = { month: 1, quarter: 3 };

/** The period a day is in. Quarters begin in January, April, July and October. */
export function periodOf(length: PeriodLength, on: CalendarDate): IncentivePeriod {
  const { year, month } = dateParts(on);
  const first = month - ((month - 1) % MONTHS[length]);
  const last = first + MONTHS[length] - 1;
  const day = (m: number, d: number) =>
    `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return {
    from: day(first, 1),
    to: day(last, daysInMonth(year, last)),
    name: length === 'month' ? on.slice(0, 7) : `${year}-Q${(first + 2) / 3}`,
  };
}

/** The period before another one. */
export function periodBefore(length: PeriodLength, period: IncentivePeriod): IncentivePeriod {
  return periodOf(length, addDays(period.from, -1));
}
