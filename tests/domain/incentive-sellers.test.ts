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
      wonOn: events
        .filter(({ basis, amount }) => basis === 'won' && amount > 0n)
        .map(({ on }) => on),
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
  const standings = new Map([
    ['d', { base: 400n, given: 400n, reversed: 0n, refunded: 100n, taken: 100n }],
  ]);
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

// By hand: won before the basis changed, the deal earned its 1,000 then, and the payments of it nothing more; won after it,
// its payments earn; won under payments, they still earn when wins do from then on.
test('a basis that changes neither pays for a deal twice nor leaves it without anything', () => {
  const memberships = [{ planId: 'first', from: '2026-01-01', to: null }];
  const byWins: PlanVersion = { ...version, basis: 'won', to: '2026-03-31' };
  const byPayments: PlanVersion = { ...version, id: 'v2', number: 2, from: '2026-04-01' };
  const came = (wonOn: string) =>
    seller(
      [
        event('w', 'won', 1_000n, wonOn),
        event('p', 'paid', 600n, '2026-04-20'),
        event('q', 'paid', 400n, '2026-05-20'),
      ],
      { memberships },
    );
  const given = (of: SellerEvents, versions: PlanVersion[]) =>
    tierCredits(of, versions).map(({ eventId, versionId, credit }) => [eventId, versionId, credit]);
  expect(given(came('2026-02-10'), [byWins, byPayments])).toEqual([['w', 'v1', 1_000n]]);
  expect(given(came('2026-04-01'), [byWins, byPayments])).toEqual([
    ['p', 'v2', 600n],
    ['q', 'v2', 400n],
  ]);
  const turned = [
    { ...byPayments, id: 'v1', from: '2026-01-01', to: '2026-03-31' },
    { ...byWins, id: 'v2', from: '2026-04-01', to: null },
  ];
  expect(given(came('2026-02-10'), turned)).toEqual([
    ['p', 'v2', 600n],
    ['q', 'v2', 400n],
  ]);
  expect(given(came('2025-12-30'), turned)).toEqual([
    ['p', 'v2', 600n],
    ['q', 'v2', 400n],
  ]);
});

test('whoever moves to a plan with another basis is not paid once more for what they won before', () => {
  const byWins: PlanVersion = { ...version, id: 'a', basis: 'won' };
  const events = [
    event('w', 'won', 1_000n, '2026-03-01'),
    event('p', 'paid', 1_000n, '2026-05-10'),
  ];
  const second = seller(events, { planId: 'second' });
  const first = new Map([['first', [byWins]]]);
  expect(tierCredits(seller(events), [byWins]).map(({ eventId }) => eventId)).toEqual(['w']);
  expect(tierCredits(second, [version], first)).toEqual([]);
  expect(tierCredits(second, [version], new Map([['first', [version]]]))).toHaveLength(1);
});

// By hand: 100 dollars are won at 80 and given back at 70; half of what was credited is 4,000, all of it 8,000, whatever a
// dollar is worth by then.
test('what is given back takes its part back by the deal’s own currency, not by what that is worth on the day', () => {
  const abroad = (
    id: string,
    basis: DealEvent['basis'],
    own: bigint,
    rate: bigint,
    on: string,
  ) => ({
    ...event(id, basis, own * rate, on),
    own,
  });
  const paid = abroad('p', 'paid', 100n, 80n, '2026-01-10');
  const half = abroad('h', 'refunded', 50n, 70n, '2026-02-10');
  const rest = abroad('r', 'refunded', 50n, 95n, '2026-03-10');
  const credited = (events: DealEvent[]) =>
    tierCredits(seller(events), [version]).map(({ base, credit }) => [base, credit]);
  expect(credited([paid, half])).toEqual([
    [8_000n, 8_000n],
    [-3_500n, -4_000n],
  ]);
  expect(credited([paid, half, rest])).toEqual([
    [8_000n, 8_000n],
    [-3_500n, -4_000n],
    [-4_750n, -4_000n],
  ]);
});

// By hand: of 1,000 that were invoiced a credit note takes 400. That the customer then gets the 400 back takes nothing more;
// 150 beyond that do.
test('a credit note and the refund of what it credits take a deal’s credit back once', () => {
  const byInvoices: PlanVersion = { ...version, basis: 'invoiced' };
  const events = [
    event('i', 'invoiced', 1_000n, '2026-01-10'),
    event('n', 'invoiced', -400n, '2026-01-20'),
    event('r', 'refunded', 400n, '2026-02-10'),
    event('s', 'refunded', 150n, '2026-03-10'),
  ];
  const credited = (of: SellerEvents) => tierCredits(of, [byInvoices]).map(({ credit }) => credit);
  expect(credited(seller(events))).toEqual([1_000n, -400n, 0n, -150n]);
  const before = { base: 1_000n, given: 1_000n, reversed: 400n, refunded: 0n, taken: 400n };
  expect(credited(seller(events.slice(2), { standings: new Map([['d', before]]) }))).toEqual([
    0n,
    -150n,
  ]);
  const refundedFirst = [events[0]!, { ...events[2]!, on: '2026-01-15' as const }, events[1]!];
  expect(credited(seller(refundedFirst))).toEqual([1_000n, -400n, 0n]);
});
