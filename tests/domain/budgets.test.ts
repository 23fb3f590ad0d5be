import fc from 'fast-check';
import {
  budgetFacts,
  budgetSteps,
  findClaimOver,
  findOver,
  leftOf,
  overBy,
  overSentence,
  stopProblems,
} from '../../domain/finance/budgets';
import { monthsLater } from '../../domain/finance/fiscal-year';

const budget = (amount: bigint, actual: bigint, committed: bigint) => ({
  ...{ department: 'Sales', account: 'Purchases', month: '2026-11', action: 'stop' as const },
  ...{ amount, actual, committed },
});

test('what is posted and what is promised both take of a budget', () => {
  const found = budget(100_000n, 30_000n, 50_000n);
  expect(leftOf(found)).toBe(20_000n);
  expect([19_999n, 20_000n, 20_001n].map((asked) => overBy(found, asked))).toEqual([0n, 0n, 1n]);
  expect(overSentence(found, 20_001n)).toBe(
    '₹0.01 over the budget of Sales for Purchases in 2026-11 (₹200.00 left, ₹200.01 asked)',
  );
  expect(overSentence(budget(100n, 200n, 0n), 1n)).toContain('(nothing left, ₹0.01 asked)');
});

test('only a budget that stops asks for a further signature', () => {
  expect(budgetSteps(undefined)).toEqual({});
  expect(budgetSteps({ message: 'x', action: 'warn' })).toEqual({});
  expect(budgetSteps({ message: 'x', action: 'stop' }).further).toMatchObject([
    { key: 'budget.override', approver: { role: 'finance' } },
  ]);
});

test('requests that fit one after the other never come to more than the budget', () => {
  const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(minor, fc.array(minor, { maxLength: 30 }), (amount, requests) => {
      let committed = 0n;
      for (const asked of requests)
        if (overBy(budget(amount, 0n, committed), asked) === 0n) committed += asked;
      expect(committed).toBeLessThanOrEqual(amount);
    }),
  );
});

test('a claim asks of a budget what its lines of that account come to, and of no other', () => {
  const travel = { ...budget(100n, 0n, 0n), categories: ['travel', 'lodging'] };
  const meals = { ...budget(50n, 0n, 0n), account: 'Meals', categories: ['meals'] };
  const claimed = (...lines: [category: string, minor: bigint][]) =>
    findClaimOver(
      [travel, meals],
      lines.map(([category, minor]) => ({ category, minor })),
    );
  expect(claimed(['travel', 60n], ['lodging', 40n], ['meals', 50n], ['other', 999n])).toEqual([]);
  expect(claimed(['travel', 60n], ['lodging', 41n], ['meals', 51n]).length).toBe(2);
  expect(claimed(['meals', 51n])).toEqual(findOver(meals, 51n));
});

test('what stops is refused until somebody says why, and finance then signs once', () => {
  const stop = { message: 'a', action: 'stop' as const };
  const warn = { message: 'b', action: 'warn' as const };
  expect(stopProblems([warn], undefined)).toEqual([]);
  expect(stopProblems([stop, warn], undefined)).toEqual([
    { path: 'overBudgetReason', message: 'This is a: say why, and finance signs for it' },
  ]);
  expect(stopProblems([stop], 'The roof leaks')).toEqual([]);
  expect(budgetSteps([warn, stop, stop]).further).toHaveLength(1);
  expect(budgetSteps([warn])).toEqual({});
  expect(budgetFacts([stop, warn], 'x').map(({ value }) => value)).toEqual(['a', 'b', 'x']);
  expect(budgetFacts([], 'x')).toEqual([]);
});

test('months go on over the end of a year, and back', () => {
  expect([1, 11, -4].map((by) => monthsLater('2026-04', by))).toEqual([
    ...['2026-05', '2027-03', '2025-12'],
  ]);
});
