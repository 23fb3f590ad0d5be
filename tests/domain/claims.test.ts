import fc from 'fast-check';
import { claimProblems, claimTotal } from '../../domain/expenses/claims';
import { toMoneyWire } from '../../domain/money/money';

const line = (amount: string, date = '2026-11-20', currency = 'INR') => ({
  date,
  amount: { amount, currency },
});

test('the total is the sum of the lines, to the paisa', () => {
  expect(claimTotal([line('0.10'), line('0.20')])).toEqual({ minor: 30n, currency: 'INR' });
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 100 }),
      (minors) => {
        const lines = minors.map((minor) => line(toMoneyWire({ minor, currency: 'INR' }).amount));
        expect(claimTotal(lines).minor).toBe(minors.reduce((sum, minor) => sum + minor, 0n));
      },
    ),
  );
});

test('problems are told at their line', () => {
  const lines = [
    line('1'),
    line('1', '2026-11-24'),
    line('1', '2024-11-22'),
    line('1', '2026-11-23', 'USD'),
  ];
  expect(claimProblems(lines, '2026-11-23')).toEqual([
    { path: 'lines.1.date', message: 'This date is in the future' },
    { path: 'lines.2.date', message: 'Expenses can be claimed for 730 days' },
    { path: 'lines.3.amount.currency', message: 'No exchange rate from USD to INR is set' },
  ]);
});
