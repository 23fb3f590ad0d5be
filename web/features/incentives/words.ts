import { formatDate } from '../../../domain/dates/format';
import type { Basis, Measure } from '../../../domain/incentives/plan';
import type { PlanVersionWire } from '../../../domain/wire/incentive-plans';
import { formatMoney } from '../../lib/money';

/** When a deal counts. */
export const BASIS_WORDS: Record<Basis, string> = {
  won: 'When it is won',
  invoiced: 'When it is invoiced',
  paid: 'When the customer pays',
};

/** What of a deal counts. */
export const MEASURE_WORDS: Record<Measure, string> = {
  revenue: 'All it is worth',
  margin: 'What is left after its cost',
};

/** What an event of a deal is called on a statement. */
export const EVENT_WORDS: Record<Basis | 'refunded', string> = {
  won: 'Won',
  invoiced: 'Invoiced',
  paid: 'Paid',
  refunded: 'Refunded',
};

/** "5 % up to ₹10,00,000.00, then 8 %". */
export function sayTiers({ scale, tiers }: Pick<PlanVersionWire, 'scale' | 'tiers'>): string {
  const start = (from: string) =>
    scale === 'quota' ? `${from} % of the quota` : formatMoney({ amount: from, currency: 'INR' });
  return tiers
    .map(({ rate }, index) => {
      const next = tiers[index + 1];
      return next ? `${rate} % up to ${start(next.from)}` : `${rate} %`;
    })
    .join(', then ');
}

/** "From 1 Jan 2026 until 31 Mar 2026". */
export function sayDays({ from, to }: { from: string; to: string | null }): string {
  return `From ${formatDate(from)}${to === null ? '' : ` until ${formatDate(to)}`}`;
}
