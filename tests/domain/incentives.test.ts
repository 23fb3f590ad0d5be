import fc from 'fast-check';
import type { DealEvent } from '../../domain/incentives/credits';
import { payoutAt, payoutBetween, piecesBetween } from '../../domain/incentives/payout';
import { periodBefore, periodOf } from '../../domain/incentives/periods';
import { tierProblems, type Band, type PlanVersion } from '../../domain/incentives/plan';
import { shareOut } from '../../domain/incentives/shares';
import { reckon } from '../../domain/incentives/statement';
import { credits, deal, event, sum, version } from '../support/incentive-deals';

const SELLERS = ['ana', 'bo', 'cy'];

const bpsOfThree = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
  .map(([a, b]) => [Math.min(a, b), Math.abs(a - b), 10_000 - Math.max(a, b)]);
const shares = bpsOfThree.map((bps) =>
  bps.flatMap((one, index) => (one > 0 ? [{ employeeId: SELLERS[index]!, bps: one }] : [])),
);
const bands = fc.uniqueArray(fc.bigInt({ min: 1n, max: 400n }), { maxLength: 4 }).chain((starts) =>
  fc
    .array(fc.integer({ min: 0, max: 5_000 }), {
      minLength: starts.length + 1,
      maxLength: starts.length + 1,
    })
    .map((rates): Band[] =>
      [0n, ...starts.toSorted((a, b) => Number(a - b))].map((from, index) => ({
        ...{ from, rateBps: rates[index]! },
      })),
    ),
);

test('parts come to the whole exactly, and none is a unit off its share', () => {
  fc.assert(
    fc.property(shares, fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (of, amount) => {
      const parts = shareOut(amount, of);
      expect(sum([...parts.values()])).toBe(amount);
      for (const { employeeId, bps } of of) {
        const off = parts.get(employeeId)! * 10_000n - amount * BigInt(bps);
        expect(off < 10_000n && off > -10_000n).toBe(true);
      }
    }),
  );
});

test('100 in three thirds is 34, 33 and 33, and 60/30 is refused', () => {
  const thirds = [
    { employeeId: 'bo', bps: 3_333 },
    { employeeId: 'ana', bps: 3_334 },
    { employeeId: 'cy', bps: 3_333 },
  ];
  expect(Object.fromEntries(shareOut(100n, thirds))).toEqual({ ana: 34n, bo: 33n, cy: 33n });
  const short = [
    { employeeId: 'ana', bps: 6_000 },
    { employeeId: 'bo', bps: 3_000 },
  ];
  expect(() => shareOut(100n, short)).toThrow(RangeError);
});

test('each unit of credit is paid by the tier it lies in', () => {
  fc.assert(
    fc.property(bands, fc.integer({ min: 0, max: 500 }), (of, cumulative) => {
      let exact = 0n;
      for (let unit = 0n; unit < BigInt(cumulative); unit++)
        exact += BigInt(of.findLast(({ from }) => from <= unit)!.rateBps);
      expect(payoutAt(of, BigInt(cumulative))).toBe((exact * 2n + 10_000n) / 20_000n);
    }),
  );
});

test('what crosses a boundary jumps nowhere: 2,999.99 becomes 3,000.00', () => {
  const of: Band[] = [
    { from: 0n, rateBps: 300 },
    { from: 100_000_00n, rateBps: 500 },
  ];
  expect(payoutAt(of, 99_999_67n)).toBe(2_999_99n);
  expect(payoutAt(of, 100_000_00n)).toBe(3_000_00n);
  expect(payoutAt(of, 150_000_00n)).toBe(5_500_00n);
  expect(payoutAt(of, -10_000_00n)).toBe(-300_00n);
});

test('lines add up to the payout of their sum, whatever they are', () => {
  const steps = fc.array(fc.bigInt({ min: -300n, max: 300n }), { maxLength: 12 });
  fc.assert(
    fc.property(bands, steps, (of, amounts) => {
      let before = 0n;
      let paid = 0n;
      for (const amount of amounts) {
        paid += payoutBetween(of, before, before + amount);
        const pieces = piecesBetween(of, before, before + amount);
        expect(sum(pieces.map(({ credit }) => credit))).toBe(amount);
        before += amount;
      }
      expect(paid).toBe(payoutAt(of, before));
    }),
  );
});

const events = fc
  .array(
    fc.record({
      basis: fc.constantFrom<DealEvent['basis']>('won', 'invoiced', 'paid', 'refunded'),
      amount: fc.bigInt({ min: 1n, max: 100_000n }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { maxLength: 10 },
  )
  .map((found) =>
    found.map(({ basis, amount, day }, index) =>
      event(`e${index}`, { basis, amount, on: `2026-02-${String(day).padStart(2, '0')}` }),
    ),
  );

test('deals and refunds in any order give the same payout', () => {
  const shuffled = events.chain((of) =>
    fc.tuple(fc.constant(of), fc.shuffledSubarray(of, { minLength: of.length })),
  );
  const bases = fc.constantFrom<PlanVersion['basis']>('won', 'invoiced', 'paid');
  fc.assert(
    fc.property(shuffled, bases, shares, bands, ([one, other], basis, of, tiers) => {
      const plan = version({ basis, tiers });
      const shared = deal({ amount: 200_000n, cost: 70_000n, shares: of });
      const payable = (arrived: DealEvent[]) =>
        reckon({
          ...{ versions: [plan], quota: null, bonuses: [], adjustments: [], broughtForward: 0n },
          credits: credits(arrived, { deal: shared, version: plan }),
        });
      expect(payable(other)).toEqual(payable(one));
    }),
  );
});

test('what is refunded in parts takes back what one refund takes, and all of it takes all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10_000n }), { minLength: 1, maxLength: 6 }),
      shares,
      (parts, of) => {
        const shared = deal({ amount: 70_000n, cost: 33_333n, shares: of });
        const margin = version({ measure: 'margin' });
        const paid = event('paid', { amount: sum(parts) });
        const refunds = parts.map((amount, index) =>
          event(`r${index}`, { basis: 'refunded', amount, on: '2026-02-09' }),
        );
        const given = credits([paid, ...refunds], { deal: shared, version: margin });
        expect(sum(given.map(({ credit }) => credit))).toBe(0n);
        const half = refunds.slice(0, Math.ceil(refunds.length / 2));
        const whole = event('r', {
          ...{ basis: 'refunded', on: '2026-02-09' },
          amount: sum(half.map(({ amount }) => amount)),
        });
        const cut = (of: DealEvent[]) =>
          sum(credits([paid, ...of], { deal: shared, version: margin }).map((one) => one.credit));
        expect(cut(half)).toBe(cut([whole]));
      },
    ),
  );
});

test('more given back than was ever credited takes back no more than that', () => {
  const refund = event('r', { basis: 'refunded', amount: 900_00n, on: '2026-03-01' });
  const before = { base: 500_00n, given: 250_00n, reversed: 0n, refunded: 100_00n, taken: 50_00n };
  expect(credits([refund], { before })).toEqual([
    expect.objectContaining({ base: -900_00n, credit: -200_00n }),
  ]);
  expect(credits([refund])).toEqual([]);
});

test('half of a deal paid credits half of it, and nothing before', () => {
  const won = event('w', { basis: 'won' });
  const half = event('p', { amount: 500_00n });
  expect(credits([won])).toEqual([]);
  expect(credits([won, half])).toEqual([
    expect.objectContaining({ eventId: 'p', credit: 500_00n }),
  ]);
});

test('margin counts what is left after the cost, and a deal at a loss counts nothing', () => {
  const margin = version({ measure: 'margin' });
  const third = event('p', { amount: 333_33n });
  expect(credits([third], { version: margin, deal: deal({ cost: 400_00n }) })).toEqual([
    expect.objectContaining({ base: 333_33n, credit: 200_00n }),
  ]);
  expect(credits([third], { version: margin, deal: deal({ cost: 1_200_00n }) })).toEqual([
    expect.objectContaining({ credit: 0n }),
  ]);
});

test('tiers begin at 0 and rise', () => {
  const at = (...from: bigint[]) => tierProblems(from.map((one) => ({ from: one, rateBps: 1 })));
  expect(at(0n, 5n, 9n)).toEqual([]);
  expect(at(1n).map(({ index }) => index)).toEqual([0]);
  expect(at(0n, 5n, 5n).map(({ index }) => index)).toEqual([2]);
});

test('periods are calendar months and quarters, and follow each other', () => {
  expect(periodOf('quarter', '2026-11-28')).toEqual({
    ...{ from: '2026-10-01', to: '2026-12-31', name: '2026-Q4' },
  });
  expect(periodOf('month', '2024-02-10')).toMatchObject({ to: '2024-02-29', name: '2024-02' });
  expect(periodBefore('quarter', periodOf('quarter', '2026-01-01')).name).toBe('2025-Q4');
});
