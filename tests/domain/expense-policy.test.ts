import fc from 'fast-check';
import { allocateAdvances } from '../../domain/expenses/advances';
import { findDuplicates } from '../../domain/expenses/duplicates';
import {
  findViolations,
  refusalsOf,
  type ExpensePolicy,
  type PolicyRule,
} from '../../domain/expenses/policy';

const rule = (change: Partial<PolicyRule>): PolicyRule => ({
  ...{ category: 'meals', rule: 'item-cap', minor: 50_000n, days: null, isHard: false },
  ...change,
});
const policy = (...rules: PolicyRule[]): ExpensePolicy => ({
  ...{ number: 1, from: '2026-11-01', until: null, rules },
});
const line = (minor: bigint, date = '2026-11-20', hasReceipt = false) => ({
  ...{ date, category: 'meals' as const, minor, hasReceipt },
});
const judge = (lines: ReturnType<typeof line>[], ...rules: PolicyRule[]) =>
  findViolations({ lines, elsewhere: [], today: '2026-11-25' }, [policy(...rules)]);

test('without a policy nothing is asked, and another category is nobody’s business', () => {
  const lines = [line(10n ** 9n)];
  expect(findViolations({ lines, elsewhere: [], today: '2026-11-25' }, [])).toEqual([]);
  expect(judge(lines, rule({ category: 'travel', minor: 0n }))).toEqual([]);
});

test('a cap is kept to the last paisa and broken by one more', () => {
  expect(judge([line(50_000n)], rule({}))).toEqual([]);
  expect(judge([line(1n), line(50_001n)], rule({ isHard: true }))).toEqual([
    {
      ...{ line: 2, rule: 'item-cap', isHard: true },
      message: 'Over the cap of ₹500.00 per item for meals',
    },
  ]);
});

test('a day and a month are summed up, what was claimed elsewhere first, and the line that goes over is named', () => {
  const rules = [rule({ rule: 'day-cap' }), rule({ rule: 'month-cap', minor: 90_000n })];
  const lines = [line(20_000n), line(30_000n), line(20_000n, '2026-11-21')];
  const elsewhere = [line(10_000n), line(10_001n, '2026-11-01'), line(10n ** 9n, '2026-10-31')];
  const found = findViolations({ lines, elsewhere, today: '2026-11-25' }, [policy(...rules)]);
  expect(found.map((one) => [one.line, one.rule, one.message])).toEqual([
    [2, 'day-cap', 'Over the cap of ₹500.00 a day for meals: 20 Nov 2026 comes to ₹600.00'],
    [3, 'month-cap', 'Over the cap of ₹900.00 a month for meals: Nov 2026 comes to ₹900.01'],
  ]);
});

test('a receipt is asked for above the threshold, and an age is counted in days', () => {
  const receipt = rule({ rule: 'receipt-above', minor: 10_000n, isHard: true });
  expect(judge([line(10_000n), line(10_001n, '2026-11-20', true)], receipt)).toEqual([]);
  const age = rule({ rule: 'max-age', minor: null, days: 5, isHard: true });
  const found = judge([line(10_001n), line(1n, '2026-11-19')], receipt, age);
  expect(refusalsOf(found)).toEqual([
    {
      path: 'lines.0.receipts',
      message: 'Line 1: A receipt is needed above ₹100.00 for meals (receipt needed above)',
    },
    {
      path: 'lines.1.date',
      message: 'Line 2: Older than 5 days, the most for meals (oldest expense)',
    },
  ]);
});

test('each line is judged by the version that is for its own date', () => {
  const old = { ...policy(rule({ minor: 100n })), until: '2026-11-20' };
  const next = { ...policy(rule({ minor: 200n })), from: '2026-11-20' };
  const lines = [line(150n, '2026-11-19'), line(150n), line(150n, '2026-10-31')];
  const found = findViolations({ lines, elsewhere: [], today: '2026-11-25' }, [next, old]);
  expect(found.map((one) => one.line)).toEqual([1]);
});

test('the same receipt is told before the same words, and a line is not compared with itself', () => {
  const compared = (minor: bigint, ...hashes: string[]) => ({
    ...{ date: '2026-11-20', category: 'meals' as const, hashes },
    amount: { minor, currency: 'INR' },
  });
  const claim = { title: 'Visit', status: 'approved' };
  const found = findDuplicates(
    [compared(1n, 'a'), compared(2n, 'b'), compared(2n, 'c'), compared(4n, 'd')],
    [
      { ...compared(1n, 'x'), claim },
      { ...compared(9n, 'a'), claim },
    ],
  );
  expect(found).toEqual([
    { line: 1, message: 'The same receipt as a line of 20 Nov 2026 in “Visit” (approved)' },
    { line: 3, message: 'The same date, amount and category as line 2' },
  ]);
});

test('an advance of 100 pays for 60 and then for 40 of the next 60', () => {
  expect(allocateAdvances(60n, [{ id: 'a', left: 100n }])).toEqual([
    { advanceId: 'a', minor: 60n },
  ]);
  expect(allocateAdvances(60n, [{ id: 'a', left: 40n }])).toEqual([{ advanceId: 'a', minor: 40n }]);
  expect(allocateAdvances(60n, [])).toEqual([]);
});

test('whatever is due and whatever is left, advances are used in turn, wholly before the next, and never beyond either', () => {
  const anyMinor = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(anyMinor, fc.array(anyMinor, { maxLength: 8 }), (due, lefts) => {
      const advances = lefts.map((left, index) => ({ id: String(index), left }));
      const used = allocateAdvances(due, advances);
      const sum = used.reduce((total, { minor }) => total + minor, 0n);
      const all = lefts.reduce((total, left) => total + left, 0n);
      expect(sum).toBe(due < all ? due : all);
      used.forEach(({ advanceId, minor }, index) => {
        const { left } = advances[Number(advanceId)]!;
        expect(minor > 0n && minor <= left).toBe(true);
        if (index < used.length - 1) expect(minor).toBe(left);
      });
    }),
  );
});
