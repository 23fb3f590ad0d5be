import { divideRounded } from '../money/money';

/** What a project's profit is made of. Each is the sum of its lines: of the journal, and of approved time. */
export const ACCOUNT_FIGURES = ['revenue', 'work', 'expenses', 'bills'] as const;
/** @see ACCOUNT_FIGURES */
export type AccountFigure = (typeof ACCOUNT_FIGURES)[number];

/** What people read of a figure. */
export const FIGURE_NAMES: Record<AccountFigure, string> = {
  revenue: 'Revenue',
  work: 'Cost of work',
  expenses: 'Expenses',
  bills: 'Bills of vendors',
};

/** What is left of the revenue; a figure that is not known leaves it unknown, never too high. */
export interface Margin {
  minor: bigint | null;
  /** Hundredths of a per cent of the revenue; null where there is none. */
  basisPoints: bigint | null;
}

/**
 * The margin of a project.
 * @param figures in minor units of one currency; null for work of which a price is missing
 */
export function marginOf(figures: Record<AccountFigure, bigint | null>): Margin {
  const { revenue, work, expenses, bills } = figures;
  if (revenue === null || work === null || expenses === null || bills === null)
    return { minor: null, basisPoints: null };
  const minor = revenue - work - expenses - bills;
  return { minor, basisPoints: revenue > 0n ? divideRounded(minor * 10_000n, revenue) : null };
}

/** Hundredths of a per cent as people read them: 1234 → "12.34". */
export function percentText(basisPoints: bigint): string {
  const whole = basisPoints < 0n ? -basisPoints : basisPoints;
  const sign = basisPoints < 0n ? '-' : '';
  return `${sign}${whole / 100n}.${(whole % 100n).toString().padStart(2, '0')}`;
}
