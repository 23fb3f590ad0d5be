import fc from 'fast-check';
import { budgetSteps, leftOf, overBy, overSentence } from '../../domain/finance/budgets';

const budget = (amount: bigint, actual: bigint, committed: bigint) => ({
  ...{ department: 'Sales', account: 'Purchases', month: '2026-11', action: 'stop' as const },
  ...{ amount, actual, committed },
});

test('what is posted and what is promised both take of a budget', () => {
  const found = budget(100_000n, 30_000n, 50_000n);
  expect(leftOf(found)).toBe(20_000n);
  expect([19_999n, 20_000n, 20_001n].map((asked) => overBy(found, asked))).toEqual([0n, 0n, 1n]);
  expect(overSentence(found, { minor: 1n, currency: 'INR' })).toBe(
    '₹0.01 over the budget of Sales for Purchases in 2026-11',
  );
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
