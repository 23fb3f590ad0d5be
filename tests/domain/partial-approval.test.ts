import fc from 'fast-check';
import {
  cutFacts,
  judgeLines,
  linesLeft,
  totalsOf,
  type ApprovedLine,
} from '../../domain/approvals/partial-approval';
import { toMoneyWire } from '../../domain/money/money';

const inr = (minor: bigint) => toMoneyWire({ minor, currency: 'INR' });
const line = (key: string, minor: bigint) => ({ key, label: `Line ${key}`, amount: inr(minor) });

test('however often and in whatever order lines are cut, what is left only falls and is never above any approval', () => {
  const amount = fc.bigInt({ min: 1n, max: 10_000_000n });
  const wish = fc.array(fc.tuple(fc.nat(3), fc.bigInt({ min: -5n, max: 10_000_001n })), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 4 }),
      fc.array(wish),
      (amounts, wishes) => {
        const lines = amounts.map((minor, index) => line(String(index), minor));
        const approvals: (ApprovedLine[] | null)[] = [];
        for (const wished of wishes) {
          const before = linesLeft(lines, approvals);
          const given = wished.map(([key, minor]) => ({ key: String(key), amount: inr(minor) }));
          const judged = judgeLines(before, { lines: given, comment: 'why' });
          if ('problems' in judged) continue;
          approvals.push(judged.cut ? judged.lines : null);
          const after = linesLeft(lines, approvals);
          const { asked, left } = totalsOf(after);
          expect(left.minor).toBeGreaterThan(0n);
          expect(left.minor).toBeLessThanOrEqual(asked.minor);
          expect(judged.cut).toBe(left.minor < totalsOf(before).left.minor);
          after.forEach((one, index) =>
            expect(one.left.minor <= before[index]!.left.minor && one.left.minor >= 0n).toBe(true),
          );
        }
        const backwards = linesLeft(lines, [...approvals].reverse());
        expect(backwards).toEqual(linesLeft(lines, approvals));
      },
    ),
  );
});

test('reads as the total and the lines that were cut, or not at all', () => {
  const lines = [line('1', 10_000n), line('2', 5_000n)];
  expect(cutFacts(linesLeft(lines, [null]))).toEqual([]);
  const cut = [{ key: '2', minor: '1', currency: 'INR' }];
  expect(cutFacts(linesLeft(lines, [null, cut]))).toEqual([
    { label: 'Approved in part', value: '₹100.01 of ₹150.00' },
    { label: 'Line 2', value: '₹0.01 of ₹50.00' },
  ]);
});
