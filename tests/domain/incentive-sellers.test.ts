import type { DealEvent } from '../../domain/incentives/credits';
import type { PlanVersion } from '../../domain/incentives/plan';
import {
  bonusCredits,
  planOn,
  tierCredits,
  type BonusRule,
  type SellerEvents,
} from '../../domain/incentives/seller';

const version: PlanVersion = {
  ...{ id: 'v1', number: 1, from: '2026-01-01', to: null, basis: 'paid', measure: 'revenue' },
  ...{ scale: 'amount', cap: null, tiers: [{ from: 0n, rateBps: 500 }] },
};
const MOVED = [
  { planId: 'first', from: '2026-01-01', to: '2026-03-31' },
  { planId: 'second', from: '2026-05-01', to: '2026-06-30' },
];
const event = (id: string, basis: DealEvent['basis'], amount: bigint, on: string): DealEvent => ({
  ...{ id, basis, amount, on },
});
const seller = (events: DealEvent[], over: Partial<SellerEvents> = {}): SellerEvents => ({
  ...{ employeeId: 'ana', planId: 'first', memberships: MOVED },
  deals: [
    {
      deal: { id: 'd', amount: 1_000n, cost: 0n, shares: [{ employeeId: 'ana', bps: 10_000 }] },
      events,
    },
  ],
  ...{ standings: new Map(), bonusesGiven: new Map(), bonusesDone: new Set<string>() },
  ...over,
});
const ids = (of: SellerEvents) => tierCredits(of, [version]).map(({ eventId }) => eventId);

test('a day belongs to the plan somebody was on last', () => {
  expect(planOn(MOVED, '2025-12-31')).toBeUndefined();
  expect(planOn(MOVED, '2026-03-31')).toEqual({ planId: 'first', isOn: true });
  expect(planOn(MOVED, '2026-04-01')).toEqual({ planId: 'first', isOn: false });
  expect(planOn(MOVED, '2026-07-01')).toEqual({ planId: 'second', isOn: false });
});

test('off a plan nothing is earned, but what is taken back still is; on another one it goes by that', () => {
  const events = [
    event('on', 'paid', 400n, '2026-03-31'),
    event('off', 'paid', 400n, '2026-04-01'),
    event('back', 'refunded', 100n, '2026-04-20'),
    event('late', 'refunded', 100n, '2026-05-02'),
  ];
  expect(ids(seller(events))).toEqual(['on', 'back']);
  const standings = new Map([['d', { base: 400n, given: 400n, takenBase: 100n, taken: 100n }]]);
  expect(ids(seller(events, { planId: 'second', standings }))).toEqual(['late']);
});

test('a bonus is given once for a deal, to whom it is meant, and goes back with the win', () => {
  const rule: BonusRule = {
    ...{ id: 'b', name: 'January', from: '2026-01-01', to: '2026-01-31' },
    ...{ least: 1_000n, amount: 50n },
  };
  const amounts = (of: SellerEvents, by = rule) => bonusCredits(of, [by]).map((one) => one.amount);
  const won = event('w', 'won', 1_000n, '2026-01-31');
  const again = event('w2', 'won', 1_000n, '2026-01-31');
  const lost = event('l', 'won', -1_000n, '2026-02-03');
  expect(amounts(seller([won, again]))).toEqual([50n]);
  expect(amounts(seller([won, lost]))).toEqual([50n, -50n]);
  expect(amounts(seller([won]), { ...rule, least: 1_001n })).toEqual([]);
  expect(amounts(seller([event('w', 'won', 1_000n, '2026-02-01')]))).toEqual([]);
  const given = new Map([['b/d', 50n]]);
  const done = new Set(['b/w']);
  expect(amounts(seller([won, lost], { bonusesGiven: given, bonusesDone: done }))).toEqual([-50n]);
  const settled = { bonusesGiven: new Map([['b/d', 0n]]), bonusesDone: new Set(['b/w', 'b/l']) };
  expect(amounts(seller([won, lost], settled))).toEqual([]);
});
