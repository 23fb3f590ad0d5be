import fc from 'fast-check';
import { quantityText, quoteLine, readQuantity, weighted } from '../../domain/sales/quote';
import { checkShares, shareOut, WHOLE_BPS } from '../../domain/sales/shares';
import { DEAL_STAGES } from '../../domain/sales/stages';

const minor = fc.bigInt({ min: 0n, max: 10n ** 15n });

/** Shares that come to the whole. */
const wholeShares = fc
  .uniqueArray(fc.integer({ min: 1, max: WHOLE_BPS - 1 }), { maxLength: 8 })
  .map((cuts) => {
    const ends = [0, ...cuts.sort((a, b) => a - b), WHOLE_BPS];
    return ends.slice(1).map((end, at) => ({ employeeId: `p${at}`, bps: end - (ends[at] ?? 0) }));
  });

test('whatever the shares, what is handed out is the amount, and nobody is off by more than one unit', () => {
  fc.assert(
    fc.property(minor, wholeShares, (amount, shares) => {
      expect(checkShares(shares)).toEqual([]);
      const parts = shareOut(amount, shares);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
      parts.forEach((part, at) => {
        const exact = amount * BigInt(shares[at]?.bps ?? 0);
        const off = part * 10_000n - exact;
        expect(off > -10_000n && off < 10_000n).toBe(true);
      });
    }),
  );
});

test('shares that are off by anything are refused, and so is a person who is named twice', () => {
  fc.assert(
    fc.property(wholeShares, fc.integer({ min: 1, max: 500 }), (shares, more) => {
      const [first, ...rest] = shares;
      const off = [{ ...first, bps: (first?.bps ?? 0) + more } as (typeof shares)[number], ...rest];
      expect(checkShares(off)).toHaveLength(1);
    }),
  );
  expect(
    checkShares([
      { employeeId: 'a', bps: 5000 },
      { employeeId: 'a', bps: 5000 },
    ]),
  ).toEqual([{ path: 'splits.1.employeeId', message: 'This person is named twice' }]);
});

test('quantities come back as they were written, without idle zeros', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999n }), (milli) => {
      expect(readQuantity(quantityText(milli))).toBe(milli);
    }),
  );
  expect(['1', '1.500', '0.005', '1.0005', '-1', '1,5'].map(readQuantity)).toEqual([
    ...[1000n, 1500n, 5n, undefined, undefined, undefined],
  ]);
});

test('a line without discount is price times quantity, rounded once; a whole discount leaves nothing', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fc.bigInt({ min: 0n, max: 10n ** 10n }),
      (quantityMilli, unitPriceMinor) => {
        const line = { quantityMilli, unitPriceMinor, unitCostMinor: unitPriceMinor };
        const full = quoteLine({ ...line, discountBps: 0 });
        expect(full.amountMinor).toBe((quantityMilli * unitPriceMinor + 500n) / 1000n);
        expect(full.costMinor).toBe(full.amountMinor);
        expect(quoteLine({ ...line, discountBps: 10_000 }).amountMinor).toBe(0n);
      },
    ),
  );
});

test('a forecast never counts more than the amount, and all of what is won', () => {
  fc.assert(
    fc.property(minor, (amount) => {
      const counted = DEAL_STAGES.map((stage) => weighted(amount, stage));
      for (const part of counted) expect(part >= 0n && part <= amount).toBe(true);
      expect([weighted(amount, 'won'), weighted(amount, 'lost')]).toEqual([amount, 0n]);
    }),
  );
});
