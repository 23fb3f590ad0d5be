import fc from 'fast-check';
import { claimProblems, claimTotal, priceLines } from '../../domain/expenses/claims';
import { readRate } from '../../domain/money/exchange';

const line = (amount: string, date = '2026-11-20', currency = 'INR') => ({
  date,
  amount: { amount, currency },
});
const inr = (minor: bigint) => ({ minor, currency: 'INR' });

test('the total is the sum of the lines, to the paisa', () => {
  expect(claimTotal([inr(10n), inr(20n)])).toEqual({ minor: 30n, currency: 'INR' });
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 100 }),
      (minors) => {
        expect(claimTotal(minors.map(inr)).minor).toBe(
          minors.reduce((sum, minor) => sum + minor, 0n),
        );
      },
    ),
  );
});

test('problems are told at their line', () => {
  const lines = [line('1'), line('1', '2026-11-24'), line('1', '2024-11-22')];
  expect(claimProblems(lines, '2026-11-23')).toEqual([
    { path: 'lines.1.date', message: 'This date is in the future' },
    { path: 'lines.2.date', message: 'Expenses can be claimed for 730 days' },
  ]);
});

test('a rate that nobody has entered is named with its currency and its date', () => {
  const lines = [line('1'), line('1', '2026-11-23', 'USD'), line('0.01', '2026-11-23', 'CNY')];
  const rateOf = (currency: string) => (currency === 'CNY' ? readRate('0.1') : undefined);
  expect(priceLines(lines, rateOf)).toEqual({
    problems: [
      {
        path: 'lines.1.amount.currency',
        message: 'No exchange rate from USD to INR is set for 23 Nov 2026',
      },
      { path: 'lines.2.amount.amount', message: 'This comes to nothing in INR' },
    ],
  });
});
