import {
  creditsOf,
  NO_STANDING,
  type CreditedDeal,
  type DealEvent,
  type Standing,
} from '../../domain/incentives/credits';
import type { PlanVersion } from '../../domain/incentives/plan';

/** By payment, 3 % and from a lakh on 5 %. */
export const version = (change: Partial<PlanVersion> = {}): PlanVersion => ({
  ...{ id: 'v1', number: 1, from: '2026-01-01', to: null, basis: 'paid', measure: 'revenue' },
  ...{ scale: 'amount', cap: null },
  tiers: [
    { from: 0n, rateBps: 300 },
    { from: 100_000_00n, rateBps: 500 },
  ],
  ...change,
});

/** A deal of a thousand rupees of one seller. */
export const deal = (change: Partial<CreditedDeal> = {}): CreditedDeal => ({
  ...{ id: 'd', amount: 1_000_00n, cost: 0n, shares: [{ employeeId: 'ana', bps: 10_000 }] },
  ...change,
});

/** That it was paid. */
export const event = (id: string, change: Partial<DealEvent> = {}): DealEvent => ({
  ...{ id, basis: 'paid', amount: 1_000_00n, on: '2026-02-03' },
  ...change,
});

/** What events give a seller. */
export const credits = (
  events: DealEvent[],
  of: { deal?: CreditedDeal; version?: PlanVersion; before?: Standing; employeeId?: string } = {},
) =>
  creditsOf({
    ...{ deal: of.deal ?? deal(), employeeId: of.employeeId ?? 'ana' },
    events: events.map((one) => {
      const by = of.version ?? version();
      return { event: one, version: by, basis: by.basis };
    }),
    before: of.before ?? NO_STANDING,
  });

/** All of some amounts. */
export const sum = (amounts: bigint[]) => amounts.reduce((all, one) => all + one, 0n);
