import fc from 'fast-check';
import { agingBucket, ageItems, sumBuckets } from '../../domain/finance/aging';
import { fiscalYearStart, stretchBefore } from '../../domain/finance/fiscal-year';
import {
  balanceSheet,
  profitAndLoss,
  trialBalance,
  type AccountTurnover,
} from '../../domain/finance/statements';
import { ACCOUNT_KINDS } from '../../domain/finance/accounts';

const turnover = (
  code: string,
  kind: AccountTurnover['kind'],
  [debit, credit]: [bigint, bigint],
): AccountTurnover => ({ id: code, code, name: code, kind, debit, credit });

test('a document is late from the day after it was due, in steps of thirty days', () => {
  const late = [
    ...['2026-12-01', '2026-11-28', '2026-11-27', '2026-10-29', '2026-10-28', '2026-09-29'],
    ...['2026-09-28', '2026-08-30', '2026-08-29', '2020-01-01'],
  ].map((dueOn) => agingBucket(dueOn, '2026-11-28'));
  expect(late).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test('open items are summed up by party, and what was overpaid counts against', () => {
  const parties = ageItems(
    [
      { party: 'Birla', dueOn: '2026-11-01', minor: 500n },
      { party: 'Amul', dueOn: '2026-12-05', minor: 700n },
      { party: 'Birla', dueOn: '2026-11-10', minor: -200n },
    ],
    '2026-11-28',
  );
  expect(parties).toEqual([
    { party: 'Amul', buckets: [700n, 0n, 0n, 0n, 0n], total: 700n },
    { party: 'Birla', buckets: [0n, 300n, 0n, 0n, 0n], total: 300n },
  ]);
  expect(sumBuckets(parties)).toEqual([700n, 300n, 0n, 0n, 0n]);
});

test('a fiscal year begins in its month, of this calendar year or the last', () => {
  expect(fiscalYearStart('2026-03-31', 4)).toBe('2025-04-01');
  expect(fiscalYearStart('2026-04-01', 4)).toBe('2026-04-01');
  expect(fiscalYearStart('2026-12-31', 1)).toBe('2026-01-01');
  expect(stretchBefore({ from: '2026-03-01', to: '2026-03-31', days: 31 })).toEqual({
    ...{ from: '2026-01-29', to: '2026-02-28' },
  });
});

test('the profit of the year and of those before it close a balance sheet', () => {
  // Last year 300 was earned; this year 1000 came in and 400 was spent; the owners had put in 5000.
  const all = [
    turnover('1100', 'asset', [6300n, 400n]),
    turnover('3100', 'equity', [0n, 5000n]),
    turnover('4100', 'income', [0n, 1300n]),
    turnover('5100', 'expense', [400n, 0n]),
  ];
  const ofYear = [turnover('4100', 'income', [0n, 1000n]), turnover('5100', 'expense', [400n, 0n])];
  expect(balanceSheet(all, ofYear)).toMatchObject({
    ...{ totalAssets: 5900n, totalLiabilities: 0n, totalEquity: 5900n },
    ...{ profitOfYear: 600n, earlierProfit: 300n },
  });
});

test('whatever balanced entries are posted, the trial balance and the balance sheet balance', () => {
  const entry = fc.record({
    from: fc.integer({ min: 0, max: 9 }),
    to: fc.integer({ min: 0, max: 9 }),
    minor: fc.bigInt({ min: 1n, max: 10n ** 15n }),
    ofYear: fc.boolean(),
  });
  const accounts = Array.from({ length: 10 }, (_, at) => ACCOUNT_KINDS[at % 5]!);
  const add = (entries: { from: number; to: number; minor: bigint }[]) =>
    accounts.map((kind, at) =>
      turnover(String(1000 + at), kind, [
        entries.reduce((sum, { to, minor }) => (to === at ? sum + minor : sum), 0n),
        entries.reduce((sum, { from, minor }) => (from === at ? sum + minor : sum), 0n),
      ]),
    );
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const all = add(entries);
      const ofYear = add(entries.filter((one) => one.ofYear));
      const { debit, credit } = trialBalance(all);
      const sheet = balanceSheet(all, ofYear);
      expect(debit).toBe(credit);
      expect(sheet.totalAssets).toBe(sheet.totalLiabilities + sheet.totalEquity);
      expect(sheet.profitOfYear).toBe(profitAndLoss(ofYear).profit);
    }),
  );
});
