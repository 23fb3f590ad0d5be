import fc from 'fast-check';
import { addDays } from '../../domain/dates/calendar';
import { planUse } from '../../domain/leave/buckets';
import { payoutMinor } from '../../domain/leave/payout';
import {
  lastDayOfYear,
  settleBuckets,
  type AccountBucket,
  type EndRules,
  type YearEndRule,
} from '../../domain/leave/year-end';
import { planYearEnd, sayDifference, yearEndOf } from '../../domain/leave/year-run';

const rule = (changes: Partial<YearEndRule> = {}): YearEndRule => ({
  ...{ carryMax: 1000, carryMonths: 3, carryDays: null, encashMax: 0, encashReserve: 0 },
  ...changes,
});
const rulesOf = (of: YearEndRule, paidOut: [number, number][] = []): EndRules => ({
  ruleOn: () => of,
  paidOut: new Map(paidOut),
});
const ofYear = (year: number, free: number, changes: Partial<AccountBucket> = {}) => ({
  ...{ id: `year ${year}`, free, isRunning: false, year, carried: false, removed: 0 },
  ...{ validFrom: `${year}-01-01`, expiresOn: lastDayOfYear(year), ...changes },
});
const running = (free: number): AccountBucket => ({
  ...{ id: 'running', free, isRunning: true, year: null, carried: false, removed: 0 },
  ...{ validFrom: null, expiresOn: null },
});
const freeIn = (buckets: readonly AccountBucket[]) =>
  buckets.reduce((sum, { free }) => sum + free, 0);

describe('10 days carried until 31 March', () => {
  test.each([
    [8, 200],
    [10, 0],
    [12, 0],
  ])('with %d taken by then lose %d hundredths', (taken, lost) => {
    const { buckets } = settleBuckets([ofYear(2026, 1400)], rulesOf(rule()), '2027-01-01');
    expect(freeIn(buckets)).toBe(1000);
    const stock = [...buckets, ofYear(2027, 500)];
    const { uses } = planUse([{ on: '2027-02-01', units: taken * 100 }], stock, 0);
    const used = new Map(uses.map(({ bucketId, units }) => [bucketId, units]));
    const after = stock.map((one) => ({ ...one, free: one.free - (used.get(one.id) ?? 0) }));
    expect(settleBuckets(after, rulesOf(rule()), '2027-03-31').endings).toEqual([]);
    const { endings, buckets: left } = settleBuckets(after, rulesOf(rule()), '2027-04-01');
    expect(endings.reduce((sum, { expire }) => sum + expire, 0)).toBe(lost);
    expect(freeIn(left)).toBe(1500 - taken * 100 - lost);
  });
});

describe('a year that pays out what would be lost', () => {
  const paying = (changes: Partial<YearEndRule>, paid = 0) =>
    rulesOf(rule({ encashMax: 500, ...changes }), [[2026, paid]]);
  const end = (free: number, rules: EndRules) =>
    yearEndOf(settleBuckets([running(0), ofYear(2026, free)], rules, '2027-01-01').endings, 2026);

  test('pays as far as the policy allows and loses the rest', () => {
    expect(end(1700, paying({}))).toEqual({ carry: 1000, encash: 500, expire: 200 });
    expect(end(1300, paying({}))).toEqual({ carry: 1000, encash: 300, expire: 0 });
    expect(end(1700, paying({}, 400))).toEqual({ carry: 1000, encash: 100, expire: 600 });
    expect(end(900, paying({}))).toEqual({ carry: 900, encash: 0, expire: 0 });
  });

  test('leaves the reserve, of which what is carried is part', () => {
    expect(end(1700, paying({ encashReserve: 1400 }))).toEqual({
      ...{ carry: 1000, encash: 300, expire: 400 },
    });
  });

  test('pays where nothing is carried, and not when what was carried lapses', () => {
    expect(end(300, paying({ carryMax: 0 }))).toEqual({ carry: 0, encash: 300, expire: 0 });
    const late = settleBuckets([ofYear(2026, 1300)], paying({}), '2027-04-01');
    expect(late.endings.map(({ encash, expire }) => [encash, expire])).toEqual([
      [300, 0],
      [0, 1000],
    ]);
  });

  test('that waits for its run is left alone, and so is nothing else', () => {
    const rules = { ...rulesOf(rule()), except: new Set([2026]) };
    const carried = ofYear(2025, 300, { carried: true, expiresOn: '2026-03-31' });
    const { endings } = settleBuckets([carried, ofYear(2026, 1400)], rules, '2027-01-01');
    expect(endings.map(({ bucketId }) => bucketId)).toEqual(['year 2025']);
  });
});

/** A step of somebody's years: some leave given, taken or nothing, after some days. */
const anyStep = fc.record({
  days: fc.integer({ min: 0, max: 120 }),
  what: fc.constantFrom('grant', 'take', 'settle'),
  units: fc.integer({ min: 1, max: 900 }),
});
const anyRule = fc.record({
  carryMax: fc.option(fc.integer({ min: 0, max: 1200 }), { nil: null }),
  carryMonths: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
  carryDays: fc.constant(null),
  encashMax: fc.integer({ min: 0, max: 800 }),
  encashReserve: fc.integer({ min: 0, max: 800 }),
});

interface Totals {
  granted: number;
  taken: number;
  expired: number;
  encashed: number;
}

/** Plays steps from the first of January 2026 on, and hands each moment to `check`. */
function play(
  steps: { days: number; what: string; units: number }[],
  of: { rule: YearEndRule; check: (buckets: AccountBucket[], totals: Totals, on: string) => void },
): void {
  let buckets: AccountBucket[] = [running(0)];
  let on = '2026-01-01';
  const totals: Totals = { granted: 0, taken: 0, expired: 0, encashed: 0 };
  const paid = new Map<number, number>(Array.from({ length: 20 }, (_, i) => [2026 + i, 0]));
  for (const { days, what, units } of steps) {
    on = addDays(on, days);
    const year = Number(on.slice(0, 4));
    const settled = settleBuckets(buckets, { ruleOn: () => of.rule, paidOut: paid }, on);
    buckets = settled.buckets;
    for (const ending of settled.endings) {
      totals.expired += ending.expire;
      totals.encashed += ending.encash;
      const ended = Number(ending.lastDay.slice(0, 4));
      paid.set(ended, (paid.get(ended) ?? 0) + ending.encash);
      expect(ending.encash).toBeLessThanOrEqual(of.rule.encashMax);
    }
    if (what === 'grant') {
      const bucket = buckets.find((one) => one.year === year && !one.carried);
      if (bucket) bucket.free += units;
      else buckets.push(ofYear(year, units));
      totals.granted += units;
    }
    if (what === 'take') {
      const { uses } = planUse([{ on, units }], buckets, 0);
      for (const use of uses) {
        buckets.find(({ id }) => id === use.bucketId)!.free -= use.units;
        totals.taken += use.units;
      }
    }
    of.check(buckets, totals, on);
  }
  for (const [, units] of paid) expect(units).toBeLessThanOrEqual(of.rule.encashMax);
}

describe('over any history', () => {
  const history = fc.array(anyStep, { maxLength: 40 });

  test('what was given less what was taken, lost and paid out is what is left', () => {
    fc.assert(
      fc.property(history, anyRule, (steps, by) => {
        play(steps, {
          rule: by,
          check: (buckets, { granted, taken, expired, encashed }) =>
            expect(granted - taken - expired - encashed).toBe(freeIn(buckets)),
        });
      }),
      { numRuns: 400 },
    );
  });

  test('no more is carried than the most, nothing is below zero, nothing outlives its last day', () => {
    fc.assert(
      fc.property(history, anyRule, (steps, by) => {
        play(steps, {
          rule: by,
          check(buckets, _totals, on) {
            const carried = freeIn(buckets.filter((bucket) => bucket.carried));
            if (by.carryMax !== null) expect(carried).toBeLessThanOrEqual(by.carryMax);
            for (const { free, expiresOn } of buckets) {
              expect(free).toBeGreaterThanOrEqual(0);
              expect(expiresOn === null || expiresOn >= on).toBe(true);
            }
          },
        });
      }),
      { numRuns: 400 },
    );
  });

  test('what is drawn up is what is done when nothing has changed, and nothing is split otherwise than in three', () => {
    fc.assert(
      fc.property(
        ...[fc.integer({ min: -300, max: 2000 }), fc.integer({ min: 0, max: 2000 }), anyRule],
        ...[fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 89 })],
        (inRunning, free, by, paid, daysLate) => {
          const buckets = [running(inRunning), ofYear(2026, free)];
          const rules = rulesOf(by, [[2026, paid]]);
          const account = { typeName: 'Earned leave', active: true, buckets } as const;
          const plan = planYearEnd(account, rules, 2026);
          const { endings } = settleBuckets(buckets, rules, addDays('2027-01-01', daysLate));
          const done = yearEndOf(endings, 2026);
          if (!done) return expect(plan.leftOut).toBe('Nothing is left of it');
          expect(sayDifference(plan, { ...done, before: false })).toBeNull();
          expect(plan.carry + plan.expire + plan.encash).toBe(free);
        },
      ),
    );
  });
});

test('who is left out of a run is told why', () => {
  const why = (buckets: AccountBucket[], by = rule(), active = true) =>
    planYearEnd({ typeName: 'Earned leave', active, buckets }, rulesOf(by), 2026).leftOut;
  expect(why([])).toBe('No earned leave of 2026');
  expect(why([running(500)], rule({ carryMax: null }))).toBe(
    'Earned leave runs on from year to year',
  );
  const ended = ofYear(2026, 300, { carried: true, expiresOn: '2027-03-31' });
  expect(why([ended])).toBe('Ended already; usable until 31 Mar 2027');
  expect(why([ofYear(2026, 300)], rule(), false)).toMatch('No longer active');
  expect(why([ofYear(2026, 300)])).toBeNull();
});

test('what differs is said, figure by figure', () => {
  const planned = { carry: 1000, expire: 400, encash: 0 };
  expect(sayDifference(planned, { carry: 1000, expire: 150, encash: 0, before: false })).toBe(
    'The balance has changed since the preview: 1.5 days lost instead of 4 days',
  );
  expect(sayDifference(planned, { ...planned, carry: 900, before: true })).toMatch(
    /^Ended before the run came to it.*: 9 days carried instead of 10 days$/,
  );
});

test('leave is worth days times rate, rounded once, halves away from zero', () => {
  expect(payoutMinor(250, 333_333n)).toBe(833_333n);
  expect(payoutMinor(50, 101n)).toBe(51n);
  expect(payoutMinor(49, 101n)).toBe(49n);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.bigInt(1n, 10n ** 9n), (units, rate) => {
      const off = payoutMinor(units, rate) * 100n - BigInt(units) * rate;
      expect(off > -50n && off <= 50n).toBe(true);
    }),
  );
});
