import fc from 'fast-check';
import { readRate } from '../../domain/money/exchange';
import {
  inBooks,
  lineNet,
  quantityText,
  readQuantity,
  taxesOf,
} from '../../domain/receivables/invoices';
import { baseShare } from '../../domain/receivables/settlement';

const gst18 = [
  { name: 'CGST', bps: 900 },
  { name: 'SGST', bps: 900 },
];

test('quantities are read exactly, and said as they were', () => {
  expect(['1', '1.5', '0.125', '007'].map(readQuantity)).toEqual([1000n, 1500n, 125n, 7000n]);
  expect(['0', '-1', '1.0005', '1e3', '', ' 1'].map(readQuantity)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
  expect([1000n, 1500n, 125n].map(quantityText)).toEqual(['1', '1.5', '0.125']);
});

test('taxes worked out by hand: rounded on each line or once, the sums differ', () => {
  // Three lines of 0.05: 9 % of each is 0.0045, nothing. Of 0.15 it is 0.0135: one paisa.
  const lines = Array.from({ length: 3 }, () => ({ net: 5n, parts: gst18 }));
  expect(taxesOf(lines, 'line').map(({ tax }) => tax)).toEqual([0n, 0n]);
  expect(taxesOf(lines, 'document').map(({ tax }) => tax)).toEqual([1n, 1n]);
  // 1.5 hours at 1,250.55 are 1,875.825, rounded 1,875.83; 9 % of it are 168.8247: 168.82.
  const net = lineNet({ quantityMilli: 1500n, unitPriceMinor: 125_055n });
  expect(net).toBe(187_583n);
  expect(taxesOf([{ net, parts: gst18 }], 'line')).toEqual([
    { name: 'CGST', bps: 900, taxable: 187_583n, tax: 16_882n },
    { name: 'SGST', bps: 900, taxable: 187_583n, tax: 16_882n },
  ]);
});

test('a tax at two rates is two sums', () => {
  const sums = taxesOf(
    [
      { net: 1000n, parts: [{ name: 'IGST', bps: 1800 }] },
      { net: 1000n, parts: [{ name: 'IGST', bps: 500 }] },
      { net: 2000n, parts: [{ name: 'IGST', bps: 1800 }] },
      { net: 900n, parts: [] },
    ],
    'line',
  );
  expect(sums.map(({ bps, taxable, tax }) => [bps, taxable, tax])).toEqual([
    [1800, 3000n, 540n],
    [500, 1000n, 50n],
  ]);
});

test('rounding on lines and rounding once are never further apart than half a unit a line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 10_000 }),
      (nets, bps) => {
        const lines = nets.map((net) => ({ net, parts: [{ name: 'T', bps }] }));
        const [onLines, once] = (['line', 'document'] as const).map(
          (rounding) => taxesOf(lines, rounding)[0]?.tax ?? 0n,
        );
        const apart = onLines! - once!;
        expect((apart < 0n ? -apart : apart) * 2n).toBeLessThanOrEqual(BigInt(nets.length + 1));
      },
    ),
  );
});

test('what is settled in parts, in any parts, takes exactly what was posted', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 10n }),
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 8n }), { minLength: 1, maxLength: 20 }),
      (base, parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        const document = { total, base, settled: 0n, settledBase: 0n };
        for (const part of parts) {
          const share = baseShare(document, part);
          expect(share).toBeGreaterThanOrEqual(0n);
          document.settled += part;
          document.settledBase += share;
        }
        expect(document.settledBase).toBe(base);
      },
    ),
  );
});

test('exchange differences worked out by hand, one gained and one lost', () => {
  // 1,000.00 dollars at 83.1275 are 83,127.50 rupees when they are invoiced.
  const worth = (minor: bigint, rate: string) =>
    inBooks({ minor, currency: 'USD' }, readRate(rate)!, 'amount');
  const invoice = {
    total: 100_000n,
    base: worth(100_000n, '83.1275'),
    settled: 0n,
    settledBase: 0n,
  };
  expect(invoice.base).toBe(8_312_750n);
  // A third, 333.33, comes in at 84.50: 28,166.385, rounded 28,166.39; it was posted with 27,708.89: 457.50 gained.
  const first = baseShare(invoice, 33_333n);
  expect([worth(33_333n, '84.50'), first]).toEqual([2_816_639n, 2_770_889n]);
  // The rest, 666.67, comes in at 82.00: 54,666.94; what is left of the posting is 55,418.61: 751.67 lost.
  const rest = baseShare({ ...invoice, settled: 33_333n, settledBase: first }, 66_667n);
  expect([worth(66_667n, '82.00'), rest]).toEqual([5_466_694n, 5_541_861n]);
});
