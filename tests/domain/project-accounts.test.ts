import fc from 'fast-check';
import {
  atCompletion,
  burnOf,
  earnedBy,
  workInProgress,
  type Progress,
} from '../../domain/project-accounts/earned';
import { marginOf, percentText } from '../../domain/project-accounts/figures';

const nothing: Progress = {
  ...{ method: 'fixed-price', contract: null, budget: null, estimate: null },
  ...{ cost: 0n, billable: 0n, reached: 0n },
};
const amount = fc.bigInt({ min: 1n, max: 10n ** 14n });

test('a fixed price is earned by its share of the cost, never more than the contract and never less for more cost', () => {
  fc.assert(
    fc.property(amount, amount, amount, amount, (contract, budget, one, more) => {
      const of = (cost: bigint) => earnedBy({ ...nothing, contract, budget, cost })!;
      expect(of(0n)).toBe(0n);
      expect(of(one) <= of(one + more)).toBe(true);
      expect(of(one) <= contract).toBe(true);
      expect(of(budget)).toBe(contract);
      expect(of(budget + more)).toBe(contract);
    }),
  );
  // By hand: 400,000.00 of a budget of 1,500,000.00 is 26.67 %; of a contract of 2,000,000.00 that is 533,333.33.
  const at = { ...nothing, contract: 200_000_000n, budget: 150_000_000n, cost: 40_000_000n };
  expect(earnedBy(at)).toBe(53_333_333n);
  // With an estimate of 1,600,000.00 it is a quarter: 500,000.00.
  expect(earnedBy({ ...at, estimate: 160_000_000n })).toBe(50_000_000n);
  expect(percentText(burnOf(at)!)).toBe('26.67');
});

test('time and materials earn what their time is billed at, up to the contract; milestones what was reached', () => {
  const time = { ...nothing, method: 'time-and-materials', billable: 700n } as const;
  expect([earnedBy(time), earnedBy({ ...time, contract: 500n })]).toEqual([700n, 500n]);
  expect(earnedBy({ ...time, billable: null })).toBeNull();
  const reached = { ...nothing, method: 'milestones', reached: 300n, cost: null } as const;
  expect([earnedBy(reached), earnedBy({ ...reached, contract: 200n })]).toEqual([300n, 200n]);
});

test('what is not known stays not known, and a project that cost more than its estimate will have cost what it has', () => {
  const fixed = { ...nothing, contract: 100n, budget: 50n };
  expect(earnedBy({ ...fixed, cost: null })).toBeNull();
  expect(burnOf({ ...fixed, cost: null })).toBeNull();
  expect(workInProgress({ earned: null, invoiced: 5n })).toBeNull();
  expect(workInProgress({ earned: 3n, invoiced: 5n })).toBe(-2n);
  expect(atCompletion({ ...fixed, cost: 60n })).toBe(60n);
  expect(marginOf({ revenue: 10n, work: null, expenses: 0n, bills: 0n }).minor).toBeNull();
});

test('a margin is what is left, and its share of the revenue', () => {
  const figures = { revenue: 30_000n, work: 10_000n, expenses: 5_000n, bills: 5_000n };
  expect(marginOf(figures)).toEqual({ minor: 10_000n, basisPoints: 3_333n });
  expect(marginOf({ ...figures, revenue: 0n }).basisPoints).toBeNull();
  expect([percentText(-5n), percentText(-1234n), percentText(10_000n)]).toEqual([
    ...['-0.05', '-12.34', '100.00'],
  ]);
});
