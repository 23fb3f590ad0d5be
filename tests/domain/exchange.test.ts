import fc from 'fast-check';
import { convertMoney, rateText, readRate } from '../../domain/money/exchange';

const rate = (text: string) => readRate(text)!;
const convert = (minor: bigint, currency: string, by: string, to = 'INR') =>
  convertMoney({ minor, currency }, rate(by), to).minor;

test('decimals of either currency are kept to the smallest unit', () => {
  // USD 100.01 at 83.1275, JPY 15 001 at 0.5531, KWD 12.345 at 271.4839.
  expect(convert(10_001n, 'USD', '83.1275')).toBe(831_358n);
  expect(convert(15_001n, 'JPY', '0.5531')).toBe(829_705n);
  expect(convert(12_345n, 'KWD', '271.4839')).toBe(335_147n);
  expect(convert(100_000n, 'INR', '1.8079', 'JPY')).toBe(1_808n);
  expect(convert(100_000n, 'INR', '0.00368', 'KWD')).toBe(3_680n);
});

test('a half goes away from zero', () => {
  expect(convert(1n, 'USD', '0.5')).toBe(1n);
  expect(convert(-1n, 'USD', '0.5')).toBe(-1n);
  expect(convert(1n, 'USD', '0.4999999999')).toBe(0n);
});

test.each(['0', '-1', '1e3', '1.', '.5', '1.12345678901', '12345678901', ' 1', '', 'NaN', '1,5'])(
  '%j is no rate',
  (text) => {
    expect(readRate(text)).toBeUndefined();
  },
);

const anyRate = fc.bigInt({ min: 1n, max: 10n ** 20n - 1n });
const exponents = { INR: 2n, USD: 2n, JPY: 0n, KWD: 3n };
const anyCurrency = fc.constantFrom(...(Object.keys(exponents) as (keyof typeof exponents)[]));

test('a rate survives being written', () => {
  fc.assert(fc.property(anyRate, (any) => expect(readRate(rateText(any))).toBe(any)));
});

test('whatever the currencies, an amount is off by at most half of the smallest unit, and a half is away from zero', () => {
  const anyMinor = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
  fc.assert(
    fc.property(anyMinor, anyRate, anyCurrency, anyCurrency, (minor, any, from, to) => {
      const got = convertMoney({ minor, currency: from }, any, to).minor;
      // Both sides over the same denominator: exact, no rounding of the test's own.
      const exact = minor * any * 10n ** exponents[to];
      const denominator = 10n ** (10n + exponents[from]);
      const off = 2n * (got * denominator - exact);
      const sign = minor < 0n ? -1n : 1n;
      expect(off * sign <= denominator && off * sign > -denominator).toBe(true);
    }),
  );
});
