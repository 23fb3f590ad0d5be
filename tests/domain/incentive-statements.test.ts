import { versionOn, bandsOf, type Band } from '../../domain/incentives/plan';
import { reckon } from '../../domain/incentives/statement';
import { credits, deal, event, version } from '../support/incentive-deals';

// Worked by hand: 6,00,000.00 alone and 60 % of 12,50,000.55, which is 7,50,000.33. Of the sum 13,50,000.33 the first
// 10,00,000.00 bear 5 % (50,000.00) and 3,50,000.33 bear 8 % (28,000.0264): 78,000.03 in all. Of it the first deal has
// 30,000.00 and the second one 48,000.03.
test('a quarter worked by hand: two deals over the boundary of two tiers', () => {
  const plan = version({
    tiers: [
      { from: 0n, rateBps: 500 },
      { from: 10_00_000_00n, rateBps: 800 },
    ],
  });
  const alone = deal({ id: 'd1', amount: 6_00_000_00n });
  const shared = deal({
    ...{ id: 'd2', amount: 12_50_000_55n },
    shares: [
      { employeeId: 'ana', bps: 6_000 },
      { employeeId: 'bo', bps: 4_000 },
    ],
  });
  const found = reckon({
    ...{ versions: [plan], quota: null, bonuses: [], adjustments: [], broughtForward: 0n },
    credits: [
      ...credits([event('p1', { amount: 6_00_000_00n })], { deal: alone, version: plan }),
      ...credits([event('p2', { amount: 12_50_000_55n })], { deal: shared, version: plan }),
    ],
  });
  expect(found.lines.map(({ credit, payout }) => [credit, payout])).toEqual([
    [6_00_000_00n, 30_000_00n],
    [7_50_000_33n, 48_000_03n],
  ]);
  expect(found.lines[1]!.pieces).toEqual([
    { tier: 1, rateBps: 500, credit: 4_00_000_00n },
    { tier: 2, rateBps: 800, credit: 3_50_000_33n },
  ]);
  expect(found.payable).toBe(78_000_03n);
});

// Worked by hand: quota 8,00,000.00, so tiers at 0, 4,00,000.00 (50 %) and 8,00,000.00 (100 %); credit 9,00,000.00 pays
// 4,00,000 × 2 % + 4,00,000 × 4 % + 1,00,000 × 7.5 % = 8,000 + 16,000 + 7,500 = 31,500.00. With 2,500.00 for a win it is
// 34,000.00, of which the cap of 32,000.00 cuts 2,000.00; 1,250.50 were found missing and 4,000.75 brought forward.
test('a quarter worked by hand: quota, accelerator, bonus, cap, adjustment and what was brought forward', () => {
  const plan = version({
    ...{ scale: 'quota', cap: 32_000_00n },
    tiers: [
      { from: 0n, rateBps: 200 },
      { from: 5_000n, rateBps: 400 },
      { from: 10_000n, rateBps: 750 },
    ],
  });
  const on = '2026-02-03';
  const found = reckon({
    ...{ versions: [plan], quota: 8_00_000_00n, broughtForward: -4_000_75n },
    credits: credits([event('p', { amount: 9_00_000_00n })], {
      ...{ version: plan, deal: deal({ amount: 9_00_000_00n }) },
    }),
    bonuses: [{ sourceId: 's', amount: 2_500_00n, on }],
    adjustments: [{ sourceId: 'a', amount: 1_250_50n, on }],
  });
  expect(found).toMatchObject({ commission: 31_500_00n, bonuses: 2_500_00n, cut: 2_000_00n });
  expect([found.payable, found.carriedForward]).toEqual([29_249_75n, 0n]);
  expect(() => bandsOf(plan, null)).toThrow(RangeError);
});

test('what is taken back beyond what was earned is set off against the next period', () => {
  const refund = event('r', { basis: 'refunded', amount: 1_000_00n });
  const before = { base: 1_000_00n, given: 1_000_00n, reversed: 0n, refunded: 0n, taken: 0n };
  const found = reckon({
    ...{ versions: [version()], quota: null, bonuses: [], adjustments: [], broughtForward: 0n },
    credits: credits([refund], { before }),
  });
  expect(found).toMatchObject({ credited: -1_000_00n, payable: 0n, carriedForward: -30_00n });
});

test('each version pays for the credit of its own days, on top of what came before', () => {
  const old = version({ to: '2026-02-14' });
  const next = version({ id: 'v2', number: 2, from: '2026-02-15', tiers: old.tiers.map(twice) });
  const of = [
    event('a', { amount: 80_000_00n }),
    event('b', { amount: 40_000_00n, on: '2026-02-15' }),
  ];
  const credited = of.flatMap((one) =>
    credits([one], {
      ...{ deal: deal({ id: one.id, amount: one.amount }) },
      version: versionOn([old, next], one.on)!,
    }),
  );
  const found = reckon({
    ...{ versions: [old, next], credits: credited, quota: null },
    ...{ bonuses: [], adjustments: [], broughtForward: 0n },
  });
  // 80,000 at 3 %; then 20,000 at 6 % and 20,000 at 10 %.
  expect(found.lines.map(({ payout }) => payout)).toEqual([2_400_00n, 3_200_00n]);
  expect(versionOn([old, next], '2025-12-31')).toBeUndefined();
});

const twice = ({ from, rateBps }: Band): Band => ({ from, rateBps: rateBps * 2 });
