import fc from 'fast-check';
import {
  currencyExponent,
  divideRounded,
  formatMoney,
  parseMoney,
  readMoney,
  sumMoney,
  toMoneyWire,
} from '../../domain/money/money';

const currency = fc.constantFrom('INR', 'USD', 'JPY', 'KWD');
const minor = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });

test('currencies have their own decimals', () => {
  expect(currencyExponent('INR')).toBe(2);
  expect(currencyExponent('JPY')).toBe(0);
  expect(currencyExponent('KWD')).toBe(3);
  expect(currencyExponent('XYZ')).toBeUndefined();
  expect(currencyExponent('toString')).toBeUndefined();
});

test.each([
  ['1234.50', 'INR', 123_450n],
  ['1234.5', 'INR', 123_450n],
  ['1234', 'INR', 123_400n],
  ['0.01', 'INR', 1n],
  ['-0.01', 'INR', -1n],
  ['1234', 'JPY', 1234n],
  ['1.234', 'KWD', 1234n],
])('reads %s %s', (amount, code, expected) => {
  expect(parseMoney({ amount, currency: code })).toEqual({ minor: expected, currency: code });
});

test.each([
  ['1234.505', 'INR', 'amount'],
  ['1.5', 'JPY', 'amount'],
  ['1.2345', 'KWD', 'amount'],
  ['1,234.50', 'INR', 'amount'],
  ['1e3', 'INR', 'amount'],
  ['.5', 'INR', 'amount'],
  ['5.', 'INR', 'amount'],
  ['+5', 'INR', 'amount'],
  ['NaN', 'INR', 'amount'],
  ['', 'INR', 'amount'],
  ['5', 'XYZ', 'currency'],
])('refuses %j %s and blames the %s', (amount, code, member) => {
  expect(readMoney({ amount, currency: code })).toMatchObject({ member });
  expect(() => parseMoney({ amount, currency: code })).toThrow(RangeError);
});

test('what is written is read back exactly, whatever the size', () => {
  fc.assert(
    fc.property(minor, currency, (amount, code) => {
      const money = { minor: amount, currency: code };
      expect(parseMoney(toMoneyWire(money))).toEqual(money);
    }),
  );
});

test('sums do not care about the order and refuse to mix currencies', () => {
  fc.assert(
    fc.property(fc.array(minor, { maxLength: 20 }), (amounts) => {
      const money = amounts.map((amount) => ({ minor: amount, currency: 'INR' }));
      expect(sumMoney(money, 'INR')).toEqual(sumMoney([...money].reverse(), 'INR'));
    }),
  );
  expect(sumMoney([], 'INR')).toEqual({ minor: 0n, currency: 'INR' });
  expect(() => sumMoney([{ minor: 1n, currency: 'USD' }], 'INR')).toThrow(RangeError);
});

test('halves are rounded away from zero, on both sides', () => {
  expect([5n, -5n, 4n, -4n, 15n].map((n) => divideRounded(n, 10n))).toEqual([1n, -1n, 0n, 0n, 2n]);
  expect(divideRounded(5n, -10n)).toBe(-1n);
  expect(() => divideRounded(1n, 0n)).toThrow(RangeError);
});

test('rounding is never off by more than half and treats both signs alike', () => {
  fc.assert(
    fc.property(minor, fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerator, denominator) => {
      const rounded = divideRounded(numerator, denominator);
      const error = (rounded * denominator - numerator) * 2n;
      expect((error < 0n ? -error : error) <= denominator).toBe(true);
      expect(divideRounded(-numerator, denominator)).toBe(-rounded);
    }),
  );
});

test('amounts read as people in India write them', () => {
  expect(formatMoney(parseMoney({ amount: '25000', currency: 'INR' }))).toBe('₹25,000.00');
  expect(formatMoney(parseMoney({ amount: '1234567.8', currency: 'INR' }))).toBe('₹12,34,567.80');
  const large = parseMoney({ amount: '900719925474099.17', currency: 'INR' });
  expect(formatMoney(large)).toBe('₹90,07,19,92,54,74,099.17');
  expect(formatMoney(parseMoney({ amount: '1234', currency: 'JPY' }))).toBe('JP¥1,234');
});
